"""The board of opportunities: cards dragged from stage to stage."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from core.models import User
from opportunities.models import OpportunityEntry, SalesCycle
from tests import factories as f
from tests.browser.looking import is_accessible
from tests.conftest import person

LogIn = Callable[[User], None]


def test_a_card_is_dragged_to_the_next_stage_and_comes_back_from_one_it_may_not_reach(
    live_server: LiveServer, page: Page, log_in: LogIn
) -> None:
    cycle: SalesCycle = f.SalesCycleFactory(code="SC", proposed=True)
    first, _second, _third = (
        f.StageFactory(cycle=cycle, position=position, description=name, chances=40)
        for position, name in [(10, "Talk"), (20, "Visit"), (30, "Offer")]
    )
    f.OpportunityEntryFactory(
        opportunity__cycle=cycle, opportunity__description="Cheese", opportunity__status="in progress", stage=first
    )
    log_in(person("ann"))
    page.goto(live_server.url + "/opportunities/board/?cycle=SC")
    card, column = (
        page.locator(".board-card"),
        {name: page.get_by_role("region", name=name) for name in ("Talk", "Visit", "Offer")},
    )
    is_accessible(page)
    card.drag_to(column["Offer"])
    expect(page.get_by_text("No step leads to that stage.")).to_be_visible()
    expect(column["Talk"].locator(".board-card")).to_have_count(1)
    card.drag_to(column["Visit"])
    expect(column["Visit"].locator(".board-count")).to_have_text("1")
    expect(column["Visit"].locator(".board-card")).to_contain_text("Cheese")
    assert OpportunityEntry.objects.get(active=True).stage.description == "Visit"


def test_a_card_is_not_taken_away_while_it_is_dragged(live_server: LiveServer, page: Page, log_in: LogIn) -> None:
    """What the filter, or anything else, brings meanwhile waits until the card is let go."""
    cycle: SalesCycle = f.SalesCycleFactory(code="SC", proposed=True)
    first, _second = (
        f.StageFactory(cycle=cycle, position=position, description=name)
        for position, name in [(10, "Talk"), (20, "Visit")]
    )
    anna, bram = f.SalespersonFactory(name="Anna"), f.SalespersonFactory(name="Bram")
    for salesperson, text in [(anna, "Cheese"), (bram, "Wine")]:
        of = {"cycle": cycle, "description": text, "status": "in progress", "salesperson": salesperson}
        f.OpportunityEntryFactory(stage=first, **{f"opportunity__{name}": value for name, value in of.items()})
    log_in(person("ann"))
    page.goto(live_server.url + "/opportunities/board/?cycle=SC")
    card = page.locator(".board-card", has_text="Cheese")
    card.hover()
    page.mouse.down()
    page.get_by_role("region", name="Visit").hover(position={"x": 40, "y": 20})
    expect(card).to_have_class(re.compile("is-dragged"))
    with page.expect_response("**/opportunities/board/**"):
        page.evaluate(
            """key => {
                const chosen = document.querySelector('#filter [name=salesperson]');
                chosen.append(new Option("Anna", key, true, true));
                htmx.trigger("#filter", "submit");
            }""",
            str(anna.pk),
        )
    page.wait_for_function("!document.querySelector('.htmx-request')")
    expect(card).to_have_class(re.compile("is-dragged"))
    expect(page.locator(".board-card")).to_have_count(2)
    page.mouse.up()
    expect(page.get_by_role("region", name="Visit").locator(".board-card")).to_contain_text("Cheese")
    expect(page.locator(".board-card")).to_have_count(1)  # now the filter holds
    assert OpportunityEntry.objects.get(active=True, opportunity__description="Cheese").stage.description == "Visit"
