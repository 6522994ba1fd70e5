"""What becomes of the prices of a contact that becomes a customer (CUS-5)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from campaigns.models import Campaign
from contacts import conversion
from contacts.models import Contact
from sales.models import SalesDocument
from segments.targets import targets_of
from tests import factories as f

Make = Callable[..., Any]


@pytest.fixture
def ct200() -> Contact:
    made: Contact = f.CompanyFactory(number="CT200", name="Nordkyst AS")
    return made


@pytest.mark.parametrize("whose", ["the company", "a person of it"])
def test_ci_106_campaign_prices_survive_the_conversion(
    whose: str, quote: Make, add: Make, price: Make, campaign: Callable[..., Campaign], ct200: Contact
) -> None:
    person = f.PersonFactory(company=ct200)
    cp1 = campaign()
    segment = cp1.segment_set.get()  # type: ignore[attr-defined]
    f.SegmentLineFactory(segment=segment, contact=ct200 if whose == "the company" else person, campaign_target=True)
    price(80, campaign=cp1)
    before = add(quote(ct200))
    k200 = conversion.create_as_customer(contact=person, by=None, at=f.A_MOMENT)
    assert list(targets_of(cp1)) == [ct200]
    assert k200.contact == ct200
    order = quote(k200, kind=SalesDocument.Kind.ORDER)
    assert (before.unit_price, add(order).unit_price) == (Decimal(80), Decimal(80))
