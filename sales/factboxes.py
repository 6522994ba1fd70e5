"""What the quotes know about a campaign: how many carry its prices, for how much; and that it must stay."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaigns.models import Campaign
from core.extensions import FactBox, Guard
from core.models import User
from sales.models import SalesLine


def quotes_with_prices_of(campaign: Campaign, user: User) -> Mapping[str, Any] | None:
    """Quotes and amount of the lines at the campaign's price or discount, by currency; one statement."""
    if not user.has_perm("sales.view_salesdocument"):
        return None
    lines = SalesLine.objects.at_prices_of(campaign).order_by()
    found = lines.values("document__currency__code").annotate(
        quotes=Count("document", distinct=True), lines=Count("pk"), amount=Sum("amount")
    )
    return {"rows": list(found.order_by("document__currency__code")), "campaign": campaign}


def prices_in_use(campaign: Campaign) -> Iterable[str]:
    count = SalesLine.objects.at_prices_of(campaign).count()
    sentence = ngettext("%(count)s sales line at its prices", "%(count)s sales lines at its prices", count)
    return [sentence % {"count": count}] if count else []


CAMPAIGN_QUOTES = FactBox(_("Quotes with this campaign's prices"), "sales/_campaign_quotes.html", quotes_with_prices_of)
PRICES_IN_USE = Guard("delete", prices_in_use)
