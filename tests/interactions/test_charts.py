"""Charts: what is drawn where, and the table that says the same."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.spans import Span
from interactions.statistics import counting, trends
from interactions.statistics.charts import Bars, Columns, Series, whole_above


@pytest.mark.parametrize(
    ("most", "top"), [(0, 2), (1, 2), (3, 4), (5, 6), (7, 10), (10, 10), (11, 20), (41, 60), (Decimal("950"), 1000)]
)
def test_a_scale_ends_at_a_round_value(most: int, top: float) -> None:
    assert whole_above(most) == top


def test_columns_stand_on_the_ground_and_reach_as_high_as_their_values() -> None:
    chart = Columns("Responses", ["March", "April"], [Series("Contacted", [10, 5]), Series("Responded", [0, 2])])
    first, second, third, fourth = chart.rectangles
    assert (first.x, first.y, first.width, first.height) == ("7.50%", "8.00%", "17.50%", "80.00%")
    assert (second.height, third.height, fourth.height) == ("0.00%", "40.00%", "16.00%")
    assert (second.x, third.x) == ("25.00%", "57.50%")
    assert first.words == "March, Contacted: 10"
    assert chart.scale == [("88.00%", "0"), ("48.00%", "5"), ("8.00%", "10")]
    assert chart.rows == [("March", [10, 0]), ("April", [5, 2])]


def test_of_many_labels_only_some_are_written() -> None:
    labels = [str(number) for number in range(30)]
    assert [label for _x, label in Columns("Much", labels, [Series("", [1] * 30)]).ticks] == [
        "0",
        "5",
        "10",
        "15",
        "20",
        "25",
    ]


def test_a_funnel_tells_each_step_as_a_share_of_the_first() -> None:
    chart = Bars("Funnel", ["Targeted", "Bought"], [Series("Companies", [180, 27])], of_first=True)
    assert chart.lines == [
        ("Targeted", "", 180, "100.00%", "100\xa0%"),
        ("Bought", "", 27, "15.00%", "15\xa0%"),
    ]


def test_where_nothing_is_there_is_nothing_to_divide_by() -> None:
    assert Bars("Nothing", ["Targeted"], [Series("", [0])], of_first=True).lines == [("Targeted", "", 0, "0.00%", "")]
    assert list(Columns("Nothing", [], []).rectangles) == []


@pytest.mark.parametrize(
    ("days", "span"),
    [(0, Span.DAY), (31, Span.DAY), (32, Span.WEEK), (183, Span.MONTH), (1200, Span.QUARTER), (5000, Span.YEAR)],
)
def test_the_longer_the_time_the_longer_its_periods(days: int, span: Span) -> None:
    assert trends.span_of(date(2026, 1, 1), date.fromordinal(date(2026, 1, 1).toordinal() + days)) == span


def test_periods_without_anything_are_drawn_too() -> None:
    found = trends.periods(date(2026, 1, 15), date(2026, 4, 1), Span.MONTH)
    assert [(day.month, day.day) for day in found] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    assert trends.periods(date(9999, 12, 31), date(9999, 12, 31), Span.DAY) == [date(9999, 12, 31)]


def test_a_share_is_rounded_half_up_as_all_figures_are() -> None:
    chart = Bars("Funnel", ["Targeted", "Bought"], [Series("Companies", [2000, 5])], of_first=True)
    assert chart.lines[1][-1].startswith("0.3")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads few rows as they come")
@pytest.mark.django_db
def test_what_a_salesperson_did_over_time_is_read_from_the_index_alone() -> None:
    rows = counting.that_count().filter(salesperson=1)
    with CaptureQueriesContext(connection) as captured, connection.cursor() as cursor:
        counting.by_day(rows, "number")
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        assert "COVERING INDEX interactions_by_salesperson" in str(cursor.fetchall())
