"""The standing data of the cases: Wednesday 11 March 2026; anna and bram are the team NORTH, cora has no e-mail."""

from collections.abc import Sequence
from datetime import date

import pytest

from activities.models import Activity, Priority, TaskType
from contacts.models import Contact
from core.dateformulas import DateFormula
from salespeople.models import Salesperson, Team
from tests.factories import (
    ActivityFactory,
    ActivityStepFactory,
    CompanyFactory,
    SalespersonFactory,
    TeamFactory,
    TeamMemberFactory,
)

TODAY = date(2026, 3, 11)


def team_of(code: str, *people: Salesperson) -> Team:
    team: Team = TeamFactory(code=code, name=code.title())
    for person in people:
        TeamMemberFactory(team=team, salesperson=person)
    return team


def activity_of(code: str, *formulas: str, types: Sequence[str] = ()) -> Activity:
    activity: Activity = ActivityFactory(code=code, description=code.title())
    for index, formula in enumerate(formulas):
        ActivityStepFactory(
            activity=activity,
            type=types[index] if types else "",
            description=f"Step {index + 1}",
            date_formula=DateFormula.parse(formula),
        )
    return activity


@pytest.fixture
def anna(db: None) -> Salesperson:
    return SalespersonFactory(code="ANNA", name="Anna", email="anna@example.test")


@pytest.fixture
def bram(db: None) -> Salesperson:
    return SalespersonFactory(code="BRAM", name="Bram", email="bram@example.test")


@pytest.fixture
def cora(db: None) -> Salesperson:
    return SalespersonFactory(code="CORA", name="Cora")


@pytest.fixture
def north(anna: Salesperson, bram: Salesperson) -> Team:
    return team_of("NORTH", anna, bram)


@pytest.fixture
def south(bram: Salesperson) -> Team:
    return team_of("SOUTH", bram)


@pytest.fixture
def ct1(anna: Salesperson) -> Contact:
    return CompanyFactory(number="CT1", name="First", salesperson=anna)


@pytest.fixture
def act3(db: None) -> Activity:
    """A piece of work, a phone call and a meeting."""
    activity = activity_of("ACT3", "", "2D", "1W - 2D", types=["", TaskType.PHONE_CALL, TaskType.MEETING])
    for step, priority in zip(activity.steps.all(), Priority, strict=True):
        step.priority = priority
        step.save()
    return activity
