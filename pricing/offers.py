"""The campaign prices that a company gets now, in a few words, for who is about to talk to it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.offers import Offer
from campaigns.models import Campaign
from core.access import may
from core.models import User
from pricing.models import SalesLineDiscount, SalesPrice, Source
from segments.targets import campaigns_aimed_at


def offers_of(parties: Collection[int], user: User, on: date) -> Mapping[int, Sequence[Offer]]:
    """Company → its activated campaigns in force on the day that have prices or discounts; four statements."""
    if not may(user, "view", SalesPrice):
        return {}
    aimed = campaigns_aimed_at(parties)
    known = {campaign.pk: campaign for campaigns in aimed.values() for campaign in campaigns}
    live = [pk for pk, campaign in known.items() if campaign.is_activated and campaign.is_in_force(on=on)]
    prices, discounts = (_counted(model, live) for model in (SalesPrice, SalesLineDiscount))
    offers = {pk: _offer(known[pk], prices[pk], discounts[pk]) for pk in live if prices[pk] or discounts[pk]}
    return {party: [offers[each.pk] for each in campaigns if each.pk in offers] for party, campaigns in aimed.items()}


def _counted(model: type[SalesPrice | SalesLineDiscount], campaigns: Collection[int]) -> Counter[int]:
    rows = model._default_manager.filter(source_type=Source.CAMPAIGN, campaign__in=campaigns).order_by()
    return Counter(dict(rows.values_list("campaign_id").annotate(Count("pk"))))


def _offer(campaign: Campaign, prices: int, discounts: int) -> Offer:
    url = campaign.get_absolute_url()
    return Offer(campaign.description, url, ", ".join(_words(campaign, prices, discounts)), campaign.sales_text)


def _words(campaign: Campaign, prices: int, discounts: int) -> Iterable[str]:
    if prices:
        yield ngettext("%(count)d price", "%(count)d prices", prices) % {"count": prices}
    if discounts:
        yield ngettext("%(count)d discount", "%(count)d discounts", discounts) % {"count": discounts}
    if campaign.ending_date:
        yield _("until %(date)s") % {"date": date_format(campaign.ending_date, "SHORT_DATE_FORMAT")}
