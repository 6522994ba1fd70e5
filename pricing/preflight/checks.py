"""What is wrong with a campaign, given the facts: each check answers with the faults it finds. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.models import Campaign, CampaignStatus
from core.workdays import Workdays
from pricing.models import SalesLineDiscount, SalesPrice, Source
from pricing.preflight.facts import Facts, Lines
from segments.outlook import NEEDS

NAMES: dict[str, str | Promise] = {
    "dates": gettext_lazy("Dates"),
    "target": gettext_lazy("Target audience"),
    "prices": gettext_lazy("Prices"),
    "activation": gettext_lazy("Activation"),
    "dearer": gettext_lazy("Dearer than the item card"),
    "cost": gettext_lazy("Below the unit cost"),
    "status": gettext_lazy("Status"),
    "lines": gettext_lazy("Segment lines"),
    "consent": gettext_lazy("Consent"),
    "tasks": gettext_lazy("Tasks"),
}
GUARDING = frozenset(["dates", "target", "prices", "dearer", "cost", "lines", "consent"])
"""The checks that can keep a campaign from a status; the others are about what is to be done by a day."""


@dataclass(frozen=True)
class Found:
    """A fault: by which check, in words, and where it is put right."""

    check: str
    words: str
    url: str


@dataclass(frozen=True)
class Today:
    """The day, what is free, and the status with which the pipeline begins."""

    on: date
    workdays: Workdays
    first_status: CampaignStatus | None


def judged(campaign: Campaign, facts: Facts, today: Today, *, with_cost: bool) -> list[Found]:
    """In the order in which one would put them right."""
    return [
        *_dates(campaign, today.on),
        *_audience(campaign, facts),
        *_prices(campaign, facts, with_cost=with_cost),
        *[fault for lines in facts.lines for fault in _lines(lines)],
        *_tasks(campaign, facts, today),
        *_begun(campaign, facts, today),
    ]


def _dates(campaign: Campaign, on: date) -> Iterator[Found]:
    card, ends = campaign.get_absolute_url(), campaign.ending_date
    if campaign.starting_date is None:
        yield Found("dates", _("It has no starting date: its prices count from the day it is activated."), card)
    if ends is None:
        yield Found("dates", _("It has no ending date: its prices count until somebody deactivates them."), card)
    elif ends < on:
        ended = _("It ended on %(date)s, so no document of today gets its prices.")
        yield Found("dates", ended % {"date": date_format(ends, "SHORT_DATE_FORMAT")}, card)


def _audience(campaign: Campaign, facts: Facts) -> Iterator[Found]:
    if facts.has_target:
        return
    if facts.lines:
        words = _("It has no target: Campaign Target is ticked on no line of its segments.")
        yield Found("target", words, f"{reverse('segments:list')}?campaign={campaign.pk}")
    else:
        words = _("It has no target: make a segment for it, and add the contacts.")
        yield Found("target", words, f"{reverse('segments:new')}?campaign={campaign.pk}")


def _prices(campaign: Campaign, facts: Facts, *, with_cost: bool) -> Iterator[Found]:
    if not facts.has_rows:
        yield Found("prices", _("It has neither a sales price nor a line discount."), _rows(SalesPrice, campaign))
    if count := facts.dearer:
        words = ngettext(
            "%(count)d sales price is higher than the item's own.",
            "%(count)d sales prices are higher than the item's own.",
            count,
        )
        yield Found("dearer", words % {"count": count}, _rows(SalesPrice, campaign))
    for table, count in facts.below_cost.items() if with_cost else ():
        if count:
            yield Found("cost", _below_cost(table, count), _rows(table, campaign))


def _below_cost(table: Any, count: int) -> str:
    if table is SalesPrice:
        words = ngettext(
            "%(count)d sales price is below the unit cost.", "%(count)d sales prices are below the unit cost.", count
        )
    else:
        words = ngettext(
            "%(count)d line discount sells below the unit cost.",
            "%(count)d line discounts sell below the unit cost.",
            count,
        )
    return words % {"count": count}


def _rows(table: Any, campaign: Campaign) -> str:
    page = reverse({SalesPrice: "pricing:prices", SalesLineDiscount: "pricing:discounts"}[table])
    return f"{page}?source_type={Source.CAMPAIGN.value}&campaign={campaign.pk}"


def _lines(lines: Lines) -> Iterator[Found]:
    segment, card = {"segment": lines.segment}, lines.segment.get_absolute_url()
    if not lines.count:
        yield Found("lines", _("%(segment)s has no lines yet.") % segment, card)
    for need in NEEDS:
        if count := lines.lacking.get(need.name):
            words = ngettext(
                "%(what)s: %(count)d line of %(segment)s.", "%(what)s: %(count)d lines of %(segment)s.", count
            )
            yield Found("lines", words % {**segment, "what": need.words, "count": count}, card)
    if count := lines.unwanted:
        words = ngettext(
            "%(count)d line of %(segment)s goes out in a way its contact does not want.",
            "%(count)d lines of %(segment)s go out in a way their contacts do not want.",
            count,
        )
        yield Found("consent", words % {**segment, "count": count}, card)


def _tasks(campaign: Campaign, facts: Facts, today: Today) -> Iterator[Found]:
    tasks = f"{reverse('activities:tasks')}?campaign={campaign.pk}"
    if count := sum(each for day, each in facts.due if day < today.on):
        words = ngettext("%(count)d task is overdue.", "%(count)d tasks are overdue.", count)
        yield Found("tasks", words % {"count": count}, f"{tasks}&state=overdue")
    free = [(day, each) for day, each in facts.due if day >= today.on and today.workdays.is_free(day)]
    if free:
        count, first = sum(each for _day, each in free), free[0][0]
        words = ngettext(
            "%(count)d task is due on a day off: %(date)s (%(why)s).",
            "%(count)d tasks are due on days off, the first on %(date)s (%(why)s).",
            count,
        )
        known = {"date": date_format(first, "SHORT_DATE_FORMAT"), "why": today.workdays.against(first)}
        yield Found("tasks", words % {**known, "count": count}, tasks)


def _begun(campaign: Campaign, facts: Facts, today: Today) -> Iterator[Found]:
    """What should have happened before the first day."""
    starts, ends = campaign.starting_date, campaign.ending_date
    if starts is None or starts > today.on or (ends and ends < today.on):
        return
    if facts.has_rows and not campaign.is_activated:
        words = _("It has begun, but is not activated: nobody gets its prices yet.")
        yield Found("activation", words, reverse("pricing:activate", args=[campaign.number]))
    if today.first_status and campaign.status_id == today.first_status.pk:
        words = _("It has begun, but its status is still “%(status)s”.") % {"status": today.first_status}
        yield Found("status", words, campaign.get_absolute_url())
