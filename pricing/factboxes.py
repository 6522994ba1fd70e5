"""What prices show beside the cards of campaigns, items and customers."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Customer
from core.extensions import FactBox
from core.models import User
from items.models import Item
from pricing.models import SalesLineDiscount, SalesPrice, Source
from pricing.preview import counts_of, records_of

VIEW = "pricing.view_salesprice"


def _of_campaign(campaign: Campaign, _user: User) -> Mapping[str, Any]:
    return {
        "campaign": campaign,
        "counts": counts_of(campaign),
        "records": records_of(campaign),
        "query": f"source_type={Source.CAMPAIGN.value}&campaign={campaign.pk}",
    }


def _preflight(campaign: Campaign, _user: User) -> Mapping[str, Any]:
    """Counted once the page stands."""
    return {"campaign": campaign}


def _of_item(item: Item, _user: User) -> Mapping[str, Any]:
    discounts = Q(item=item) | Q(item_group=item.discount_group_id) if item.discount_group_id else Q(item=item)
    return {
        "prices": SalesPrice.objects.filter(item=item).count(),
        "discounts": SalesLineDiscount.objects.filter(discounts).count(),
        "query": f"item={item.pk}",
    }


def _of_customer(customer: Customer, _user: User) -> Mapping[str, Any]:
    own = {"source_type": Source.CUSTOMER, "source_key": customer.pk}
    return {
        "prices": SalesPrice.objects.filter(**own).count(),
        "discounts": SalesLineDiscount.objects.filter(**own).count(),
        "query": f"source_type={Source.CUSTOMER.value}&customer={customer.pk}",
    }


CAMPAIGN = FactBox(
    _("Prices & activation"), "pricing/_campaign.html", _of_campaign, first=True, later=True, permission=VIEW, lines=5
)
PREFLIGHT = FactBox(
    _("Pre-flight check"), "pricing/_preflight_box.html", _preflight, first=True, permission=VIEW, lines=5
)
ITEM = FactBox(_("Prices"), "pricing/_counts.html", _of_item, later=True, permission=VIEW)
CUSTOMER = FactBox(_("Prices of this customer"), "pricing/_counts.html", _of_customer, permission=VIEW)
