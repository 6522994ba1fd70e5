"""Who is a target of a campaign: asked of its segment lines, never copied (decisions 2, 3 and 16).

A company (or a person without one) is a target while a line of it or of one of its persons counts: flagged, not
removed, its contact admitted by the consent gate, the company neither excluded from the campaign nor barred from
campaign prices. `sql.py` says the same for the hot statements of upper apps, and a test holds the two together.
"""

from collections.abc import Collection

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from campaigns.models import Campaign
from contacts.models import Contact
from segments import consent, sql
from segments.models import Segment, SegmentLine, TargetExclusion

NO_LINE = "no_line"
STANDINGS = ["unticked", "not_admitted", "target", "excluded"]


def entitled() -> Q:
    """Companies that may get campaign prices at all: neither the contact nor its customer is blocked, and it is not
    switched off (decision 2)."""
    return Q(privacy_blocked=False, no_campaign_prices=False) & ~Q(customer__blocked=True)


def flagged_lines() -> QuerySet[SegmentLine]:
    """The lines that count, of all campaigns."""
    excluded = TargetExclusion.objects.filter(
        campaign=OuterRef("segment__campaign"), contact=OuterRef("contact__party")
    )
    return SegmentLine.objects.targets().filter(
        Exists(Contact.objects.filter(consent.admitted(), pk=OuterRef("contact"))),
        Exists(Contact.objects.filter(entitled(), pk=OuterRef("contact__party"))),
        ~Exists(excluded),
    )


def targets_of(campaign: Campaign) -> QuerySet[Contact]:
    """The companies and lone persons a campaign is aimed at. One flagged person entitles the company (decision 3)."""
    lines = flagged_lines().filter(segment__campaign=campaign)
    return Contact.objects.filter(pk__in=lines.values("contact__party"))


def has_target(campaign: Campaign) -> bool:
    """Whether there is any; stops at the first line that counts.

    Asked segment by segment, in the order of the index of lines: a planner that hopes to meet a line soon would read
    the whole table for a campaign whose lines are few or late.
    """
    lines = flagged_lines().filter(segment=OuterRef("pk")).order_by("removed_id", "pk")
    segments = Segment.objects.filter(campaign=campaign).alias(first_target=Subquery(lines.values("pk")[:1]))
    return segments.filter(first_target__isnull=False).exists()


def target_count(campaign: Campaign) -> int:
    return target_counts([campaign]).get(campaign.pk, 0)


def target_counts(campaigns: Collection[Campaign]) -> dict[int, int]:
    """Campaign id → number of targets; campaigns without any are left out. One statement for a page of campaigns."""
    lines = flagged_lines().filter(segment__campaign__in=campaigns).order_by()
    counts = lines.values("segment__campaign").annotate(targets=Count("contact__party", distinct=True))
    return dict(counts.values_list("segment__campaign", "targets"))


def campaigns_aimed_at(party_ids: Collection[int]) -> dict[int, list[Campaign]]:
    """Party id → the campaigns it is a target of, activated or not, by number. Two statements for many companies."""
    lines = flagged_lines().filter(contact__party__in=party_ids, segment__campaign__isnull=False).order_by()
    pairs = set(lines.values_list("contact__party", "segment__campaign"))
    campaigns = Campaign.objects.filter(pk__in={campaign_id for _party_id, campaign_id in pairs}).order_by("number")
    aimed: dict[int, list[Campaign]] = {}
    for campaign in campaigns:
        for party_id in party_ids:
            if (party_id, campaign.pk) in pairs:
                aimed.setdefault(party_id, []).append(campaign)
    return aimed


def standings_of(party_id: int) -> dict[int, str]:
    """Campaign id → how the company stands to it: "target", "unticked", "not_admitted" (the consent gate keeps its
    flagged contacts back) or "excluded"; campaigns it has no line of are left out (NO_LINE).

    Whether it is `entitled` at all is another question. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.STANDINGS, [party_id, party_id])
        ranks: dict[int, int] = {}
        for campaign_id, rank in cursor.fetchall():
            ranks[campaign_id] = max(rank, ranks.get(campaign_id, 0))
    return {campaign_id: STANDINGS[rank] for campaign_id, rank in ranks.items()}
