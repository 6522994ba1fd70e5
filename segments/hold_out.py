"""Hold-out: a share of the companies a campaign is aimed at stays without its prices, to compare with (decision 22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Count, DateTimeField, Exists, F, Max, OuterRef, Q, Subquery, Sum, Value
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from contacts.models import Contact
from core import sql
from core.errors import Refused
from core.models import User
from interactions.models import Interaction
from items.models import SalesEntry
from salespeople.models import Salesperson
from segments.drawing import NOTHING, Company, Size, Stratum, drawn
from segments.models import SegmentLine, TargetExclusion
from segments.targets import targets_of

LEAST, PROPOSED, MOST = 1, 10, 50
A_YEAR = relativedelta(months=12)


class NotAShare(Refused):
    pass


class CampaignOver(Refused):
    pass


class NobodyToDraw(Refused):
    pass


@dataclass(frozen=True)
class Draw:
    """What a draw would do: the strata of the companies that were in none yet, and how many earlier ones held out."""

    strata: Sequence[Stratum]
    before: int

    @property
    def companies(self) -> int:
        return sum(len(stratum.companies) for stratum in self.strata)

    @property
    def held_out(self) -> list[Company]:
        return [company for stratum in self.strata for company in stratum.held_out]


def draw(campaign: Campaign, *, percent: int, on: date) -> Draw:
    """What holding out this share on a day would do; nothing is written. Two statements.

    Companies that were targets at an earlier draw keep what they drew then; those that came since are drawn. Refused
    outside 1–50 % (NotAShare), for a campaign that is over (CampaignOver) or that has no targets (NobodyToDraw).
    """
    _check(campaign, percent=percent, on=on)
    earlier = TargetExclusion.objects.held_out(campaign).aggregate(number=Count("pk"), last=Max("at"))
    companies = companies_of(campaign, since=earlier["last"], on=on)
    if not companies and not earlier["number"]:
        sentence = _("%(campaign)s has no target. Tick Campaign Target on a segment or on its lines first.")
        raise NobodyToDraw(sentence % {"campaign": campaign})
    return Draw(list(drawn(companies, campaign=campaign.number, percent=percent)), earlier["number"])


def hold_out(campaign: Campaign, *, percent: int, on: date, by: User, at: datetime) -> int:
    """Draw, and exclude who is drawn; answers how many companies that are. Refused as `draw`.

    Once more, only companies that came since are drawn; after `lift`, the same ones are drawn again. Four statements
    for any number of companies.
    """
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        new = draw(campaign, percent=percent, on=on).held_out
        values = {
            "campaign": Value(campaign.pk),
            "contact": F("pk"),
            "reason": Value("Held out"),
            "held_out": Value(value=True),
            "user": Value(by.pk),
            "at": Value(at, DateTimeField()),
        }
        return sql.insert(TargetExclusion, Contact.objects.filter(pk__in=sql.listed(each.id for each in new)), values)


def lift(campaign: Campaign) -> int:
    """Give all of them the prices again; who is excluded by hand stays out. Answers how many they were."""
    count, _by_model = TargetExclusion.objects.held_out(campaign).delete()
    return count


def companies_of(campaign: Campaign, *, since: datetime | None, on: date) -> list[Company]:
    """Its targets with what they bought in the twelve months before; only those that came `since` a moment, if any.

    Who was in a segment that is logged by now may have come at any time: when is gone with its lines. He was told of
    the prices, so he is not drawn any more.
    """
    entries = SalesEntry.objects.filter(customer__contact=OuterRef("pk"), posting_date__gt=on - A_YEAR)
    bought = entries.order_by().values("customer__contact").annotate(sum=Sum("amount")).values("sum")
    rows = targets_of(campaign).order_by("pk")
    if since:
        of_company = {"contact__party": OuterRef("pk")}
        lines = SegmentLine.objects.filter(campaign_target=True, segment__campaign=campaign, added__at__lte=since)
        told = Q(at__lte=since) | ~Q(segment_number="")
        logged = Interaction.objects.targets().filter(told, campaign=campaign)
        rows = rows.filter(~Exists(lines.filter(**of_company)), ~Exists(logged.filter(**of_company)))
    found = rows.values_list("pk", "number", "salesperson", Subquery(bought))
    return [Company(key, number, seller, sum_ or NOTHING) for key, number, seller, sum_ in found]


def by_salesperson(draw: Draw) -> list[tuple[Salesperson | None, list[Stratum | None]]]:
    """Each salesperson, by code, with his stratum of each size, or nothing where he has no company of it."""
    strata = {(stratum.salesperson_id, stratum.size): stratum for stratum in draw.strata}
    keys = {stratum.salesperson_id or 0 for stratum in draw.strata}
    sellers = [*Salesperson.objects.filter(pk__in=keys).order_by("code"), *([None] if 0 in keys else [])]
    return [(seller, [strata.get((seller.pk if seller else None, size)) for size in Size]) for seller in sellers]


def _check(campaign: Campaign, *, percent: int, on: date) -> None:
    if not LEAST <= percent <= MOST:
        sentence = _("Between %(least)d and %(most)d %% of the companies can be held out.")
        raise NotAShare(sentence % {"least": LEAST, "most": MOST})
    if campaign.ending_date and campaign.ending_date < on:
        sentence = _("%(campaign)s ended on %(date)s: it is too late to hold companies out.")
        day = date_format(campaign.ending_date, "SHORT_DATE_FORMAT")
        raise CampaignOver(sentence % {"campaign": campaign, "date": day})
