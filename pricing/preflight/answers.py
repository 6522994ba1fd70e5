"""The faults of campaigns with who overruled them, and what they mean for a move to another status."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.models import Campaign, CampaignStatus, Overruling
from core.workdays import ours
from pricing.preflight.checks import GUARDING, NAMES, Found, Today, judged
from pricing.preflight.facts import facts_of

MOST_SAID = 3


@dataclass(frozen=True)
class Fault:
    found: Found
    overruled: Overruling | None

    @property
    def check(self) -> str:
        return self.found.check

    @property
    def name(self) -> Any:
        return NAMES[self.check]

    @property
    def _order(self) -> tuple[bool, int]:
        return self.overruled is not None, list(NAMES).index(self.check)


def faults_of(campaigns: Sequence[Campaign], *, on: date, with_cost: bool) -> dict[int, list[Fault]]:
    """By primary key of the campaign, for each of them; those to be put right first, by check.

    Those of the unit cost only `with_cost`. As many statements for one campaign as for many.
    """
    rows = Overruling.objects.filter(campaign__in=campaigns).select_related("user")
    overruled = {(each.campaign_id, each.check_name): each for each in rows}
    today = Today(on, ours(get_language()), CampaignStatus.objects.order_by("order").first())
    facts = facts_of(campaigns, on=on)
    return {
        campaign.pk: sorted(
            (
                Fault(found, overruled.get((campaign.pk, found.check)))
                for found in judged(campaign, facts[campaign.pk], today, with_cost=with_cost)
            ),
            key=lambda fault: fault._order,
        )
        for campaign in campaigns
    }


def against_status(campaign: Campaign, *, to: CampaignStatus) -> Iterable[str]:
    """What keeps the campaign from a status that is reached without faults only (product 4), as it stands on its first
    day. What is to be done by that day, such as activating it, keeps it from nothing."""
    if not to.needs_preflight:
        return
    first_day = campaign.starting_date or date.max
    faults = faults_of([campaign], on=first_day, with_cost=True)[campaign.pk]
    if against := [each.found.words for each in faults if each.found.check in GUARDING and not each.overruled]:
        more = _("And %(count)d more.") % {"count": len(against) - MOST_SAID} if len(against) > MOST_SAID else ""
        sentence = _(
            "%(status)s is reached without pre-flight faults only: %(faults)s "
            "Put them right, or ask management to overrule them."
        )
        yield sentence % {"status": to, "faults": " ".join([*against[:MOST_SAID], more]).strip()}
