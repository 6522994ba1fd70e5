"""The day and the people of the interactions: JR talks, MD sells to CT100, whose person is CT101 (Eva)."""

from decimal import Decimal

import pytest

from contacts.models import Contact
from core.models import User
from interactions.models import InteractionTemplate
from salespeople.models import Salesperson
from tests import factories


@pytest.fixture
def jr(ann: User) -> Salesperson:
    return factories.SalespersonFactory(code="JR", name="Jan Roos", user=ann)


@pytest.fixture
def md(db: None) -> Salesperson:
    return factories.SalespersonFactory(code="MD", name="Maria Dias")


@pytest.fixture
def ct100(db: None) -> Contact:
    return factories.CompanyFactory(number="CT100", name="Acme")


@pytest.fixture
def ct101(ct100: Contact, md: Salesperson) -> Contact:
    return factories.PersonFactory(number="CT101", name="Eva Smit", company=ct100, salesperson=md)


@pytest.fixture
def bus(db: None) -> InteractionTemplate:
    return factories.InteractionTemplateFactory(
        code="BUS",
        description="Business letter",
        unit_cost=Decimal("8.00"),
        unit_duration=30,
        information_flow="outbound",
        initiated_by="us",
    )
