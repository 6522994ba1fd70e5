"""What quotes and orders know about a campaign: how many carry its prices, for how much; and who must stay."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaigns.models import Campaign
from contacts.models import Customer
from core.extensions import FactBox, Guard
from core.models import User
from sales.models import SalesDocument, SalesLine


def quotes_with_prices_of(campaign: Campaign, user: User) -> Mapping[str, Any] | None:
    """Quotes, orders and amount of the lines at the campaign's price or discount, by currency; one statement."""
    if not user.has_perm("sales.view_salesdocument"):
        return None
    lines = SalesLine.objects.at_prices_of(campaign).order_by()
    kinds = ["document__kind", "document__currency__code"]
    found = lines.values(*kinds).annotate(documents=Count("document", distinct=True), amount=Sum("amount"))
    local_first = F("document__currency__code").asc(nulls_first=True)
    return {"rows": list(found.order_by("-document__kind", local_first)), "campaign": campaign}


def money(campaign: Campaign, _user: User) -> Mapping[str, Any]:
    """Summed up once the card stands."""
    return {"campaign": campaign}


def prices_in_use(campaign: Campaign) -> Iterable[str]:
    count = SalesLine.objects.at_prices_of(campaign).count()
    sentence = ngettext("%(count)s sales line at its prices", "%(count)s sales lines at its prices", count)
    return [sentence % {"count": count}] if count else []


def open_orders(customer: Customer) -> Iterable[str]:
    """Posted orders name the customer; the open ones only its contacts."""
    party = customer.contact_id
    ordered = SalesDocument.objects.orders().filter(posting_date__isnull=True)
    count = ordered.filter(Q(sell_to__party=party) | Q(bill_to__party=party)).count()
    return [ngettext("%(count)s open order", "%(count)s open orders", count) % {"count": count}] if count else []


CAMPAIGN_QUOTES = FactBox(_("Sales at this campaign's prices"), "sales/_campaign_quotes.html", quotes_with_prices_of)
MONEY = FactBox(_("Money"), "sales/_money.html", money, permission="items.view_unit_cost", lines=7)
PRICES_IN_USE = Guard("delete", prices_in_use)
OPEN_ORDERS = Guard("delete", open_orders)
