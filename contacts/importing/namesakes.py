"""Companies of a file that are perhaps here already under another number: a person decides."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from contacts.models import Contact
from core.importing.drafts import Choice, Draft
from core.importing.records import Record, rows_with


@dataclass(frozen=True)
class Namesakes:
    """The companies here by the names a file has, capitals aside."""

    by_name: dict[str, list[Contact]]

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Namesakes":
        names = {name.upper() for record in records if (name := record.values.get("name"))}
        by_name = defaultdict(list)
        for company in rows_with(Contact.objects.companies().for_list().order_by("pk"), "search_name", names):
            by_name[company.search_name].append(company)
        return cls(by_name)

    @property
    def keys(self) -> list[int]:
        return [company.pk for companies in self.by_name.values() for company in companies]

    def decided(self, draft: Draft) -> Contact | None:
        """For a company the file would make: the one here that a person says it is. The draft is told which one it
        looks like; left out, it is no draft."""
        draft.alike = found = self._of(draft.record)
        if found:
            draft.alike_words = " · ".join(filter(None, [found.number, found.name, found.post_code, found.city]))
        draft.is_left = bool(draft.alike) and draft.record.choice == Choice.LEAVE
        return draft.alike if draft.record.choice == Choice.SAME else None

    def _of(self, record: Record) -> Contact | None:
        """One of the same name whose post code is the same or not known, and that has no External ID of its own."""
        post_code = record.values.get("post_code", "")
        named = self.by_name.get(record.values.get("name", "").upper(), [])
        return next((each for each in named if not each.external_id and _agree(post_code, each.post_code)), None)


def _agree(one: str, other: str) -> bool:
    return not (one and other) or one == other
