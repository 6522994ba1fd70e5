"""Tasks by salesperson, team, campaign or contact, and by period (5.2)."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django.asserts import assertContains

from activities.assigning import assign
from activities.matrix import MOST_LINES
from activities.models import Priority, Status, Task
from activities.spans import AT_ONCE, moved
from contacts.models import Contact
from core.models import User
from core.spans import Span, columns, first_day
from salespeople.models import Salesperson, Team
from tests.activities.conftest import TODAY
from tests.conftest import Queries
from tests.factories import A_MOMENT, CampaignFactory, PersonFactory, SalespersonFactory, TaskFactory

pytestmark = pytest.mark.django_db
PAGE = "/tasks/matrix/"
CLOSED = {"closed": True, "status": Status.COMPLETED, "date_closed": TODAY}


@pytest.fixture(autouse=True)
def on_wednesday(ann: User) -> None:
    ann.work_date = TODAY
    ann.save()


def shown(client: Client, query: str = "") -> dict[str, list[str]]:
    """The lines, each with what stands in its cells."""
    lines = client.get(f"{PAGE}?{query}").context["matrix"].lines
    return {str(line.row): [cell.shown for cell in line.cells] for line in lines}


def first_cells(client: Client, query: str = "") -> dict[str, str]:
    return {name: cells[0] for name, cells in shown(client, query).items()}


def behind(client: Client, query: str = "") -> list[list[str]]:
    """The tasks that each cell with something in it leads to."""
    soup = BeautifulSoup(client.get(f"{PAGE}?{query}").content, "html.parser")
    links = [str(link["href"]) for link in soup.select(".matrix td a")]
    return [sorted(row.row.number for row in client.get(link).context["rows"]) for link in links]


def test_to_166_a_task_of_today_stands_in_the_first_column(as_ann: Client, anna: Salesperson, north: Team) -> None:
    campaign = CampaignFactory(number="CP1", description="Autumn")
    TaskFactory(number="T1", salesperson=anna, date=TODAY, campaign=campaign)
    assert first_cells(as_ann) == {"Anna": "1"}
    assert first_cells(as_ann, "lines=campaign") == {str(campaign): "1"}
    assert first_cells(as_ann, "lines=team") == {}
    assign([Task(description="Together", date=TODAY, team=north)], by=None, at=A_MOMENT)
    assert first_cells(as_ann, "lines=team") == {"North": "1"}
    assert first_cells(as_ann) == {"Anna": "2", "Bram": "1"}


@pytest.mark.parametrize("status", [Status.NOT_STARTED, Status.IN_PROGRESS, Status.WAITING, Status.POSTPONED])
def test_to_167_a_task_of_the_asked_status_is_counted(as_ann: Client, anna: Salesperson, status: Status) -> None:
    for each in (Status.NOT_STARTED, Status.IN_PROGRESS, Status.WAITING, Status.POSTPONED):
        TaskFactory(salesperson=anna, status=each)
    assert first_cells(as_ann, f"status={status.value}") == {"Anna": "1"}


def test_closed_tasks_are_counted_when_asked_for(as_ann: Client, anna: Salesperson) -> None:
    TaskFactory(salesperson=anna, **CLOSED)
    assert first_cells(as_ann) == {}
    assert first_cells(as_ann, "state=all&status=completed") == {"Anna": "1"}


def test_to_169_one_task_shows_its_contact_and_several_show_that_they_are_several(
    as_ann: Client, anna: Salesperson, ct1: Contact
) -> None:
    TaskFactory(salesperson=anna, contact=ct1)
    assert first_cells(as_ann, "output=contact") == {"Anna": "CT1"}
    TaskFactory(salesperson=anna, contact=ct1)
    assert first_cells(as_ann, "output=contact") == {"Anna": "Multiple"}
    TaskFactory(salesperson=SalespersonFactory(code="Z", name="Zoe"))
    assert first_cells(as_ann, "output=contact")["Zoe"] == "Multiple"


def test_to_170_who_has_no_task_has_no_line(as_ann: Client, anna: Salesperson, bram: Salesperson) -> None:
    TaskFactory(salesperson=anna)
    TaskFactory(salesperson=bram, date=date(2027, 1, 1))
    assert list(shown(as_ann)) == ["Anna"]
    assertContains(as_ann.get(f"{PAGE}?from=2030-01-01"), "No tasks in these columns")


def test_a_cell_without_a_task_is_blank(as_ann: Client, anna: Salesperson) -> None:
    TaskFactory(salesperson=anna, date=date(2026, 3, 12))
    assert shown(as_ann)["Anna"] == ["", "1", *[""] * 12]


def test_the_line_of_a_company_counts_its_persons_who_stand_below_it(as_ann: Client, ct1: Contact) -> None:
    paul = PersonFactory(number="CT2", name="Paul", company=ct1)
    TaskFactory(number="T1", contact=ct1)
    TaskFactory(number="T2", contact=paul)
    lines = as_ann.get(f"{PAGE}?lines=contact").context["matrix"].lines
    assert [(line.row.number, line.below, line.cells[0].shown) for line in lines] == [
        ("CT1", False, "2"),
        ("CT2", True, "1"),
    ]
    assert behind(as_ann, "lines=contact") == [["T1", "T2"], ["T2"]]


@pytest.mark.parametrize("lines", ["salesperson", "team", "campaign", "contact"])
@pytest.mark.parametrize(
    "asked", ["", "&by=month", "&state=all", "&priority=2", "&status=waiting", "&q=tyres", "&whose=team"]
)
def test_a_cell_leads_to_exactly_its_tasks(
    as_ann: Client, ann: User, anna: Salesperson, north: Team, ct1: Contact, lines: str, asked: str
) -> None:
    anna.user = ann
    anna.save()
    about: dict[str, Any] = {"contact": ct1, "campaign": CampaignFactory()}
    TaskFactory(salesperson=anna, status=Status.WAITING, **about)
    TaskFactory(salesperson=anna, date=date(2026, 3, 13), priority=Priority.HIGH, description="tyres", **about)
    TaskFactory(**about)
    TaskFactory(salesperson=anna, **CLOSED, **about)
    values = [{}, {"priority": Priority.HIGH}, {"status": Status.WAITING}, {"description": "tyres"}]
    tasks = [Task(**{"description": "Together", "date": TODAY, "team": north, **about, **each}) for each in values]
    assign(tasks, by=None, at=A_MOMENT)
    matrix = as_ann.get(f"{PAGE}?lines={lines}{asked}").context["matrix"]
    counts = [cell.count for line in matrix.lines for cell in line.cells if cell.count]
    assert counts
    assert [len(tasks) for tasks in behind(as_ann, f"lines={lines}{asked}")] == counts


def test_a_page_has_a_bounded_number_of_lines(as_ann: Client, queries: Queries) -> None:
    TaskFactory.create_batch(3)
    as_ann.get(PAGE)
    few = queries(lambda: as_ann.get(PAGE))
    TaskFactory.create_batch(MOST_LINES)
    assert queries(lambda: as_ann.get(PAGE)) == few
    first, second = (as_ann.get(f"{PAGE}?page={page}").context["matrix"] for page in (1, 2))
    assert (len(first.lines), first.more, len(second.lines), second.more) == (MOST_LINES, True, 3, False)


@pytest.mark.parametrize(
    "query",
    [
        "by=nonsense",
        "lines=x",
        "from=x",
        "from=9999-12-31",
        "from=0001-01-01",
        "page=x",
        "page=999999999999",
        "from=2999-12-31&by=year",
    ],
)
def test_odd_addresses_are_answered(as_ann: Client, query: str) -> None:
    TaskFactory()
    assert as_ann.get(f"{PAGE}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.DAY, date(2026, 3, 11), date(2026, 3, 11)),
        (Span.WEEK, date(2026, 3, 9), date(2026, 3, 15)),
        (Span.MONTH, date(2026, 3, 1), date(2026, 3, 31)),
        (Span.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (Span.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_first_column_holds_the_day(span: Span, first: date, last: date) -> None:
    found = columns(span, TODAY, AT_ONCE[span])
    assert (found[0].first, found[0].last, first_day(span, last)) == (first, last, first)
    assert found[1].first > last
    assert moved(span, moved(span, first, 3), -3) == first


def test_the_way_on_leads_to_the_columns_after_these(as_ann: Client) -> None:
    page = as_ann.get(f"{PAGE}?by=month&status=waiting")
    assert page.context["on"] == "/tasks/matrix/?by=month&status=waiting&from=2027-03-01&page=1"
    assert as_ann.get(page.context["on"]).context["columns"][0].first == date(2027, 3, 1)


def test_ci_92_the_next_task_of_a_contact(as_ann: Client, ct1: Contact) -> None:
    TaskFactory(contact=ct1, date=date(2026, 3, 20))
    TaskFactory(contact=ct1, date=date(2026, 3, 15))
    TaskFactory(contact=ct1, date=date(2026, 3, 11), **CLOSED)
    as_ann.post("/columns/", {"page": "contacts:list", "columns": ["number", "next_task"], "next": "/contacts/"})
    assertContains(as_ann.get("/contacts/"), "03/15/2026")
