"""What the running campaigns brought so far: counted once the page stands, because much may have to be added up."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, When
from config.role_centre.parts import MOST_SHOWN, Panel, address
from core.models import User
from sales import comparison, money
from sales.forms.comparing import NAMES
from sales.results import Result, results_of

NEEDED = ["campaigns.view_campaign", "interactions.view_interaction", "items.view_unit_cost"]
"""Those who plan campaigns, and those who pay for them."""


def panels(user: User, counted: dict[str, int]) -> Iterator[Panel]:
    if not counted.get("all") or not user.has_perms(NEEDED):
        return
    later = reverse("home_results")
    yield Panel(_("Results so far"), "", [], address("sales:compare"), "home/_results.html", later=later)


def of_running(on: date) -> list[Result]:
    """Of the campaigns that end first."""
    running = Campaign.objects.when(When.RUNNING, on=on).order_by(F("ending_date").asc(nulls_last=True), "pk")
    return results_of(list(running[:MOST_SHOWN]))


def earned_by(results: list[Result], user: User) -> list[tuple[Result, Decimal | None]]:
    """Each with what is left of its margin after its cost; None for who may not see margins."""
    if not user.has_perm("items.view_unit_cost"):
        return [(result, None) for result in results]
    earned = money.results_of([result.campaign for result in results])
    return [(result, earned[result.campaign.pk]) for result in results]


def compared(results: list[Result]) -> str:
    """The address that puts the first of them side by side."""
    chosen = zip(NAMES, results[: comparison.MOST], strict=False)
    return reverse("sales:compare", query={name: result.campaign.pk for name, result in chosen})
