"""The quote of an opportunity (decision 30; cases of opportunities, section H)."""

from decimal import Decimal

import pytest
from django.test import Client

from core.models import User
from opportunities import closing
from opportunities.models import Opportunity, Stage, Status
from sales import lines, ordering, quoting
from sales.models import SalesDocument
from tests import factories as f

pytestmark = pytest.mark.django_db

CARD = "/opportunities/OP1/"
CREATE = "/sales/for/OP1/"


@pytest.fixture
def opportunity() -> Opportunity:
    row = f.OpportunityFactory(number="OP1", description="Cheese", status=Status.IN_PROGRESS)
    stage = f.StageFactory(cycle=row.cycle, position=10)
    f.StageFactory(cycle=row.cycle, position=20, quote_required=True)
    f.OpportunityEntryFactory(opportunity=row, stage=stage, estimated_value=10000)
    return row


@pytest.fixture
def quote(opportunity: Opportunity, ann: User) -> SalesDocument:
    return quoting.quote_for(opportunity, on=f.A_DAY, by=ann, at=f.A_MOMENT)


def test_to_158_the_quote_is_made_for_the_contact_and_the_opportunity_has_its_number(
    as_ann: Client, opportunity: Opportunity
) -> None:
    answer = as_ann.post(CREATE, follow=True)
    quote = SalesDocument.objects.get()
    assert f"{quote} is created." in answer.text
    assert (quote.kind, quote.sell_to, quote.salesperson) == ("quote", opportunity.contact, opportunity.salesperson)
    opportunity.refresh_from_db()
    assert (opportunity.quote_number, opportunity.quote_amount) == (quote.number, 0)
    assert f'href="/sales/{quote.number}/"' in as_ann.get(CARD).text
    assert f'href="{CARD}"' in as_ann.get(quote.get_absolute_url()).text


def test_to_157_before_it_has_started_there_is_none(as_ann: Client, opportunity: Opportunity) -> None:
    Opportunity.objects.update(status=Status.NOT_STARTED)
    assert CREATE not in as_ann.get(f"{CARD}?boxes").text
    assert "is not in progress" in as_ann.post(CREATE, follow=True).text
    Opportunity.objects.update(status=Status.IN_PROGRESS)
    page = as_ann.get(f"{CARD}?boxes").text
    assert CREATE in page
    assert "Show quote" not in page
    assert not SalesDocument.objects.exists()


def test_to_157_there_is_only_one(as_ann: Client, quote: SalesDocument) -> None:
    assert CREATE not in as_ann.get(f"{CARD}?boxes").text
    assert f"has the quote {quote.number} already." in as_ann.post(CREATE, follow=True).text


def test_to_160_an_opportunity_has_no_document_a_quote_or_the_order_made_of_it(
    as_ann: Client, opportunity: Opportunity, ann: User
) -> None:
    def saved() -> bool:
        form = as_ann.get(CARD).context["form"]
        sent = {name: value for name, value in form.as_typed({"priority": "high"}).items() if value != ""}
        return bool(as_ann.post(CARD, sent).status_code == 302)

    assert saved()
    quote = quoting.quote_for(Opportunity.objects.get(), on=f.A_DAY, by=ann, at=f.A_MOMENT)
    assert saved()
    Opportunity.objects.update(status=Status.WON, date_closed=f.A_DAY)
    order = ordering.make_order(quote, by=ann, at=f.A_MOMENT, create_customers=True)
    assert order.opportunity == opportunity
    assert set(SalesDocument.Kind.values) == {"quote", "order"}  # a posted invoice is none of them
    assert "quote_number" not in as_ann.get(CARD).context["form"].fields


def test_ci_140_an_opportunity_gets_no_second_quote(opportunity: Opportunity, quote: SalesDocument, ann: User) -> None:
    with pytest.raises(quoting.HasQuote):
        quoting.quote_for(opportunity, on=f.A_DAY, by=ann, at=f.A_MOMENT)


def test_the_order_waits_until_the_opportunity_is_won(
    as_ann: Client, opportunity: Opportunity, quote: SalesDocument
) -> None:
    page = as_ann.post(f"/sales/{quote.number}/order/", follow=True).text
    assert "Close it as won first, then make the order." in page
    assert "/opportunities/OP1/close/won/" in page
    assert not SalesDocument.objects.orders().exists()
    code = f.CloseOpportunityCodeFactory(outcome="won")
    seen = opportunity.entries.get(active=True).pk
    as_ann.post(f"{CARD}close/won/", {"code": code.pk, "date": "2026-12-31", "amount": "100", "seen": seen})
    as_ann.post(f"/sales/{quote.number}/order/")
    assert SalesDocument.objects.orders().get().opportunity == opportunity


def test_to_161_a_quote_belongs_to_one_opportunity(quote: SalesDocument) -> None:
    other = f.OpportunityFactory(quote_number="")
    other.quote_number = quote.number
    with pytest.raises(Exception, match=r"quote_of_one|quote_number"):
        other.save()


def test_the_opportunity_is_told_what_the_lines_come_to(
    opportunity: Opportunity, quote: SalesDocument, ann: User
) -> None:
    line = lines.add_line(document=quote, item=f.ItemFactory(), quantity=Decimal(90), by=ann, at=f.A_MOMENT)
    opportunity.refresh_from_db()
    assert opportunity.quote_amount == 9000
    lines.change_line(line, {"quantity": Decimal(80)}, by=ann, at=f.A_MOMENT)
    opportunity.refresh_from_db()
    assert opportunity.quote_amount == 8000
    lines.delete_line(line, by=ann, at=f.A_MOMENT)
    opportunity.refresh_from_db()
    assert opportunity.quote_amount == 0


def test_the_amount_is_told_in_local_currency(opportunity: Opportunity, quote: SalesDocument, ann: User) -> None:
    quote.currency = f.ExchangeRateFactory(currency__code="NOK", rate=Decimal("0.1")).currency
    quote.save()
    f.SalesPriceFactory(item=(item := f.ItemFactory()), currency=quote.currency, unit_price=1000)
    lines.add_line(document=quote, item=item, by=ann, at=f.A_MOMENT)
    opportunity.refresh_from_db()
    assert opportunity.quote_amount == 100


def test_to_139_with_it_the_stage_that_needs_one_is_entered_at_its_amount(
    as_ann: Client, opportunity: Opportunity, quote: SalesDocument, ann: User
) -> None:
    lines.add_line(document=quote, item=f.ItemFactory(), quantity=Decimal(90), by=ann, at=f.A_MOMENT)
    assert 'value="9000"' in as_ann.get(f"{CARD}move/").text
    sent = {"way": "next", "date": "2026-03-11", "estimated_value": "9000", "chances": "50"}
    as_ann.post(f"{CARD}move/", sent | {"seen": opportunity.active_entry().pk})
    assert opportunity.active_entry().stage == Stage.objects.get(position=20)


def test_a_quote_that_is_deleted_leaves_the_opportunity(
    as_ann: Client, opportunity: Opportunity, quote: SalesDocument
) -> None:
    as_ann.post(f"/sales/{quote.number}/delete/")
    opportunity.refresh_from_db()
    assert (opportunity.quote_number, opportunity.quote_amount) == ("", None)


def won(quote: SalesDocument, ann: User, *, ordered: bool) -> SalesDocument:
    code = f.CloseOpportunityCodeFactory(outcome="won")
    closing.close(
        quote.opportunity,
        outcome=closing.Outcome.WON,
        code=code,
        amount=Decimal(100),
        on=f.A_DAY,
        by=ann,
        at=f.A_MOMENT,
    )
    return ordering.make_order(quote, by=ann, at=f.A_MOMENT, create_customers=True) if ordered else quote


@pytest.mark.parametrize("ordered", [True, False])
def test_ci_140_deleting_the_order_or_quote_of_a_won_opportunity_asks_and_then_loses_it(
    as_ann: Client, opportunity: Opportunity, quote: SalesDocument, ann: User, ordered: bool
) -> None:
    document = won(quote, ann, ordered=ordered)
    delete = f"{document.get_absolute_url()}delete/"
    code = f.CloseOpportunityCodeFactory(outcome="lost", description="Canceled the order")
    asked = as_ann.post(delete).text
    assert "Without it the opportunity is lost: say why." in asked
    assert "Canceled the order" in asked
    refused = as_ann.post(delete, {"code": ""})
    assert "code" in refused.context["form"].errors
    opportunity.refresh_from_db()
    assert (opportunity.status, opportunity.quote_number) == (Status.WON, quote.quote_number or quote.number)
    as_ann.post(delete, {"code": code.pk})
    opportunity.refresh_from_db()
    entry = opportunity.active_entry()
    assert (opportunity.status, entry.close_code, entry.current_value) == (Status.LOST, code, 0)
    assert (opportunity.quote_number, opportunity.quote_amount) == ("", None)
    assert not SalesDocument.objects.exists()


def test_ci_140_a_won_opportunity_is_not_lost_without_a_reason(quote: SalesDocument, ann: User) -> None:
    document = won(quote, ann, ordered=False)
    for code in (None, f.CloseOpportunityCodeFactory(outcome="won")):
        with pytest.raises(closing.NoReason):
            quoting.delete(SalesDocument.objects.get(pk=document.pk), code=code, on=f.A_DAY, by=ann, at=f.A_MOMENT)
    assert SalesDocument.objects.get().opportunity.status == Status.WON


def test_nobody_loses_anothers_opportunity(as_bob: Client, quote: SalesDocument, ann: User) -> None:
    document = won(quote, ann, ordered=False)
    code = f.CloseOpportunityCodeFactory(outcome="lost")
    assert as_bob.post(f"/sales/{document.number}/delete/", {"code": code.pk}).status_code == 403
    assert SalesDocument.objects.get().opportunity.status == Status.WON


def test_nobody_makes_a_quote_for_anothers_opportunity(as_bob: Client, opportunity: Opportunity) -> None:
    assert as_bob.post(CREATE).status_code == 403
    assert not SalesDocument.objects.exists()
