"""How many tasks there are by salesperson, team, campaign or contact, and by period (5.2)."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import Task
from campaigns.models import Campaign
from contacts.models import Contact
from core.spans import Column
from salespeople.models import Salesperson, Team

MOST_LINES = 50
"""Lines on a page."""
MOST_PERSONS = 200
"""Lines of persons below the companies of a page."""

Counted = Mapping[tuple[int, int], tuple[int, str]]
"""By the key of a line and the place of a column: how many tasks, and the contact of a single one where asked."""


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
SORTED_BY: dict[Lines, str] = {
    Lines.SALESPERSON: "code",
    Lines.TEAM: "code",
    Lines.CAMPAIGN: "number",
    Lines.CONTACT: "name",
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
    """Only what has a task in these columns has a line. One statement finds the lines of the page, one counts the tasks
    of all their cells, one names the contacts of single tasks; contacts need more, for the persons of the companies.
    """
    within = rows.filter(date__gte=columns[0].first, date__lte=columns[-1].last).order_by()
    start = (page - 1) * MOST_LINES
    found = list(_rows_of(within, lines)[start : start + MOST_LINES + 1])
    shown = found[:MOST_LINES]
    key = "contact__party" if lines == Lines.CONTACT else lines.value
    counted = _counted(within, key, shown, columns, output)
    below = _persons(within, shown, columns, output) if lines == Lines.CONTACT else {}
    made = [line for row in shown for line in (_line(row, counted, columns, output), *below.get(row.pk, []))]
    return Matrix(made, more=len(found) > MOST_LINES)


def _rows_of(within: QuerySet[Any], lines: Lines) -> QuerySet[Any]:
    """Who or what has a task, in order. Of each salesperson, team and campaign an index tells whether there is one;
    contacts are so many that the tasks tell whose they are."""
    if lines == Lines.CONTACT:
        having = Contact.objects.filter(pk__in=within.values("contact__party"))
    else:
        having = MODELS[lines].objects.filter(Exists(within.filter(**{lines.value: OuterRef("pk")})))
    return having.order_by(SORTED_BY[lines], "pk")


def _persons(
    within: QuerySet[Any], companies: Sequence[Contact], columns: Sequence[Column], output: Output
) -> Mapping[int, Sequence[Line]]:
    """The lines of the persons that have a task, by their company."""
    of_companies = within.filter(contact__company__in=companies)
    having = Contact.objects.filter(pk__in=of_companies.values("contact")).order_by("name", "pk")
    persons = list(having[:MOST_PERSONS])
    counted = _counted(within, "contact", persons, columns, output)
    below: dict[Any, list[Line]] = {}
    for person in persons:
        below.setdefault(person.company_id, []).append(_line(person, counted, columns, output, below=True))
    return below


def _counted(
    within: QuerySet[Any], key: str, lines: Sequence[Any], columns: Sequence[Column], output: Output
) -> Counted:
    """An index holds the tasks of a line by day, so that they are counted by day as they come, and added up to columns,
    which follow each other without a gap."""
    of_lines = within.filter(**{f"{key}__in": [row.pk for row in lines]})
    lasts = [column.last for column in columns]
    counted: dict[tuple[int, int], tuple[int, int]] = {}
    for line, day, count, task in of_lines.values_list(key, "date").annotate(count=Count("pk"), task=Min("pk")):
        place = line, bisect_left(lasts, day)
        before, _task = counted.get(place, (0, task))
        counted[place] = before + count, task
    alone = [task for count, task in counted.values() if count == 1 and output == Output.CONTACT]
    contacts = dict(Task.objects.filter(pk__in=alone).values_list("pk", "contact__number"))
    return {place: (count, contacts.get(task) or "") for place, (count, task) in counted.items()}


def _line(row: Any, counted: Counted, columns: Sequence[Column], output: Output, *, below: bool = False) -> Line:
    cells = []
    for place, column in enumerate(columns):
        count, contact = counted.get((row.pk, place), (0, ""))
        cells.append(Cell(column, count, _shown(count, contact, output)))
    return Line(row, cells, below)


def _shown(count: int, contact: str, output: Output) -> str:
    """One task shows its contact, several tasks or one without a contact show that they do (TO-169)."""
    if output != Output.CONTACT or not count:
        return str(count or "")
    return contact if count == 1 and contact else gettext("Multiple")
