"""Where a contact and its company stand or stood, how they came there, and whether that makes them a target (2, 17).

Each place says by itself what speaks against it; `targets` asks the same of all contacts at once, and a test holds the
two together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from interactions.models import Interaction, LoggedSegment
from segments import consent
from segments.models import Segment, SegmentLine, TargetExclusion

WITH = ["contact__company__customer", "contact__customer"]


@dataclass(frozen=True)
class Place:
    """A line of a segment, or what was logged: the row itself, its contact, its segment and campaign if it has any.

    `how` says by which step or interaction it came, `at` and `by` when and by whom; `against` why it makes no target.
    """

    row: SegmentLine | Interaction
    segment: Segment | LoggedSegment | None
    campaign: Campaign | None
    how: str
    at: datetime
    by: User | None
    against: Sequence[str]

    @property
    def contact(self) -> Contact | None:
        return self.row.contact

    @property
    def is_logged(self) -> bool:
        return isinstance(self.row, Interaction)

    @property
    def is_target(self) -> bool:
        return self.campaign is not None and not self.against

    @property
    def waits(self) -> bool:
        """A target whose campaign is not activated: its prices do not count yet."""
        return self.is_target and self.campaign is not None and not self.campaign.is_activated


def places_of(contact: Contact, *, most: int, user: User) -> tuple[list[Place], bool]:
    """The places of the contact and of the rest of its company, the newest first; of lines and of what was logged no
    more than `most` each, and whether there are more. Three statements."""
    party = {"contact__party": contact.party}
    lines = list(SegmentLine.objects.filter(**party).select_related(*_LINE, *WITH).order_by("-pk")[: most + 1])
    counted = Q(logged_segment__isnull=False) | Q(campaign__isnull=False)
    log = Interaction.objects.logged().filter(counted, **party).select_related(*_LOGGED, *WITH)
    logged = list(log.order_by("-date", "-pk")[: most + 1])
    exclusions = _exclusions(contact, user)
    places = [_of_line(line, exclusions) for line in lines[:most]]
    places += [_of_logged(interaction, exclusions) for interaction in logged[:most]]
    places.sort(key=lambda place: place.at, reverse=True)
    return places, max(len(lines), len(logged)) > most


_LINE = ["segment__campaign", "added__user", "removed"]
_LOGGED = ["campaign", "logged_segment", "template", "user"]


def _of_line(line: SegmentLine, exclusions: Mapping[int, str]) -> Place:
    campaign, added = line.segment.campaign, line.added
    gone = [_("Taken out by step %(step)s.") % {"step": line.removed}] if line.removed else []
    against = [*gone, *_against(line, campaign, exclusions)]
    return Place(line, line.segment, campaign, str(added), added.at, added.user, against)


def _of_logged(interaction: Interaction, exclusions: Mapping[int, str]) -> Place:
    gone = [_("Canceled.")] if interaction.cancelled else []
    against = [*gone, *_against(interaction, interaction.campaign, exclusions)]
    about = interaction.description
    logged = interaction.logged_segment
    return Place(interaction, logged, interaction.campaign, about, interaction.at, interaction.user, against)


def _against(row: SegmentLine | Interaction, campaign: Campaign | None, exclusions: Mapping[int, str]) -> Iterator[str]:
    """Every reason why the row does not make its company a target of the campaign (decisions 2 and 16)."""
    if campaign is None:
        yield _("No campaign.")
        return
    contact: Any = row.contact
    if not row.campaign_target:
        yield _("Campaign Target is not ticked.")
    if blocked := consent.against(contact):
        yield _("%(contact)s: %(reason)s.") % {"contact": contact, "reason": blocked}
    yield from _not_entitled(contact)
    if campaign.pk in exclusions:
        yield _("Excluded from the campaign: %(reason)s") % {"reason": exclusions[campaign.pk]}


def _not_entitled(contact: Contact) -> Iterator[str]:
    head, about = contact.head, {"contact": contact.head}
    customer = getattr(head, "customer", None)
    if head.privacy_blocked and head != contact:
        yield _("%(contact)s: privacy blocked.") % about
    if head.no_campaign_prices:
        yield _("%(contact)s gets no campaign prices.") % about
    if customer and customer.blocked:
        yield _("%(contact)s is blocked as a customer.") % about


def _exclusions(contact: Contact, user: User) -> dict[int, str]:
    """Campaign → why the company is excluded from it, as far as the person may know."""
    rows: Any = TargetExclusion.objects.filter(contact=contact.party).with_reason_for(user)
    return dict(rows.values_list("campaign", "shown_reason"))
