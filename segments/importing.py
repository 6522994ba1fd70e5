"""Lines of segments from a file: all that are new in a segment come in as one step of it (decision 17)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from contacts.addresses import Periods
from contacts.channels import refused_by
from contacts.models import Channel, Contact
from contacts.recognition import contacts_known_as
from core.importing import values as cells
from core.importing.drafts import Draft
from core.importing.kinds import Heading, Kind
from core.importing.records import Record, rows_by, rows_with
from segments import consent
from segments.building import NO_CAMPAIGN
from segments.entering import Inheritance
from segments.models import Segment, SegmentLine, SegmentStep

Place = tuple[int, int]
"""A contact in a segment, by their keys."""


@dataclass(frozen=True)
class Known:
    """The lines there are of the contacts a file names, and the steps of the file, one for each segment."""

    lines: dict[Place, list[SegmentLine]]
    last_steps: dict[int, int]
    refused: dict[int, list[Channel]]
    periods: Periods
    steps: dict[int, SegmentStep] = field(default_factory=dict)
    inherited: dict[int, Inheritance] = field(default_factory=dict)
    seen: dict[Place, Record] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Sequence[Record]) -> "Known":
        segments = {record.values["segment"].pk for record in records}
        named = SegmentLine.objects.in_segment().filter(segment__in=segments).order_by("pk")
        lines = defaultdict(list)
        for line in rows_with(named, "contact_id", (record.values["contact"].pk for record in records)):
            lines[line.segment_id, line.contact_id].append(line)
        last = (
            SegmentStep.objects.filter(segment__in=segments).order_by().values("segment").annotate(last=Max("number"))
        )
        contacts = {record.values["contact"].pk for record in records}
        return cls(lines, dict(last.values_list("segment", "last")), refused_by(contacts), Periods.of(contacts))

    def step(self, segment: Segment) -> SegmentStep:
        """The step of the file in this segment, one line longer."""
        new = SegmentStep(segment=segment, number=self.last_steps.get(segment.pk, 0) + 1, kind=SegmentStep.Kind.ADD)
        step = self.steps.setdefault(segment.pk, new)
        step.lines += 1
        words = ngettext("%(count)d contact of a file", "%(count)d contacts of a file", step.lines)
        step.words = words % {"count": step.lines}
        return step

    def inheritance(self, segment: Segment) -> Inheritance:
        if segment.pk not in self.inherited:
            self.inherited[segment.pk] = Inheritance.of(segment)
        return self.inherited[segment.pk]


def draft(records: Sequence[Record]) -> list[Draft]:
    known = Known.of(records)
    return [_drafted(Draft(record), known) for record in records]


def _drafted(draft: Draft, known: Known) -> Draft:
    record, segment, contact = draft.record, draft.record.values["segment"], draft.record.values["contact"]
    place = (segment.pk, contact.pk)
    target = record.values.get("campaign_target")
    if (first := known.seen.setdefault(place, record)) is not record:
        record.refuse(_("It is the same contact as line %(line)d.") % {"line": first.line})
    if target and segment.campaign_id is None:
        record.refuse(str(NO_CAMPAIGN))
    said = {} if target is None else {"campaign_target": target}
    for line in known.lines.get(place, []):
        line.contact = contact
        draft.add(line, said)
    if not draft.parts:
        _enter(draft, segment, contact, said, known)
    return draft


def _enter(draft: Draft, segment: Segment, contact: Contact, said: dict[str, bool], known: Known) -> None:
    refused = known.refused.get(contact.pk, ())
    if reason := consent.against(contact, consent.channel_of(segment), refused=refused):
        sentence = _("%(contact)s stays out of segments: %(reason)s.")
        draft.record.refuse(sentence % {"contact": contact, "reason": reason})
    if draft.record.errors:
        return
    step, values = known.step(segment), known.inheritance(segment).for_contact(contact)
    line = SegmentLine(segment=segment, contact=contact, added=step, **values)
    line.alternative_address_id = known.periods.on(segment.date, contact=contact.pk)
    draft.add(line, said)
    draft.add(step, {})


SEGMENT_LINES = Kind(
    "segment-lines",
    gettext_lazy("Segment lines"),
    "segments.add_segmentline",
    headings=[
        Heading(
            "segment",
            gettext_lazy("Segment"),
            also=("segment_number", "segment_no"),
            required=True,
            read=cells.code,
            of=Segment,
            found=partial(rows_by, Segment, "number"),
            missing=gettext_lazy("Create the segment first."),
        ),
        Heading(
            "contact",
            gettext_lazy("Contact"),
            also=("contact_number", "contact_no", "contactID", "external_id"),
            required=True,
            of=Contact,
            found=contacts_known_as,
            missing=gettext_lazy("Import the contacts first."),
        ),
        Heading("campaign_target", gettext_lazy("Campaign Target"), also=("target",), read=cells.yes_no, clears=False),
    ],
    models=[SegmentStep, SegmentLine],
    draft=draft,
    url_name="segments:list",
    hint=gettext_lazy(
        "Contacts are named by their External ID or number. All that are new in a segment are one step of it; one can "
        "go back before it. A blank campaign target is the segment's."
    ),
    order=8,
    keys=("segment", "contact"),
)
