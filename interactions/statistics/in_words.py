"""Statistics in words: what each figure is called, how it is written, and where the rows behind it are listed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.money import ONE, rounded
from interactions.statistics.counting import Effort, Response
from opportunities.statistics import Outcomes

Text = str | Promise
Link = Callable[..., str]
"""The address of the list of rows, given what else they are filtered by."""


@dataclass(frozen=True)
class Figure:
    """`kind` says how the value is written (core/kinds); a figure that is a ratio lists no rows of its own."""

    label: Text
    value: Any
    kind: str = "number"
    url: str = ""
    note: Text = ""


def rows_of(name: str, row: Any, date: str = "") -> Link:
    """The interactions that count of a campaign, contact … (`name`), in the days of an expression."""

    def link(**more: str) -> str:
        query = {name: row.pk, "cancelled": "false", **more, **({"f.date": date} if date else {})}
        return f"{reverse('interactions:list')}?{urlencode(query)}"

    return link


def of_response(figures: Response, rows: Link) -> Iterator[Figure]:
    """In the order of the reference (16.1)."""
    reached, answered = rows(target="true"), rows(response="true")
    contacted = _contacts(figures.contacts_contacted)
    yield Figure(_("Target Contacts Contacted"), figures.contacted, url=reached, note=contacted)
    responded = _contacts(figures.contacts_responded)
    yield Figure(_("Contacts Responded"), figures.responded, url=answered, note=responded)
    yield Figure(_("Response Rate %"), figures.rate, "percent", note=_("responded, of contacted"))
    yield Figure(_("Cost"), figures.cost, "amount", url=rows(), note=_("of all interactions"))
    yield Figure(_("Avg. Cost per Response"), figures.cost_per_response, "amount")
    yield Figure(_("Duration (Min.)"), figures.duration, url=rows(), note=_("of all interactions"))
    yield Figure(_("Avg. Duration per Response"), rounded(figures.duration_per_response, ONE), note=_("minutes"))


def of_effort(figures: Effort, rows: Link) -> Iterator[Figure]:
    yield Figure(_("No. of Interactions"), figures.number, url=rows(), note=_contacts(figures.contacts))
    yield Figure(_("Cost"), figures.cost, "amount", url=rows())
    yield Figure(_("Average cost per interaction"), figures.average_cost, "amount")
    yield Figure(_("Duration (Min.)"), figures.duration, url=rows())
    yield Figure(_("Average duration per interaction"), figures.average_duration, note=_("minutes"))


def of_outcomes(outcomes: Outcomes, rows: Link | None) -> Iterator[Figure]:
    """Of all that have started: what is won or lost keeps counting (STA-4b)."""
    figures = outcomes.all
    url = rows(status="started") if rows else ""
    yield Figure(_("No. of opportunities"), figures.number, url=url, note=_("started, open or closed"))
    yield Figure(_("Estimated value"), figures.estimated, "amount", url=url)
    yield Figure(_("Current value"), figures.current, "amount", url=url)


def of_averages(outcomes: Outcomes) -> Iterator[Figure]:
    yield Figure(_("Average estimated value"), outcomes.all.average_estimated, "amount")
    yield Figure(_("Average current value"), outcomes.all.average_current, "amount")


def opportunities_of(name: str, row: Any) -> Link:
    return lambda **more: f"{reverse('opportunities:list')}?{urlencode({name: row.pk, **more})}"


def _contacts(count: int) -> str:
    return ngettext("%(count)s contact", "%(count)s different contacts", count) % {"count": count}
