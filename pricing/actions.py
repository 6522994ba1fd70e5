"""The buttons that prices put on the cards of campaigns, items and customers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.extensions import CardAction
from pricing.models import Source


def _address(page: str, query: str) -> Callable[[Any], str]:
    return lambda row: f"{reverse(page)}?{query}{row.pk}"


def _links(query: str) -> list[CardAction]:
    return [
        CardAction(_("Sales Prices"), _address("pricing:prices", query), "tag", "pricing.view_salesprice"),
        CardAction(
            _("Sales Line Discounts"),
            _address("pricing:discounts", query),
            "discount",
            "pricing.view_saleslinediscount",
        ),
    ]


OF_CAMPAIGN = [
    *_links(f"source_type={Source.CAMPAIGN.value}&campaign="),
    CardAction(
        _("Activate…"),
        lambda campaign: reverse("pricing:activate", args=[campaign.number]),
        "bolt",
        "pricing.add_activation",
        primary=True,
        shown=lambda campaign: not campaign.is_activated,
    ),
    CardAction(
        _("Deactivate"),
        lambda campaign: reverse("pricing:deactivate", args=[campaign.number]),
        "bolt-off",
        "pricing.add_activation",
        primary=True,
        post=True,
        confirm=_("Deactivate the prices of this campaign? Sales lines that have them already keep them."),
        shown=lambda campaign: campaign.is_activated,
    ),
]
OF_ITEM = _links("item=")
SPECIAL_OF_CONTACT = CardAction(
    _("Special prices"),
    lambda contact: reverse("pricing:special_prices", args=[contact.number]),
    "tags",
    "pricing.view_salesprice",
    rare=True,
)
OF_CUSTOMER = [
    replace(SPECIAL_OF_CONTACT, url=lambda customer: SPECIAL_OF_CONTACT.url(customer.contact), rare=False),
    *_links(f"source_type={Source.CUSTOMER.value}&customer="),
]
