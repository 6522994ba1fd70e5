"""What `./dev bench` measures, on a thousand contacts: same answers, few statements. Times are for the bench."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.test import Client

from core.models import User
from segments.criteria_form import CriteriaForm
from segments.models import Segment, SegmentStep
from tools.audience import PURCHASERS, THIS_MONTH, WHO_BOUGHT
from tools.bench import cards, clicking, criteria, data, operations, raw, together
from tools.bench.measure import (
    FLOOR,
    Call,
    Limits,
    Operation,
    Result,
    Times,
    Waited,
    count_statements,
    measure,
    with_growth,
)
from tools.bench.report import PAGE, line_of, table, told, with_section
from tools.bench.serving import Crowd, marketer

TINY = data.Size(contacts=1000, items=20, rows_per_item=40, lines=400, interactions=2000)


@pytest.fixture
def loaded(db: None, settings: Any) -> Client:
    settings.ROOT_URLCONF = "tools.bench.urls"
    data.load(TINY)
    return marketer()


class Inside:
    """The pages without a server."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def by(self, client: Client) -> "Inside":
        return Inside(client)

    def get(self, path: str) -> str:
        response = self.client.get(path)
        assert response.status_code == 200
        return response.content.decode()


class Alone:
    """The process that writes, without another process."""

    def beside(self, act: str, ask: Call) -> list[float]:
        {"log": together.log, "build": together.build}[act]()
        return [together.seconds(ask)]


def all_operations(client: Client) -> Iterator[Operation]:
    person = User.objects.get(username="marketer")
    yield from operations.of_prices(TINY)
    yield from operations.of_documents(TINY, person)
    yield from operations.of_targets(TINY, person)
    yield from operations.of_tasks(TINY, person)
    yield from operations.of_logging(TINY, person)
    yield from criteria.of_criteria(TINY, person)
    yield from operations.of_pages(TINY, client, Inside(client))  # type: ignore[arg-type]
    yield from cards.of_cards(client, Inside(client))  # type: ignore[arg-type]
    yield from cards.of_role_centres(Inside(client))  # type: ignore[arg-type]
    yield from together.of_writing(TINY, Alone())
    yield from operations.of_crowds(client, Crowd([Inside(client)]))  # type: ignore[list-item]


def test_every_operation_answers_as_what_it_stands_beside_and_keeps_to_its_statements(loaded: Client) -> None:
    goals = set[str]()
    for asked in all_operations(loaded):
        goals |= set(asked.goal.split())
        if asked.goal not in ("G9", "G10", "G11", "G12"):  # tests/test_pages.py counts the statements of every page
            assert count_statements(asked.call) <= (asked.limits.statements or 8), asked.name
        assert not asked.same or asked.same(asked.call()) == asked.same(asked.base()), asked.name
    assert goals == {"G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "tasks"}


@pytest.mark.parametrize("company", [data.ONE, data.MANY])
def test_the_lines_that_are_priced_get_many_kinds_of_prices(loaded: Client, company: int) -> None:
    asked = operations.Prices(company, operations.priced_lines(100, items=TINY.items))
    answers = asked.public()
    assert operations.figures(asked.raw()) == operations.figures(answers)
    assert {answer.price_campaign_id for answer in answers} == {None, 1}
    assert len({answer.unit_price for answer in answers}) > 3


def test_one_company_is_a_target_of_one_active_campaign_the_other_of_a_hundred(loaded: Client) -> None:
    assert raw.targets(data.ONE) == [1, data.ALL]
    assert len(set(raw.targets(data.MANY)) - {data.ALL}) == 100


def test_the_tables_can_be_filled_again(loaded: Client) -> None:
    data.clear()
    data.load(TINY)


def test_the_story_in_the_browser_finds_what_criteria_find(loaded: Client) -> None:
    counts, segment = clicking.counted(), Segment.objects.get(pk=data.FRESH)
    asked = [(SegmentStep.Kind.ADD, PURCHASERS), (SegmentStep.Kind.REFINE, WHO_BOUGHT)]
    found = []
    for kind, typed in [*asked, (SegmentStep.Kind.REDUCE, THIS_MONTH)]:
        form = CriteriaForm(typed, kind=kind, today=data.DAY, work_date=data.DAY)
        assert form.is_valid()
        found.append(criteria.taken(form.step, segment, clicking.planner()))
    assert found == [counts.purchasers, counts.bought_none, counts.spoken_to]
    assert min(*found, counts.wanted) > 0


def test_where_no_browser_is_the_row_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clicking, "CHROMIUM", tmp_path / "chromium")
    (told,) = clicking.story("tiny")
    assert not told.missed
    assert line_of(told)[-1].startswith("not measured: no ")


def test_what_somebody_waits_for_has_a_limit_in_seconds() -> None:
    waited = Waited("Shows 3", "a count", "tiny", seconds=[1.0, 3.5], most=3)
    assert line_of(waited)[3:5] == ["2250.00", "3500.00"]
    assert line_of(waited)[-1] == "**missed**: seconds 3.5 > 3"
    assert with_growth(result(3), [waited]).growth is None


def result(milliseconds: float, **limits: Any) -> Result:
    operation = Operation("G1", "a call", lambda: 1, "another", lambda: 1, Limits(**limits))
    took, base = milliseconds / 1000, Times(0.001, 0.001, 0.001, 0.001, 0.001, 0.1)
    times = Times(took, took, 2 * took, 7 * took, 1.5 * took, 0.1)
    return Result(operation, "tiny", times, base, 7, pace=0.001)


@pytest.mark.parametrize(
    ("limits", "missed"),
    [
        ({"ratio": 3, "ratio_p95": 6, "statements": 7}, []),
        ({"ratio": 2.9}, ["ratio 3 > 2.9"]),
        ({"ratio_p95": 5}, ["p95 ratio 6 > 5"]),
        ({"tail": 6}, ["p99 beside p50 7 > 6"]),
        ({"statements": 6}, ["statements 7 > 6"]),
        ({}, []),
    ],
)
def test_a_goal_is_missed_by_the_figure_that_is_above_its_limit(limits: dict[str, Any], missed: list[str]) -> None:
    assert result(3, **limits).missed == missed


def test_of_many_who_wait_at_once_the_means_are_compared() -> None:
    many = result(3)
    assert many.ratio == 3
    assert replace(many, operation=replace(many.operation, waits=list)).ratio == 4.5


def test_growth_is_told_beside_the_smaller_data() -> None:
    grown = with_growth(result(3, growth=1.4), [result(2)])
    assert grown.growth == 1.5
    assert grown.missed == ["growth 1.5 > 1.4"]
    assert with_growth(result(3), []).growth is None


@pytest.mark.django_db
def test_a_page_grows_beside_the_floor_page_and_a_call_beside_fixed_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.bench.measure.yardstick", lambda: sleep(0.02))
    page, call = (measure(_slow(beside), "tiny", seconds=0) for beside in (FLOOR, "plain SQL"))
    assert page.pace == page.base.best
    assert call.pace >= 0.02 > call.base.best


def _slow(beside: str) -> Operation:
    return Operation("G1", "a call", lambda: 1, beside, lambda: sleep(0.005), Limits(), counted=list)


@pytest.mark.django_db
def test_answers_that_differ_stop_the_measuring() -> None:
    wrong = Operation("G1", "a call", lambda: 1, "another", lambda: 2, Limits(), same=int, counted=list)
    with pytest.raises(ValueError, match="the answers differ"):
        measure(wrong, "tiny", seconds=0)


def test_the_table_says_kept_or_what_was_missed() -> None:
    assert line_of(result(3, ratio=4))[-2:] == ["4×", "kept"]
    assert line_of(result(5, ratio=4))[-1] == "**missed**: ratio 5 > 4"
    assert len(list(table([result(3)]))) == 3


def test_the_page_opens_with_what_was_missed() -> None:
    empty = "# Benchmark\n\n## Missed\n\nmuch\n\n## Measured\n\nSo.\n"
    kept, page = (with_section(empty, "SQLite", "\n".join(table([result(most, ratio=4)]))) for most in (3, 5))
    assert told(kept) == "Nothing: every goal was kept."
    assert told(page) == "- SQLite, G1: a call, tiny: ratio 5 > 4"
    opening = with_section(page, "Missed", "nothing").partition("## Measured")[0]
    assert opening == "# Benchmark\n\n## Missed\n\nnothing\n\n"


def test_the_page_that_is_kept_tells_all_its_misses() -> None:
    page = PAGE.read_text()
    assert page.partition("## Missed")[2].partition("## ")[0].strip() == told(page)
