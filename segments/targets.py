"""Who is a target of a campaign: asked of its segment lines, never copied (decisions 2, 3 and 16)."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.models import Campaign
from contacts.models import Contact
from segments import consent
from segments.models import SegmentLine, TargetExclusion


def entitled(party: str = "") -> Q:
    """Companies (or lone persons) that may get campaign prices at all: neither they nor their customer is blocked, and
    they are not switched off (decision 2). `party` is the path to the company, ending in two underscores."""
    blocked = {f"{party}privacy_blocked": False, f"{party}no_campaign_prices": False}
    return Q(**blocked) & ~Q(**{f"{party}customer__blocked": True})


def flagged_lines() -> QuerySet[SegmentLine]:
    """The lines that count: flagged, not removed, their contact admitted by the consent gate."""
    return SegmentLine.objects.targets().filter(contact__in=Contact.objects.filter(consent.admitted()))


def targets_of(campaign: Campaign) -> QuerySet[Contact]:
    """The companies and lone persons a campaign is aimed at. One flagged person entitles the company (decision 3)."""
    lines = flagged_lines().filter(segment__campaign=campaign)
    excluded = TargetExclusion.objects.filter(campaign=campaign, contact=OuterRef("pk"))
    return Contact.objects.filter(entitled(), ~Exists(excluded), pk__in=lines.values("contact__party"))


def has_target(campaign: Campaign) -> bool:
    """Whether there is any; stops at the first line that counts."""
    return targets_of(campaign).exists()


def target_count(campaign: Campaign) -> int:
    return targets_of(campaign).count()


def target_counts(campaigns: Collection[Campaign]) -> dict[int, int]:
    """Campaign id → number of targets; campaigns without any are left out. One statement for a page of campaigns."""
    raise NotImplementedError


def campaigns_aimed_at(party_ids: Collection[int]) -> dict[int, list[Campaign]]:
    """Party id → the campaigns it is a target of, activated or not, by number. Two statements for many companies."""
    raise NotImplementedError
