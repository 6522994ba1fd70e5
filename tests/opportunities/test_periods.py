"""Opportunities by period (5.3), and the reports (5.6)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.models import User
from core.spans import Span, columns
from opportunities import periods
from opportunities.models import Opportunity, Stage, Status
from opportunities.periods import Figure, Lines
from opportunities.statistics import Tally
from salespeople.models import Salesperson
from tests import factories as f
from tests.activities.conftest import activity_of
from tests.activities.conftest import anna as anna
from tests.activities.conftest import bram as bram
from tests.conftest import Queries

pytestmark = pytest.mark.django_db
PAGE = "/opportunities/by-period/"


def deal(seller: Salesperson, closes_on: date, value: int = 1000, **more: Any) -> Opportunity:
    status = more.pop("status", Status.IN_PROGRESS)
    opportunity = f.OpportunityFactory(salesperson=seller, status=status, **more, **closed(status, closes_on))
    lost = {"action": "lost", "stage": None, "close_code": f.CloseOpportunityCodeFactory(outcome="lost")}
    about = lost if status == Status.LOST else {}
    f.OpportunityEntryFactory(
        opportunity=opportunity, closes_on=closes_on, estimated_value=value, current_value=value // 2, **about
    )
    return opportunity


def closed(status: Status, on: date) -> dict[str, date]:
    return {"date_closed": on} if status == Status.LOST else {}


def matrix(lines: Lines = Lines.SALESPERSON, period: Span = Span.MONTH) -> periods.Matrix:
    shown = columns(period, date(2026, 3, 11), 3)
    return periods.matrix(Opportunity.objects.all(), lines=lines, period=period, columns=shown)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Span.DAY, "03-11…03-11 03-12…03-12 03-13…03-13"),
        (Span.WEEK, "03-09…03-15 03-16…03-22 03-23…03-29"),
        (Span.MONTH, "03-01…03-31 04-01…04-30 05-01…05-31"),
        (Span.QUARTER, "01-01…03-31 04-01…06-30 07-01…09-30"),
        (Span.YEAR, "01-01…12-31 01-01…12-31 01-01…12-31"),
    ],
)
def test_the_columns_begin_with_the_period_of_the_day(period: Span, days: str) -> None:
    shown = columns(period, date(2026, 3, 11), 3)
    assert " ".join(f"{column.first:%m-%d}…{column.last:%m-%d}" for column in shown) == days


def test_each_salesperson_has_a_line_and_each_period_its_sum(anna: Salesperson, bram: Salesperson) -> None:
    for day, value in [(date(2026, 3, 1), 1000), (date(2026, 3, 31), 2000), (date(2026, 5, 2), 500)]:
        deal(anna, day, value)
    deal(bram, date(2026, 4, 1), 100)
    deal(bram, date(2026, 6, 1), 100)  # after the last column
    found = matrix()
    assert [line.row for line in found.lines] == [anna, bram]
    assert [cell.number for cell in found.lines[0].cells] == [2, 0, 1]
    assert [cell.estimated for cell in found.lines[0].cells] == [3000, 0, 500]
    assert [cell.estimated for cell in found.sums.cells] == [3000, 100, 500]
    assert found.lines[0].total == Tally(3, Decimal(3500), Decimal(1750))


@pytest.mark.parametrize("period", [*Span])
def test_the_database_and_the_columns_agree_where_a_period_begins(anna: Salesperson, period: Span) -> None:
    for day in (date(2026, 3, 11), date(2025, 12, 29), date(2027, 1, 3)):
        shown = columns(period, day, 1)
        deal(anna, day)
        found = periods.matrix(Opportunity.objects.all(), lines=Lines.SALESPERSON, period=period, columns=shown)
        assert found.sums.total.number >= 1


def test_persons_count_for_their_company_and_no_campaign_has_no_line(anna: Salesperson) -> None:
    company = f.CompanyFactory(name="Dairy")
    deal(anna, date(2026, 3, 11), contact=f.PersonFactory(company=company))
    deal(anna, date(2026, 3, 12), contact=company)
    (line,) = matrix(Lines.CONTACT).lines
    assert (line.row, line.total.number) == (company, 2)
    assert not matrix(Lines.CAMPAIGN).lines


@pytest.mark.parametrize(
    ("figure", "unit", "shown"),
    [
        (Figure.NUMBER, 1000, 2),
        (Figure.ESTIMATED, 0, Decimal("3500.40")),
        (Figure.ESTIMATED, 1000, 4),
        (Figure.AVERAGE_CURRENT, 1, 500),
        (Figure.CURRENT, 1000000, 0),
    ],
)
def test_figures_are_rounded_as_asked(figure: Figure, unit: int, shown: Any) -> None:
    assert periods.figure_of(Tally(2, Decimal("3500.40"), Decimal(1000)), figure, unit=unit) == shown
    assert periods.figure_of(Tally(), figure, unit=unit) is None


def test_ten_times_the_opportunities_ask_no_more(anna: Salesperson, queries: Queries) -> None:
    deal(anna, date(2026, 3, 11))
    few = queries(matrix)
    for _ in range(10):
        deal(f.SalespersonFactory(), date(2026, 3, 11))
    assert queries(matrix) == few


def table(client: Client, **asked: Any) -> BeautifulSoup:
    answer = client.get(PAGE, asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_a_figure_leads_to_the_opportunities_it_counts(as_ann: Client, ann: User, anna: Salesperson) -> None:
    ann.work_date = date(2026, 3, 11)
    ann.save()
    deal(anna, date(2026, 3, 20), description="Counted")
    deal(anna, date(2026, 4, 20), description="Later")
    deal(anna, date(2026, 3, 20), description="Gone", status=Status.LOST)
    link = table(as_ann, figure="number").select_one("tbody td a")
    assert link
    assert link.text == "1"
    shown = as_ann.get(str(link["href"])).text
    assert "Counted" in shown
    assert "Later" not in shown
    lost = table(as_ann, figure="number", status="lost").select_one("tbody td a")
    assert lost
    shown = as_ann.get(str(lost["href"])).text
    assert "Gone" in shown
    assert "Counted" not in shown


def test_they_are_filtered_by_what_the_list_is_filtered_by(as_ann: Client, anna: Salesperson) -> None:
    dairy, fair = f.CompanyFactory(), f.CampaignFactory()
    person = f.PersonFactory(company=dairy)
    deal(anna, date(2026, 3, 20), description="Hers", contact=person, campaign=fair)
    deal(anna, date(2026, 3, 20), description="Of the company", contact=dairy)
    deal(anna, date(2026, 3, 20), description="Of others")
    start = {"figure": "number", "start": "2026-03-11"}
    for asked, count in [({"contact": dairy.pk}, "2"), ({"contact": person.pk}, "1"), ({"campaign": fair.pk}, "1")]:
        for lines in Lines:
            link = table(as_ann, **start, **asked, lines=lines.value).select_one("tbody td a")
            assert link
            counted = len(as_ann.get(str(link["href"])).context["rows"])
            assert link.text == str(counted)
            assert counted == 1 or link.text == count


def test_earlier_and_later_go_a_page_of_periods(as_ann: Client) -> None:
    links = [str(link["href"]) for link in table(as_ann, start="2026-03-11").select(".period-nav a")]
    assert links == [f"{PAGE}?start=2025-03-01", f"{PAGE}?start=2027-03-01"]


@pytest.mark.parametrize(
    "asked",
    [{"start": "nonsense"}, {"start": "9999-12-31"}, {"period": "x", "lines": "y", "figure": "z"}, {"cycle": "NO"}],
)
def test_an_odd_address_shows_what_is_proposed(as_ann: Client, asked: dict[str, str]) -> None:
    assert table(as_ann, **asked).select_one("#periods")


# --- reports ----------------------------------------------------------------------------------------------


def test_the_report_of_salespeople_lists_their_opportunities_together(
    as_ann: Client, anna: Salesperson, bram: Salesperson
) -> None:
    for seller, name in [(bram, "B1"), (anna, "A1"), (bram, "B2")]:
        deal(seller, date(2026, 3, 11), number=name)
    answer = as_ann.get("/opportunities/by-salesperson/?print")
    rows = BeautifulSoup(answer.content, "html.parser").select("tbody tr")
    assert [row.select("td")[1].text for row in rows] == ["A1", "B1", "B2"]


def test_an_opportunity_is_printed_with_its_entries(as_ann: Client, anna: Salesperson) -> None:
    deal(anna, date(2026, 3, 20), number="OP1", description="Cheese")
    assert "/opportunities/OP1/print/" in as_ann.get("/opportunities/OP1/").text
    shown = as_ann.get("/opportunities/OP1/print/").text
    assert "OP1 Cheese" in shown
    assert "03/20/2026" in shown


def test_the_analysis_shows_each_stage_with_its_activity_and_figures(
    as_ann: Client, anna: Salesperson, queries: Queries
) -> None:
    opportunity = deal(anna, date(2026, 3, 20), 3000)
    stage = Stage.objects.get(cycle=opportunity.cycle)
    f.StageActivityFactory(stage=stage, activity=activity_of("CALL", ""))
    f.OpportunityEntryFactory(opportunity=opportunity, stage=stage, active=False, days_open=9)
    page = "/opportunities/cycles/analysis/"
    row = BeautifulSoup(as_ann.get(page).content, "html.parser").select_one("tbody tr")
    assert row
    assert [cell.text for cell in row.select("td")][1:] == ["CALL Call", "1", "3,000.00", "1,500.00", "9"]
    few = queries(lambda: as_ann.get(page))
    f.StageFactory.create_batch(5)
    assert queries(lambda: as_ann.get(page)) == few


def test_a_sales_cycle_has_comments(admin_client: Client) -> None:
    cycle = f.SalesCycleFactory(code="SC")
    admin_client.post("/opportunities/cycles/SC/comment/", {"text": "Ask again in May"})
    assert "Ask again in May" in admin_client.get(f"{cycle.get_absolute_url()}?boxes").text
