"""The standing data of the cases: a campaign, its mailing of three, and the people: JR talks, MD sells to CT100."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from interactions.mailing.server import _content
from interactions.models import CampaignEntry, Interaction, InteractionTemplate
from salespeople.models import Salesperson
from tests import factories as f


@pytest.fixture
def as_ann(ann: User, client: Client) -> Client:
    client.force_login(ann)
    return client


@pytest.fixture
def cp1(db: None) -> Campaign:
    return f.CampaignFactory(number="CP1001", description="Spring")


@pytest.fixture
def entry(cp1: Campaign) -> CampaignEntry:
    return f.CampaignEntryFactory(campaign=cp1, description="Interactions")


@pytest.fixture
def mailed(entry: CampaignEntry) -> list[Interaction]:
    """Three interactions of the entry, at 2.50 and 5 minutes each."""
    made: list[Interaction] = f.InteractionFactory.create_batch(3, **of(entry))
    return made


def of(entry: CampaignEntry, **more: Any) -> dict[str, Any]:
    return {"campaign": entry.campaign, "campaign_entry": entry, "cost": Decimal("2.50"), "duration": 5, **more}


@pytest.fixture(autouse=True)
def no_file_left() -> None:
    """Keys count anew in every test, and with them those of the files that mails keep at hand."""
    _content.cache_clear()


Send = Callable[..., Any]


@pytest.fixture
def send(as_ann: Client) -> Send:
    """Ann ticks rows of a list and sends them to an act; answers what she reads."""

    def sent(act: str, *rows: Any, **more: str) -> str:
        selected = [row.pk for row in rows]
        address = f"/interactions/{act}/"
        return as_ann.post(address, {"selected": selected, **more}, follow=True).content.decode()

    return sent


@pytest.fixture
def jr(ann: User) -> Salesperson:
    return f.SalespersonFactory(code="JR", name="Jan Roos", user=ann)


@pytest.fixture
def md(db: None) -> Salesperson:
    return f.SalespersonFactory(code="MD", name="Maria Dias")


@pytest.fixture
def ct100(db: None) -> Contact:
    return f.CompanyFactory(number="CT100", name="Acme")


@pytest.fixture
def ct101(ct100: Contact, md: Salesperson) -> Contact:
    return f.PersonFactory(number="CT101", name="Eva Smit", company=ct100, salesperson=md)


@pytest.fixture
def bus(db: None) -> InteractionTemplate:
    return f.InteractionTemplateFactory(
        code="BUS",
        description="Business letter",
        unit_cost=Decimal("8.00"),
        unit_duration=30,
        information_flow="outbound",
        initiated_by="us",
    )
