"""Who is a target of a campaign: asked of its segment lines and interactions, never copied (decisions 2, 3 and 16).

A company (or a person without one) is a target while a line or an interaction of it or of one of its persons counts:
flagged, the line not removed, the interaction neither canceled nor postponed; its contact admitted by the consent gate,
the company neither excluded from the campaign nor barred from campaign prices. `sql.py` says the same for the hot
statements of upper apps, and a test holds the two together.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from campaigns.models import Campaign
from contacts.models import Contact
from core.sql import rows as asked_for
from interactions.models import Interaction
from segments import consent, sql
from segments.models import Segment, SegmentLine, TargetExclusion

NO_LINE = "no_line"
STANDINGS = ["unticked", "not_admitted", "target", "excluded"]


def entitled() -> Q:
    """Companies that may get campaign prices at all: neither the contact nor its customer is blocked, and it is not
    switched off (decision 2)."""
    return Q(privacy_blocked=False, no_campaign_prices=False) & ~Q(customer__blocked=True)


def flagged_lines() -> QuerySet[Any]:
    """The lines that count, each with the campaign it is `aimed_at` and its `party`."""
    return _that_aim(SegmentLine.objects.targets(), campaign="segment__campaign")


def flagged_interactions() -> QuerySet[Any]:
    """The interactions that count, likewise: what was logged stays targetable (decision 19)."""
    return _that_aim(Interaction.objects.targets(), campaign="campaign")


def _admitted() -> QuerySet[Contact]:
    """The contact of a line or an interaction, if the consent gate lets it through."""
    return Contact.objects.filter(consent.admitted(), pk=OuterRef("contact"))


def _that_aim(rows: QuerySet[Any], *, campaign: str) -> QuerySet[Any]:
    excluded = TargetExclusion.objects.filter(campaign=OuterRef(campaign), contact=OuterRef("contact__party"))
    heads = Contact.objects.filter(entitled(), pk=OuterRef("contact__party"))
    aiming: QuerySet[Any] = rows.annotate(aimed_at=F(campaign), party=F("contact__party"))
    return aiming.filter(Exists(_admitted()), Exists(heads), ~Exists(excluded))


def targets_of(campaign: Campaign) -> QuerySet[Contact]:
    """The companies and lone persons a campaign is aimed at. One flagged person entitles the company (decision 3)."""
    lines, interactions = (
        rows.filter(aimed_at=campaign.pk).order_by().values("party")
        for rows in (flagged_lines(), flagged_interactions())
    )
    return Contact.objects.filter(pk__in=lines.union(interactions))


def has_target(campaign: Campaign) -> bool:
    return campaign.pk in with_target([campaign])


def with_target(campaigns: Collection[Campaign]) -> set[int]:
    """The keys of those that have any; stops at the first line or interaction of each that counts. One statement.

    Asked segment by segment, and both in the order of an index: a planner that hopes to meet one soon would read the
    whole table for a campaign whose lines are few or late.
    """
    line = flagged_lines().filter(segment=OuterRef("pk")).order_by("removed_id", "pk").values("pk")[:1]
    segments = Segment.objects.filter(campaign=OuterRef("pk")).alias(first=Subquery(line)).filter(first__isnull=False)
    interaction = flagged_interactions().filter(campaign=OuterRef("pk")).order_by("contact").values("pk")[:1]
    keys = [campaign.pk for campaign in campaigns]
    asked: QuerySet[Any] = Campaign.objects.filter(pk__in=keys).alias(first=Subquery(interaction))
    return set(asked.filter(Exists(segments) | Q(first__isnull=False)).values_list("pk", flat=True))


def target_count(campaign: Campaign) -> int:
    return target_counts([campaign]).get(campaign.pk, 0)


def target_counts(campaigns: Collection[Campaign]) -> dict[int, int]:
    """Campaign id → number of targets; campaigns without any are left out. Two statements for a page of campaigns.

    Their segments are found first: PostgreSQL knows how long each of them is, but not of "those of this campaign", and
    would read all lines for a campaign of a few.
    """
    if not campaigns:
        return {}
    keys = [campaign.pk for campaign in campaigns]
    segments = list(Segment.objects.filter(campaign__in=keys).values_list("pk", flat=True))
    party = Subquery(_admitted().values("party"))
    lines, interactions = (
        rows.order_by().annotate(party=party).values_list(campaign, "party")
        for rows, campaign in [
            (SegmentLine.objects.targets().filter(segment__in=segments), "segment__campaign"),
            (Interaction.objects.targets().filter(campaign__in=keys), "campaign"),
        ]
    )
    return sql.counted(lines.union(interactions, all=True))


def campaigns_aimed_at(party_ids: Collection[int]) -> dict[int, list[Campaign]]:
    """Party id → the campaigns it is a target of, activated or not, by number. Two statements for many companies."""
    pairs = set(sql.aimed_at(party_ids))
    campaigns = Campaign.objects.filter(pk__in={campaign_id for _party_id, campaign_id in pairs}).order_by("number")
    aimed: dict[int, list[Campaign]] = {}
    for campaign in campaigns:
        for party_id in party_ids:
            if (party_id, campaign.pk) in pairs:
                aimed.setdefault(party_id, []).append(campaign)
    return aimed


def standings_of(party_id: int) -> dict[int, str]:
    """Campaign id → how the company stands to it: "target", "unticked", "not_admitted" (the consent gate keeps its
    flagged contacts back) or "excluded"; campaigns it has no line and no flagged interaction of are left out (NO_LINE).

    Whether it is `entitled` at all is another question. One statement.
    """
    ranks: dict[int, int] = {}
    for campaign_id, rank in asked_for(sql.STANDINGS, [party_id] * 3):
        ranks[campaign_id] = max(rank, ranks.get(campaign_id, 0))
    return {campaign_id: STANDINGS[rank] for campaign_id, rank in ranks.items()}
