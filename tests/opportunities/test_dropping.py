"""A card of the board dropped on another stage."""

from typing import Any

import pytest
from django.test import Client

from opportunities.models import Action, Opportunity, OpportunityEntry, Stage

pytestmark = pytest.mark.django_db
DROP = "/opportunities/OP1/drop/"


def drop(client: Client, position: int, **more: Any) -> Any:
    seen = OpportunityEntry.objects.get(active=True).pk
    stage = Stage.objects.get(position=position).pk
    return client.post(DROP, {"stage": stage, "seen": seen, "query": "?cycle=SC"} | more)


def stands_at() -> int:
    entry = OpportunityEntry.objects.select_related("stage").get(active=True)
    return entry.stage.position


def test_it_takes_the_step_that_its_page_would_propose(as_ann: Client, started: Opportunity) -> None:
    answer = drop(as_ann, 20)
    assert answer.headers["Location"] == "/opportunities/board/?cycle=SC"
    entry = OpportunityEntry.objects.get(active=True)
    assert (entry.action, entry.estimated_value, entry.chances) == (Action.NEXT, 10000, 40)


@pytest.mark.parametrize(
    ("position", "more", "sentence"),
    [
        (40, {}, "No step leads to that stage"),
        (20, {"stage": "nonsense"}, "No step leads to that stage"),
        (20, {"seen": "1"}, "Somebody moved this opportunity meanwhile"),
    ],
)
def test_what_is_refused_stays_and_says_why(
    as_ann: Client, started: Opportunity, position: int, more: dict[str, str], sentence: str
) -> None:
    OpportunityEntry.objects.filter(active=True).update(id=77)
    answer = drop(as_ann, position, **more)
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert sentence in answer.text
    assert stands_at() == 10


def test_a_stage_that_needs_a_quote_refuses_one_without(as_ann: Client, started: Opportunity) -> None:
    Stage.objects.filter(position=20).update(quote_required=True)
    assert "needs a sales quote" in drop(as_ann, 20).text
    assert stands_at() == 10


def test_sales_drops_no_card_of_others(as_bob: Client, started: Opportunity) -> None:
    assert drop(as_bob, 20).status_code == 403
    assert "data-drop" not in as_bob.get("/opportunities/board/?cycle=SC").text


def test_it_leads_nowhere_else_than_to_the_board(as_ann: Client, started: Opportunity) -> None:
    answer = drop(as_ann, 20, query="https://elsewhere.example/")
    assert answer.headers["Location"].startswith("/opportunities/board/?")
