"""How many tasks there are by salesperson, team, campaign or contact, and by period (5.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.spans import Column
from salespeople.models import Salesperson, Team

MOST_LINES = 50
"""Lines on a page."""
MOST_PERSONS = 200
"""Lines of persons below the companies of a page."""

Counted = Mapping[str, Any]


class Lines(TextChoices):
    SALESPERSON = "salesperson", _("Salesperson")
    TEAM = "team", _("Team")
    CAMPAIGN = "campaign", _("Campaign")
    CONTACT = "contact", _("Contact")


class Output(TextChoices):
    TASKS = "tasks", _("Number of tasks")
    CONTACT = "contact", _("Contact")


MODELS: dict[Lines, Any] = {
    Lines.SALESPERSON: Salesperson,
    Lines.TEAM: Team,
    Lines.CAMPAIGN: Campaign,
    Lines.CONTACT: Contact,
}
SORTED_BY: dict[Lines, Any] = {
    Lines.SALESPERSON: F("salesperson__code"),
    Lines.TEAM: F("team__code"),
    Lines.CAMPAIGN: F("campaign__number"),
    Lines.CONTACT: Coalesce("contact__company__name", "contact__name"),
}


@dataclass(frozen=True)
class Cell:
    """What stands in it is blank where there is no task."""

    column: Column
    count: int
    shown: str


@dataclass(frozen=True)
class Line:
    """A salesperson, team, campaign, company or person; the persons of a company stand `below` it, indented."""

    row: Any
    cells: Sequence[Cell]
    below: bool = False


@dataclass(frozen=True)
class Matrix:
    lines: Sequence[Line]
    more: bool


def matrix_of(rows: QuerySet[Any], lines: Lines, columns: Sequence[Column], *, output: Output, page: int = 1) -> Matrix:
    """Only what has a task in these columns has a line. One statement counts the tasks of all cells of the page, one
    names the lines; contacts need one more, for the persons of the companies.
    """
    within = rows.filter(date__gte=columns[0].first, date__lte=columns[-1].last)
    key = "contact__party" if lines == Lines.CONTACT else lines.value
    counted = _counted(_one_by_one(within, lines), key, SORTED_BY[lines], columns, output)
    start = (page - 1) * MOST_LINES
    found = list(counted[start : start + MOST_LINES + 1])
    shown = found[:MOST_LINES]
    persons = _persons(within, [each[key] for each in shown], columns, output) if lines == Lines.CONTACT else []
    named = MODELS[lines].objects.in_bulk({*(each[key] for each in shown), *(each["contact"] for each in persons)})
    below: dict[int, list[Line]] = {}
    for each in persons:
        person = named[each["contact"]]
        below.setdefault(person.company_id, []).append(Line(person, _cells(each, columns), below=True))
    made = [
        line for each in shown for line in (Line(named[each[key]], _cells(each, columns)), *below.get(each[key], []))
    ]
    return Matrix(made, more=len(found) > MOST_LINES)


def _one_by_one(rows: QuerySet[Any], lines: Lines) -> QuerySet[Any]:
    """The tasks of somebody: there are few to whom they belong, so an index finds those of each within the days, where
    the tasks of all would be read to see whose they are. Contacts are many."""
    if lines == Lines.CONTACT:
        return rows.filter(contact__isnull=False)
    return rows.filter(**{f"{lines.value}__in": MODELS[lines].objects.order_by().values("pk")})


def _persons(rows: QuerySet[Any], companies: Sequence[int], columns: Sequence[Column], output: Output) -> list[Counted]:
    of_companies = rows.filter(contact__company__in=companies)
    return list(_counted(of_companies, "contact", F("contact__name"), columns, output)[:MOST_PERSONS])


def _counted(rows: QuerySet[Any], key: str, by: Any, columns: Sequence[Column], output: Output) -> Any:
    """For each line its key, `n0` … tasks, and `c0` …: the number of the contact where that is asked for."""
    asked: dict[str, Any] = {}
    for place, column in enumerate(columns):
        days = Q(date__gte=column.first, date__lte=column.last)
        inside = Q(date=column.first) if column.first == column.last else days
        asked[f"n{place}"] = Count("pk", filter=inside)
        if output == Output.CONTACT:
            asked[f"c{place}"] = Min("contact__number", filter=inside)
    return rows.order_by().annotate(line=by).values(key, "line").annotate(**asked).order_by("line", key)


def _cells(counted: Counted, columns: Sequence[Column]) -> list[Cell]:
    return [Cell(column, counted[f"n{place}"], _shown(counted, place)) for place, column in enumerate(columns)]


def _shown(counted: Counted, place: int) -> str:
    """One task shows its contact, several tasks or one without a contact show that they do (TO-169)."""
    count = counted[f"n{place}"]
    if f"c{place}" not in counted or not count:
        return str(count or "")
    contact = counted[f"c{place}"]
    return contact if count == 1 and contact else gettext("Multiple")
