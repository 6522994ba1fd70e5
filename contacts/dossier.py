"""Everything that is known about a contact, in the words of whoever asks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, QuerySet
from django.utils.text import capfirst

from contacts.models import Contact
from contacts.traces import Trace, traces
from core.access import may
from core.history.versions import BOOKKEEPING, in_words
from core.models import User

FILE_HAS, PAGE_SHOWS = 100_000, 50


@dataclass(frozen=True)
class Part:
    """The records of one table: their labels, those that say something, and what each record says."""

    title: str
    count: int
    labels: list[str]
    records: list[list[str]]

    @property
    def more(self) -> int:
        return self.count - len(self.records)

    def as_data(self) -> dict[str, Any]:
        records = [dict(zip(self.labels, record, strict=True)) for record in self.records]
        return {"title": self.title, "count": self.count, "records": records}


def about(contact: Contact) -> list[tuple[str, str]]:
    """What its own card says, field by field."""
    fields = [field for field in Contact._meta.concrete_fields if _says_something(field, but=())]
    return [(_label(field), said) for field in fields if (said := in_words(contact, field))]


def parts(contact: Contact, *, user: User, most: int) -> list[Part]:
    """What every other table knows of it, as far as the person may see it; at most so many records of each.

    Two statements for each table.
    """
    seen = (trace for trace in traces() if _may_see(user, trace.model))
    found = (_part(trace, trace.seen_by(trace.rows([contact.pk]), user), most) for trace in seen)
    return [part for part in found if part]


def _part(trace: Trace, rows: QuerySet[Any], most: int) -> Part | None:
    count = rows.count()
    if not count:
        return None
    fields = [field for field in trace.model._meta.concrete_fields if _says_something(field, but=_hidden(trace))]
    fields.sort(key=lambda field: not isinstance(field, DateField))  # when, then what
    found = rows.select_related(*_neighbours(fields))[:most]
    said = [[trace.said(row, field) for field in fields] for row in found]
    filled = [place for place in range(len(fields)) if any(record[place] for record in said)]
    records = [[record[place] for place in filled] for record in said]
    return Part(trace.title, count, [_label(fields[place]) for place in filled], records)


def as_data(contact: Contact, *, user: User) -> dict[str, Any]:
    """The same for a file that machines read."""
    return {
        "contact": dict(about(contact)),
        "records": [part.as_data() for part in parts(contact, user=user, most=FILE_HAS)],
    }


def _may_see(user: User, model: Any) -> bool:
    """Tables without a right of their own are seen by whoever sees contacts."""
    return "view" not in model._meta.default_permissions or may(user, "view", model)


def _hidden(trace: Trace) -> Iterable[str]:
    return [*trace.hidden, *(["contact"] if trace.by == "contact" else [])]


def _says_something(field: Any, *, but: Iterable[str]) -> bool:
    return not (field.primary_key or field.generated or field.name in BOOKKEEPING or field.name in but)


def _neighbours(fields: Iterable[Any]) -> Iterator[str]:
    """What the records name, and what that is named by: a customer by its contact."""
    for field in fields:
        if field.is_relation:
            yield field.name
            for other in field.related_model._meta.concrete_fields:
                if other.one_to_one and not other.null:
                    yield f"{field.name}__{other.name}"


def _label(field: Any) -> str:
    return capfirst(str(field.verbose_name))
