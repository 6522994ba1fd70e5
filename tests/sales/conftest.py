"""The common ground of the cases: item I1 at 100.00, campaign K1 in March 2026, customers C-A (its target) and C-C."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core.models import CompanyInformation, User
from items.models import Item
from pricing.models import SalesLineDiscount, SalesPrice, Source
from sales import lines
from sales.models import SalesDocument, SalesLine
from tests import factories as f


@pytest.fixture(autouse=True)
def local_currency(db: None) -> None:
    CompanyInformation(local_currency=f.CurrencyFactory(code="EUR", name="Euro")).save()


@pytest.fixture
def i1() -> Item:
    item = f.ItemFactory(
        description="London chair", unit_price=100, discount_group=f.ItemDiscountGroupFactory(code="G1")
    )
    f.ItemUnitFactory(item=item, unit=f.UnitFactory(code="BOX"), quantity_per_unit=5)
    f.ItemVariantFactory(item=item, code="V1")
    f.ItemVariantFactory(item=item, code="V2")
    return item


@pytest.fixture
def c_a() -> Customer:
    return f.CustomerFactory(contact__name="Company A")


@pytest.fixture
def c_c() -> Customer:
    return f.CustomerFactory(contact__name="Company C")


@pytest.fixture
def campaign() -> Callable[..., Campaign]:
    """An activated campaign of March 2026 with the given targets."""

    def make(*targets: Customer, active: bool = True, **values: Any) -> Campaign:
        period = {"starting_date": date(2026, 3, 1), "ending_date": date(2026, 3, 31)}
        made: Campaign = f.CampaignFactory(activated_at=f.A_MOMENT if active else None, **{**period, **values})
        segment = f.SegmentFactory(campaign=made, campaign_target=True)
        for customer in targets:
            f.SegmentLineFactory(segment=segment, contact=customer.contact, campaign_target=True)
        return made

    return make


@pytest.fixture
def k1(campaign: Callable[..., Campaign], c_a: Customer) -> Campaign:
    return campaign(c_a, description="Spring chairs")


@pytest.fixture
def price(i1: Item) -> Callable[..., SalesPrice]:
    """A price row of I1: `price(80, campaign=k1)`."""

    def make(amount: float, **values: Any) -> SalesPrice:
        row: SalesPrice = f.SalesPriceFactory(**{"item": i1, "unit_price": amount, **_with_source(values)})
        return row

    return make


@pytest.fixture
def discount(i1: Item) -> Callable[..., SalesLineDiscount]:
    def make(percent: float, **values: Any) -> SalesLineDiscount:
        known = {"item": i1, "discount_percent": percent, **_with_source(values)}
        row: SalesLineDiscount = f.SalesLineDiscountFactory(**known)
        return row

    return make


def _with_source(values: dict[str, Any]) -> dict[str, Any]:
    named = {"customer": Source.CUSTOMER, "price_group": Source.GROUP, "discount_group": Source.GROUP}
    types = {**named, "campaign": Source.CAMPAIGN}
    return {**values, "source_type": next((types[name] for name in values if name in types), Source.ALL)}


@pytest.fixture
def kind() -> str:
    """What the cases are about: a quote. Where they hold for orders alike, a file says so."""
    return SalesDocument.Kind.QUOTE


@pytest.fixture
def quote(kind: str) -> Callable[..., SalesDocument]:
    def make(customer: Customer | Contact, **values: Any) -> SalesDocument:
        contact = customer.contact if isinstance(customer, Customer) else customer
        made: SalesDocument = f.SalesDocumentFactory(sell_to=contact, **{"kind": kind, **values})
        return made

    return make


@pytest.fixture
def add(i1: Item, bob: User) -> Callable[..., SalesLine]:
    """Bob types a line: `add(quote, 5)`."""

    def type_in(document: SalesDocument, quantity: float = 1, **values: Any) -> SalesLine:
        known = {"item": i1, **values}
        return lines.add_line(document=document, quantity=Decimal(str(quantity)), by=bob, at=f.A_MOMENT, **known)

    return type_in


@pytest.fixture
def change(bob: User) -> Callable[..., SalesLine]:
    def type_in(line: SalesLine, **values: Any) -> SalesLine:
        fresh = SalesLine.objects.for_card().select_related("document").get(pk=line.pk)
        return lines.change_line(fresh, values, by=bob, at=f.A_MOMENT)

    return type_in
