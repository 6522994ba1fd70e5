"""The contacts of a segment again in another one: of a logged segment, or a part of two that are compared (4.5)."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.errors import Refused
from core.expressions.grammar import literal
from core.models import User
from interactions.models import CampaignEntry, LoggedSegment
from salespeople.models import Salesperson
from segments import building, consent
from segments.criteria import Criteria
from segments.models import Segment, SegmentStep
from segments.stepping import Step, take


class NobodyThere(Refused):
    pass


def step_from(logged: LoggedSegment, *, on: date) -> Step:
    """Adding whom the logged segment had, each contact once; also who stands in the segment already (4.5)."""
    typed = {"logged_segments": {"code": literal(logged.segment_number)}}
    return Step(SegmentStep.Kind.ADD, Criteria(typed, on, on), allow_existing=True)


def campaign_of(logged: LoggedSegment) -> Campaign | None:
    """The campaign it was logged for."""
    entry = CampaignEntry.objects.filter(logged_segment=logged).select_related("campaign").order_by("pk").first()
    return entry.campaign if entry else None


def found_of(logged: LoggedSegment, *, on: date) -> tuple[int, list[consent.LeftOut]]:
    """How many contacts are known of it, and whom the gate leaves out whatever the segment; two statements at most."""
    contacts = step_from(logged, on=on).criteria.contacts()
    counted = contacts.aggregate(**consent.counts())
    return counted["asked"], consent.left_out(contacts, counted)


def reuse(logged: LoggedSegment, *, segment: Segment, by: User | None, at: datetime, on: date) -> building.Added:
    """One step that adds its contacts to a segment, with the segment's campaign and flags (CP-155, CI-28).

    Whom the consent gate does not let in any more is left out. Refused (NobodyThere) when no contact is known of it.
    """
    step = step_from(logged, on=on)
    if not step.criteria.contacts().exists():
        raise NobodyThere(_("No contact of %(segment)s is known any more.") % {"segment": logged})
    return take(step, segment=segment, by=by, at=at)  # type: ignore[return-value]  # it is a step that adds


def begin(
    description: str,
    *,
    campaign: Campaign | None,
    salesperson: Salesperson | None,
    by: User | None,
    at: datetime,
    on: date,
) -> Segment:
    """A new segment, whose lines are no targets until somebody says so. Refused when no number can be drawn."""
    new = Segment(description=description[:100], campaign=campaign, salesperson=salesperson, date=on)
    new.changed(by=by, at=at)
    new.save()
    return new


def fill(segment: Segment, *, contacts: QuerySet[Contact], words: str, by: User | None, at: datetime) -> building.Added:
    """One step that adds these contacts. Refused (NobodyThere) when there are none."""
    if not contacts.exists():
        raise NobodyThere(_("There is nobody to make a segment of."))
    return building.add(segment=segment, contacts=contacts, words=words, by=by, at=at)
