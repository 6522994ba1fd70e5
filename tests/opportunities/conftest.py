"""The standing data of the cases: a sales cycle of four stages, people, and the day (cases, section H)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from contacts.models import Contact
from core.models import User
from opportunities import progress
from opportunities.estimates import Estimate
from opportunities.models import CloseOpportunityCode, Opportunity, OpportunityEntry, SalesCycle, Stage
from opportunities.moves import Way
from salespeople.models import Salesperson
from tests import factories as f

TODAY = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
CLOSES = date(2026, 6, 30)
STAGES = {10: (20, 10), 20: (40, 50), 30: (80, 75), 40: (95, 90)}
"""Number → chances of success and completed, in per cent."""

Move = Callable[..., OpportunityEntry]


@pytest.fixture
def anna() -> Salesperson:
    return f.SalespersonFactory(code="ANNA", name="Anna")


@pytest.fixture
def ct1(anna: Salesperson) -> Contact:
    return f.CompanyFactory(name="CT1", salesperson=anna)


@pytest.fixture
def cycle() -> SalesCycle:
    cycle: SalesCycle = f.SalesCycleFactory(code="SC", description="Sales cycle")
    for position, (chances, completed) in STAGES.items():
        f.StageFactory(
            cycle=cycle, position=position, description=f"Step {position}", chances=chances, completed=completed
        )
    return cycle


@pytest.fixture
def stage(cycle: SalesCycle) -> Callable[[int], Stage]:
    return lambda position: Stage.objects.get(cycle=cycle, position=position)


@pytest.fixture
def opportunity(cycle: SalesCycle, ct1: Contact, anna: Salesperson) -> Opportunity:
    return f.OpportunityFactory(
        number="OP1", description="Cheese", contact=ct1, salesperson=anna, cycle=cycle, creation_date=TODAY
    )


@pytest.fixture
def move(opportunity: Opportunity, ann: User) -> Move:
    """Move the opportunity, with what nobody asked about left as it is."""

    def moved(way: Way, to: Stage | None = None, *, on: date = TODAY, value: Any = 10000, **more: Any) -> Any:
        estimate = Estimate(Decimal(value), more.get("chances"), more.get("closes_on", CLOSES))
        return progress.move(opportunity, way=way, to=to, estimate=estimate, on=on, by=ann, at=NOW)

    return moved


@pytest.fixture
def started(opportunity: Opportunity, move: Move) -> Opportunity:
    """It stands at stage 10."""
    move(Way.FIRST)
    return opportunity


@pytest.fixture
def won() -> CloseOpportunityCode:
    return f.CloseOpportunityCodeFactory(code="PRICE", description="Our price", outcome="won")


@pytest.fixture
def lost() -> CloseOpportunityCode:
    return f.CloseOpportunityCodeFactory(code="TOODEAR", description="Too dear", outcome="lost")
