"""The common fixture of the acceptance cases: W, I1, CO-A … P-0, K1 … K3."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core.models import Currency
from items.models import Item, ItemVariant, UnitOfMeasure
from pricing.amounts import LineAmounts, line_amounts
from pricing.models import SalesLineDiscount, SalesPrice, Source
from pricing.party import party_of
from pricing.question import Answer, answers, explained, questions_of
from pricing.reasons import Reason
from segments.models import Segment, SegmentLine
from tests import factories
from tests.factories import A_MOMENT

W = date(2026, 3, 10)


def source_of(row_for: Any) -> dict[str, Any]:
    """The columns of a row's source: a campaign, a customer, a group; None for all customers."""
    names = {
        "Campaign": "campaign",
        "Customer": "customer",
        "PriceGroup": "price_group",
        "DiscountGroup": "discount_group",
    }
    types = {"Campaign": Source.CAMPAIGN, "Customer": Source.CUSTOMER, "NoneType": Source.ALL}
    kind = type(row_for).__name__
    columns = {names[kind]: row_for} if row_for else {}
    return {"source_type": types.get(kind, Source.GROUP), **columns}


@dataclass
class World:
    pcs: UnitOfMeasure
    box: UnitOfMeasure
    i1: Item
    v1: ItemVariant
    v2: ItemVariant
    co_a: Contact
    p_a1: Contact
    p_a2: Contact
    co_b: Contact
    p_b1: Contact
    co_c: Contact
    p_0: Contact
    c_a: Customer
    c_c: Customer
    k1: Campaign
    k2: Campaign
    k3: Campaign

    def segment(self, campaign: Campaign, *contacts: Contact, ticked: bool = True) -> Segment:
        segment = factories.SegmentFactory(campaign=campaign, campaign_target=ticked)
        step = factories.SegmentStepFactory(segment=segment, number=1)
        for contact in contacts:
            factories.SegmentLineFactory(segment=segment, contact=contact, added=step, campaign_target=ticked)
        return segment

    def active(self, campaign: Campaign, *contacts: Contact) -> Segment:
        """The campaign activated, with the contacts as its flagged segment lines."""
        Campaign.objects.filter(pk=campaign.pk).update(activated_at=A_MOMENT)
        campaign.refresh_from_db()
        return self.segment(campaign, *contacts)

    def price(self, row_for: Any, unit_price: str, **columns: Any) -> SalesPrice:
        given = {"item": self.i1, "unit": self.pcs, **source_of(row_for), **columns}
        return factories.SalesPriceFactory(unit_price=Decimal(unit_price), **given)

    def discount(self, row_for: Any, percent: str, **columns: Any) -> SalesLineDiscount:
        given = {"item": self.i1, "unit": self.pcs, **source_of(row_for), **columns}
        return factories.SalesLineDiscountFactory(discount_percent=Decimal(percent), **given)

    def ask(self, contact: Contact, quantity: str = "1", *, on: date = W, **line: Any) -> Answer:
        return self.ask_all(contact, [self.line(quantity, **line)], on=on, currency=line.get("currency"))[0]

    def ask_all(
        self, contact: Contact, lines: list[Any], *, on: date = W, currency: Currency | None = None
    ) -> list[Answer]:
        return answers(questions_of(lines), party=party_of(contact), currency=currency, on=on)

    def explain(self, contact: Contact, quantity: str = "1", *, on: date = W, **line: Any) -> list[Reason]:
        (question,) = questions_of([self.line(quantity, **line)])
        return explained(question, party=party_of(contact), currency=line.get("currency"), on=on)

    def line(
        self,
        quantity: str = "1",
        *,
        item: Item | None = None,
        unit: UnitOfMeasure | None = None,
        variant: ItemVariant | None = None,
        currency: Currency | None = None,
    ) -> Any:
        item, unit = item or self.i1, unit or self.pcs
        return SimpleNamespace(
            item_id=item.pk, variant_id=variant and variant.pk, unit_id=unit.pk, quantity=Decimal(quantity)
        )

    def amounts(self, answer: Answer, quantity: str) -> LineAmounts:
        return line_amounts(
            quantity=Decimal(quantity), unit_price=answer.unit_price, discount_percent=answer.discount_percent
        )

    def line_of(self, segment: Segment, contact: Contact) -> SegmentLine:
        return SegmentLine.objects.get(segment=segment, contact=contact)


@pytest.fixture
def world(db: None) -> World:
    pcs, box = factories.UnitFactory(code="PCS"), factories.UnitFactory(code="BOX")
    group = factories.ItemDiscountGroupFactory(code="G1")
    i1 = factories.ItemFactory(
        number="I1", unit_price=Decimal(100), base_unit=pcs, sales_unit=pcs, discount_group=group
    )
    factories.ItemUnitFactory(item=i1, unit=box, quantity_per_unit=Decimal(5))
    co_a, co_b, co_c = (factories.CompanyFactory(name=name) for name in ("CO-A", "CO-B", "CO-C"))
    return World(
        pcs=pcs,
        box=box,
        i1=i1,
        v1=factories.ItemVariantFactory(item=i1, code="V1"),
        v2=factories.ItemVariantFactory(item=i1, code="V2"),
        co_a=co_a,
        p_a1=factories.PersonFactory(name="P-A1", company=co_a),
        p_a2=factories.PersonFactory(name="P-A2", company=co_a),
        co_b=co_b,
        p_b1=factories.PersonFactory(name="P-B1", company=co_b),
        co_c=co_c,
        p_0=factories.PersonFactory(name="P-0"),
        c_a=factories.CustomerFactory(number="C-A", contact=co_a),
        c_c=factories.CustomerFactory(number="C-C", contact=co_c),
        k1=factories.CampaignFactory(number="K1", starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31)),
        k2=factories.CampaignFactory(number="K2", starting_date=date(2026, 3, 10), ending_date=date(2026, 4, 10)),
        k3=factories.CampaignFactory(number="K3"),
    )
