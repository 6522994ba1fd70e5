"""Changes of a segment's header that are offered to its lines (decision 18)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When

from campaigns.models import Campaign
from contacts.models import Contact
from segments.entering import Inheritance
from segments.models import Segment

CARRIED = ("campaign_target", "campaign_response", "salesperson", "date")
OF_TEMPLATE = {
    "template": "template",
    "language": "language",
    "subject": "subject",
    "attachment": "attachment",
    "ignores_contact_type": "correspondence_type",
    "correspondence_type": "correspondence_type",
    "information_flow": "information_flow",
    "initiated_by": "initiated_by",
    "unit_cost": "cost",
    "unit_duration": "duration",
}
"""What comes from the template, and where it goes on a line."""
OFFERED = ("campaign", *CARRIED, *OF_TEMPLATE)


@dataclass(frozen=True)
class Change:
    """A field of the header, what stood there, and what is to stand there."""

    name: str
    before: Any
    after: Any

    @property
    def label(self) -> str:
        return str(self._field.verbose_name)

    @property
    def from_words(self) -> Any:
        return self._said(self.before)

    @property
    def to_words(self) -> Any:
        return self._said(self.after)

    @property
    def _field(self) -> Any:
        return Segment._meta.get_field(self.name)

    def _said(self, value: Any) -> Any:
        return dict(self._field.flatchoices).get(value, value) or value


@dataclass(frozen=True)
class Offer:
    """The question asked before a header is saved: how many lines it has, how many of them are flagged, how many have
    its template, and what changes."""

    changes: list[Change]
    lines: int
    flagged: int
    alike: int

    @property
    def to_lines(self) -> list[Change]:
        """The changes that lines can take over; the campaign is the header's alone (decision 4)."""
        return [change for change in self.changes if change.name in CARRIED] + (
            [self.template] if self.template else self.of_template
        )

    @property
    def template(self) -> Change | None:
        """The change of the template, which goes to all lines with all its values; others of its go to its own."""
        return next((change for change in self.changes if change.name == "template"), None)

    @property
    def of_template(self) -> list[Change]:
        """The changes for the lines that have the header's template; none where that changes, or no line has it."""
        ours = self.alike and not self.template
        return [change for change in self.changes if change.name in OF_TEMPLATE] if ours else []

    @property
    def touched(self) -> int:
        """How many lines would change."""
        return self.alike if self.to_lines == self.of_template else self.lines

    @property
    def target(self) -> Change | None:
        """Whether the header's lines are to be targets, when that is what changes and the campaign stays."""
        names = [change.name for change in self.changes]
        return None if "campaign" in names else next((c for c in self.changes if c.name == "campaign_target"), None)

    @property
    def left(self) -> Campaign | None:
        """The campaign whose targets the flagged lines stop being."""
        return next((change.before for change in self.changes if change.name == "campaign"), None)

    @property
    def joined(self) -> Campaign | None:
        """The campaign whose targets the flagged lines become."""
        return next((change.after for change in self.changes if change.name == "campaign"), None)


def values_of(segment: Segment) -> dict[str, Any]:
    return {name: getattr(segment, name) for name in OFFERED}


def offer(segment: Segment, *, before: Mapping[str, Any]) -> Offer | None:
    """What to ask before the changed segment is saved; None when its lines have no part in the change."""
    changes = [Change(name, before[name], after) for name, after in values_of(segment).items() if after != before[name]]
    if not changes:
        return None
    counted = segment.lines.in_segment().aggregate(
        lines=Count("pk"),
        flagged=Count("pk", filter=Q(campaign_target=True)),
        alike=Count("pk", filter=Q(template__isnull=False, template=before["template"])),
    )
    asked = Offer(changes, **counted)
    leaves = any(change.name == "campaign" for change in changes)
    return asked if asked.lines and (asked.to_lines or (leaves and asked.flagged)) else None


def pass_on(segment: Segment, names: Collection[str]) -> int:
    """Write the header's values of the named fields into its lines, in one UPDATE; answers how many lines it has.

    A new template goes to all of them with all its values, other values of the template to the lines that have the
    header's, the rest to all. What hangs on the contact is each line's own: a blank salesperson gives its contact's,
    a language that its contact speaks stays (2.6). Lines that a step removed stay as they were.
    """
    inherited = Inheritance.of(segment).by_contact(_of_contact, contact="contact")
    values: dict[str, Any] = {name: inherited[name] for name in CARRIED if name in names}
    if "date" in names:
        values["alternative_address"] = inherited["alternative_address"]  # ALT-4
    if "template" in names:
        values |= {name: inherited[name] for name in OF_TEMPLATE.values()}
    elif segment.template_id:
        values |= {line_name: _where_same_template(segment, line_name, inherited) for line_name in _on_lines(names)}
    return segment.lines.in_segment().update(**values) if values else 0


def _on_lines(names: Collection[str]) -> set[str]:
    return {line_name for name, line_name in OF_TEMPLATE.items() if name in names}


def _where_same_template(segment: Segment, name: str, inherited: Mapping[str, Any]) -> Case:
    return Case(When(template=segment.template_id, then=inherited[name]), default=F(name))


def _of_contact(name: str) -> Subquery:
    return Subquery(Contact.objects.filter(pk=OuterRef("contact")).values(name)[:1])
