"""What a line has from the segment's header and template, and from its contact (2.6.1, INT-12 to INT-17)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Case, Expression, Value, When
from django.db.models.lookups import Exact

from contacts.addresses import address_on
from contacts.models import Contact
from core.sql import valued
from interactions.models import TemplateLanguage
from segments.models import Segment, SegmentLine

_said = partial(valued, SegmentLine)
OfContact = Callable[[str], Any]
"""How a field of the line's contact is reached in a statement."""


class Words(NamedTuple):
    """In which language a contact is addressed, and what is said in it."""

    language_id: int | None
    subject: str
    attachment_id: int | None


@dataclass(frozen=True)
class Inheritance:
    """What the lines of a segment have from it: the same for all of them, or by what their contacts are like."""

    segment: Segment
    words_of: Mapping[int, Words]
    """By the contact's language, where the template speaks it and the header does not."""

    @classmethod
    def of(cls, segment: Segment) -> "Inheritance":
        """One statement, none without a template."""
        rows = TemplateLanguage.objects.filter(template=segment.template_id).exclude(language=segment.language_id)
        known = rows.values_list("language_id", "subject", "attachment_id") if segment.template_id else []
        return cls(segment, {row[0]: Words(*row) for row in known})

    def for_contact(self, contact: Contact) -> dict[str, Any]:
        """The values of a line, by column. `by_contact` says the same to the database."""
        words = self.words_of.get(contact.language_id or 0, self._words)
        fixed, otherwise = self._correspondence
        return {
            **self._same_for_all,
            **words._asdict(),
            "salesperson_id": self.segment.salesperson_id or contact.salesperson_id,
            "correspondence_type": fixed or contact.correspondence_type or otherwise,
        }

    def by_contact(self, of_contact: OfContact, *, contact: str = "pk") -> dict[str, Any]:
        """The values of many lines, by field, as expressions over rows whose contact is at the path `contact`."""
        fixed, otherwise = self._correspondence
        preferred, default = of_contact("correspondence_type"), _said("correspondence_type", fixed or otherwise)
        return {
            **{name.removesuffix("_id"): _said(name, value) for name, value in self._same_for_all.items()},
            **{name.removesuffix("_id"): self._spoken(name, of_contact) for name in Words._fields},
            "salesperson": _said("salesperson", self.segment.salesperson_id)
            if self.segment.salesperson_id
            else of_contact("salesperson"),
            "correspondence_type": default
            if fixed
            else Case(When(Exact(preferred, Value("")), then=default), default=preferred),
            "alternative_address": address_on(self.segment.date, contact=contact),
        }

    @property
    def _same_for_all(self) -> dict[str, Any]:
        header = self.segment
        return {
            "campaign_target": header.campaign_target,
            "campaign_response": header.campaign_response,
            "description": header.description,
            "date": header.date,
            "template_id": header.template_id,
            "cost": header.unit_cost,
            "duration": header.unit_duration,
            "information_flow": header.information_flow,
            "initiated_by": header.initiated_by,
            "evaluation": "",
            "attempt_failed": False,
        }

    @property
    def _words(self) -> Words:
        return Words(self.segment.language_id, self.segment.subject, self.segment.attachment_id)

    @property
    def _correspondence(self) -> tuple[str, str]:
        """The type whatever the contact prefers, and the one for contacts who prefer none (INT-17)."""
        header, template = self.segment, self.segment.template
        default = template.correspondence_type if template else ""
        if header.ignores_contact_type and header.correspondence_type:
            return header.correspondence_type, ""
        return (default, "") if template and template.ignores_contact_type else ("", default)

    def _spoken(self, name: str, of_contact: OfContact) -> Expression:
        otherwise = _said(name, getattr(self._words, name))
        spoken = [
            When(Exact(of_contact("language"), Value(language)), then=_said(name, getattr(words, name)))
            for language, words in self.words_of.items()
        ]
        return Case(*spoken, default=otherwise) if spoken else otherwise
