"""The worksheets Sales Prices and Sales Line Discounts: typed in place, each row saved by itself (spec 9.8)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from core.models import User
from pricing.models import SalesLineDiscount, SalesPrice, Source
from tests.factories import (
    A_MOMENT,
    CampaignFactory,
    CurrencyFactory,
    CustomerFactory,
    ExchangeRateFactory,
    ItemDiscountGroupFactory,
    ItemFactory,
    ItemUnitFactory,
    ItemVariantFactory,
    SalesLineDiscountFactory,
    SalesPriceFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

PRICES, DISCOUNTS = "/pricing/prices/", "/pricing/discounts/"
VALUE = {PRICES: ("unit_price", "29.00"), DISCOUNTS: ("discount_percent", "15")}
both = pytest.mark.parametrize("sheet", [PRICES, DISCOUNTS])


def page(client: Client, address: str, **options: Any) -> BeautifulSoup:
    return BeautifulSoup(client.get(address, **options).content, "html.parser")


def empty_row(client: Client, address: str) -> BeautifulSoup:
    """What the page asks for once it stands."""
    place = page(client, address).select_one("tbody[data-new]")
    assert isinstance(place, Tag)
    return page(client, str(place["hx-get"]), headers={"HX-Request": "true"})


def answer(client: Client, address: str, **typed: Any) -> BeautifulSoup:
    response = client.post(address, typed, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def typed(sheet: str, **changes: Any) -> dict[str, Any]:
    name, value = VALUE[sheet]
    kind = {"kind": "item"} if sheet == DISCOUNTS else {}
    return {"source_type": Source.ALL.value, name: value, **kind, **changes}


def value_of(soup: BeautifulSoup, name: str) -> str:
    """What stands in an input or is chosen in a select; blank when nothing is."""
    found = soup.find(attrs={"name": name})
    assert isinstance(found, Tag), f"no input {name}"
    if found.name == "select":
        chosen = found.find("option", selected=True)
        return str(chosen["value"]) if isinstance(chosen, Tag) else ""
    return str(found.get("value", ""))


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


# --- for whom a row is ------------------------------------------------------------------------------


@both
def test_cp_29_the_code_is_locked_for_all_customers_and_open_for_the_other_types(sheet: str, as_ann: Client) -> None:
    group = "price_group" if sheet == PRICES else "discount_group"
    wanted = {Source.ALL: None, Source.CUSTOMER: "customer", Source.GROUP: group, Source.CAMPAIGN: "campaign"}
    for source, name in wanted.items():
        row = answer(as_ann, f"{sheet}?chosen=source_type", **typed(sheet, source_type=source.value))
        codes = {code["name"] for code in row.find_all(attrs={"name": list(filter(None, wanted.values()))})}
        assert codes == ({name} if name else set())


@both
def test_what_a_filter_leaves_is_still_typed_in_place(sheet: str, as_ann: Client) -> None:
    SalesPriceFactory()
    SalesLineDiscountFactory()
    part = page(as_ann, f"{sheet}?source_type={Source.ALL.value}", headers={"HX-Request": "true"})
    assert part.select("#table [data-worksheet] tbody[data-row]")
    assert part.select("tbody[data-new]")


@both
def test_cp_29_the_filter_campaign_makes_new_rows_campaign_rows(sheet: str, as_ann: Client) -> None:
    row = empty_row(as_ann, f"{sheet}?source_type={Source.CAMPAIGN.value}")
    assert value_of(row, "source_type") == str(Source.CAMPAIGN.value)
    assert value_of(row, "campaign") == ""


@both
def test_cp_29_opened_from_a_campaign_the_worksheet_shows_its_rows_and_makes_more_of_them(
    sheet: str, as_ann: Client
) -> None:
    campaign, other = CampaignFactory(description="Spring cheese"), CampaignFactory()
    make = SalesPriceFactory if sheet == PRICES else SalesLineDiscountFactory
    make(item__description="Camembert", source_type=Source.CAMPAIGN, campaign=campaign)
    make(item__description="Gouda", source_type=Source.CAMPAIGN, campaign=other)
    make(item__description="Tilsit")
    address = f"{sheet}?source_type={Source.CAMPAIGN.value}&campaign={campaign.pk}"
    rows = [words(row) for row in page(as_ann, address).select("tr.as-text")]
    assert len(rows) == 1
    assert "Camembert" in rows[0]
    assert value_of(empty_row(as_ann, address), "campaign") == str(campaign.pk)


def test_what_is_typed_for_an_activated_campaign_is_said_to_count_at_once(as_ann: Client) -> None:
    campaign = CampaignFactory(starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31), activated_at=A_MOMENT)
    soup = page(as_ann, f"{PRICES}?source_type={Source.CAMPAIGN.value}&campaign={campaign.pk}")
    about = words(soup.select_one(".sheet-about"))
    assert "counts at once" in about
    assert "03/01/2026" in about or "1 Mar" in about or "01/03/2026" in about


def test_what_is_the_same_in_all_rows_of_a_campaign_stands_above_them(as_ann: Client) -> None:
    campaign = CampaignFactory(description="Spring cheese")
    query = f"source_type={Source.CAMPAIGN.value}&campaign={campaign.pk}"
    row = SalesPriceFactory(source_type=Source.CAMPAIGN, campaign=campaign)
    heads = words(page(as_ann, f"{PRICES}?{query}").select_one("thead"))
    assert "Sales Code" not in heads
    assert "Starting Date" not in heads
    inputs = page(as_ann, f"{PRICES}{row.pk}/?{query}", headers={"HX-Request": "true"})
    assert value_of(inputs, "campaign") == str(campaign.pk)
    assert inputs.find(attrs={"name": "campaign"}).find_parent("td", hidden=True)


def test_the_type_the_filter_names_is_not_repeated_in_each_row(as_ann: Client) -> None:
    heads = words(page(as_ann, f"{PRICES}?source_type={Source.CAMPAIGN.value}").select_one("thead"))
    assert "Sales Type" not in heads
    assert "Sales Code" in heads


@both
def test_from_the_rows_of_a_campaign_one_goes_on_to_the_other_sheet_and_to_activation(
    sheet: str, as_ann: Client
) -> None:
    campaign = CampaignFactory()
    query = f"source_type={Source.CAMPAIGN.value}&campaign={campaign.pk}"
    about = page(as_ann, f"{sheet}?{query}").select_one(".sheet-about")
    assert isinstance(about, Tag)
    ways = [way["href"] for way in about.select(".btn")]
    other = DISCOUNTS if sheet == PRICES else PRICES
    assert ways == [f"{other}?{query}", reverse("pricing:activate", args=[campaign.number])]


def test_a_code_of_another_type_does_not_filter(as_ann: Client) -> None:
    SalesPriceFactory()
    campaign = CampaignFactory()
    soup = page(as_ann, f"{PRICES}?source_type={Source.ALL.value}&campaign={campaign.pk}")
    assert len(soup.select("tr.as-text")) == 1


# --- choosing brings along ----------------------------------------------------------------------------


@both
def test_cp_14_choosing_a_campaign_shows_its_dates_and_asks_for_none(sheet: str, as_ann: Client) -> None:
    campaign = CampaignFactory(starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31))
    row = answer(
        as_ann, f"{sheet}?chosen=campaign", **typed(sheet, source_type=Source.CAMPAIGN.value, campaign=campaign.pk)
    )
    assert row.find(attrs={"name": ["starting_date", "ending_date"]}) is None
    assert "03/31/2026" in words(row)
    assert not SalesPrice.objects.exists()


@both
def test_cp_14_choosing_an_item_shows_its_sales_unit(sheet: str, as_ann: Client) -> None:
    item = ItemFactory()
    box = ItemUnitFactory(item=item, unit__code="BOX").unit
    item.sales_unit = box
    item.save()
    row = answer(as_ann, f"{sheet}?chosen=item", **typed(sheet, item=item.pk))
    assert value_of(row, "unit") == str(box.pk)


@both
def test_cp_25_another_item_brings_its_unit_and_blanks_the_variant_in_the_row(sheet: str, as_ann: Client) -> None:
    first, second = ItemFactory(), ItemFactory(base_unit=UnitFactory(code="KG"))
    variant, box = ItemVariantFactory(item=first, code="V1"), ItemUnitFactory(item=first, unit__code="BOX").unit
    make = SalesPriceFactory if sheet == PRICES else SalesLineDiscountFactory
    row = make(item=first, variant=variant, unit=box)
    known = typed(sheet, item=second.pk, variant=variant.pk, unit=box.pk)
    soup = answer(as_ann, f"{sheet}{row.pk}/?chosen=item", **known)
    assert value_of(soup, "unit") == str(second.base_unit_id)
    assert value_of(soup, "variant") == ""


def test_cp_26_choosing_a_customer_brings_his_currency_and_his_line_discount(as_ann: Client) -> None:
    customer = CustomerFactory(currency=CurrencyFactory(code="EUR"), allow_line_discount=False)
    row = answer(
        as_ann,
        f"{PRICES}?chosen=customer",
        **typed(PRICES, source_type=Source.CUSTOMER.value, customer=customer.pk, allow_line_discount="on"),
    )
    assert value_of(row, "currency") == str(customer.currency_id)
    box = row.find(attrs={"name": "allow_line_discount"})
    assert isinstance(box, Tag)
    assert not box.has_attr("checked")


@both
def test_cp_22_changing_the_type_blanks_the_code_in_the_row(sheet: str, as_ann: Client) -> None:
    row = answer(
        as_ann,
        f"{sheet}?chosen=source_type",
        **typed(sheet, source_type=Source.CUSTOMER.value, campaign=CampaignFactory().pk),
    )
    assert value_of(row, "customer") == ""


def test_a_discount_for_a_group_of_items_has_no_unit(as_ann: Client) -> None:
    group = ItemDiscountGroupFactory(code="CHEESE")
    row = answer(as_ann, f"{DISCOUNTS}?chosen=kind", **typed(DISCOUNTS, kind="item_group"))
    assert row.find(attrs={"name": ["unit", "variant", "item"]}) is None
    answer(as_ann, DISCOUNTS, **typed(DISCOUNTS, kind="item_group", item_group=group.pk))
    assert SalesLineDiscount.objects.get().item_group == group


# --- saving -------------------------------------------------------------------------------------------


@both
def test_a_row_is_saved_at_once_and_the_next_one_begins_for_the_same_customers(sheet: str, as_ann: Client) -> None:
    campaign, item = CampaignFactory(), ItemFactory(description="Camembert")
    soup = answer(
        as_ann,
        sheet,
        **typed(sheet, source_type=Source.CAMPAIGN.value, campaign=campaign.pk, item=item.pk),
    )
    model = SalesPrice if sheet == PRICES else SalesLineDiscount
    row = model.objects.get()
    assert (row.item, row.campaign, row.minimum_quantity) == (item, campaign, 0)
    empty, saved = soup.find_all("tbody")
    assert value_of(empty, "campaign") == str(campaign.pk)
    assert value_of(empty, "item") == ""
    assert "Camembert" in words(saved)


@both
def test_a_change_is_saved_at_once_and_its_history_names_who_did_it(sheet: str, as_ann: Client, ann: User) -> None:
    name, _value = VALUE[sheet]
    row = (SalesPriceFactory if sheet == PRICES else SalesLineDiscountFactory)()
    answer(as_ann, f"{sheet}{row.pk}/", **typed(sheet, item=row.item.pk, **{name: "7.5"}))
    row.refresh_from_db()
    assert getattr(row, name) == Decimal("7.5")
    assert row.history.first().history_user == ann


@both
def test_a_hidden_column_keeps_its_value(sheet: str, as_ann: Client) -> None:
    item = ItemFactory()
    make = SalesPriceFactory if sheet == PRICES else SalesLineDiscountFactory
    row = make(item=item, variant=ItemVariantFactory(item=item), currency=CurrencyFactory(code="EUR"))
    soup = page(as_ann, f"{sheet}{row.pk}/", headers={"HX-Request": "true"})
    assert value_of(soup, "variant") == str(row.variant_id)
    assert value_of(soup, "currency") == str(row.currency_id)


@both
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"minimum_quantity": "-1"}, "cannot be negative", id="CP-23 minimum"),
        pytest.param({"value": "-1"}, "negative|between 0 and 100", id="CP-23 negative"),
        pytest.param({"value": "abc"}, "Enter a number", id="letters"),
        pytest.param({"value": ""}, "Type the", id="nothing"),
        pytest.param({"item": ""}, "Choose", id="no item"),
        pytest.param({"item": "999999"}, "valid choice|Choose", id="an item that is gone"),
        pytest.param({"item": "';--\0"}, "not allowed", id="odd characters"),
        pytest.param({"source_type": "9"}, "valid choice", id="no such type"),
        pytest.param({"source_type": Source.CAMPAIGN.value}, "Choose the campaign", id="CP-22 no code"),
        pytest.param({"starting_date": "2026-03-02", "ending_date": "2026-03-01"}, "before the ending", id="CP-23"),
        pytest.param({"starting_date": "31.31.2026"}, "Enter a valid date", id="no date"),
    ],
)
def test_a_wrong_row_gets_a_sentence_and_keeps_what_was_typed(
    sheet: str, wrong: dict[str, Any], sentence: str, as_ann: Client
) -> None:
    name, _value = VALUE[sheet]
    asked = {name if key == "value" else key: value for key, value in wrong.items()}
    row = answer(as_ann, sheet, **{**typed(sheet, item=ItemFactory().pk, minimum_quantity="12"), **asked})
    assert any(part in words(row) for part in sentence.split("|"))
    assert row.select_one("tr.new-line")
    if "minimum_quantity" not in asked:
        assert value_of(row, "minimum_quantity") == "12"
    assert not SalesPrice.objects.exists()
    assert not SalesLineDiscount.objects.exists()


def test_cp_23_a_percent_above_a_hundred_is_refused(as_ann: Client) -> None:
    item = ItemFactory()
    row = answer(as_ann, DISCOUNTS, **typed(DISCOUNTS, item=item.pk, discount_percent="100.01"))
    assert "between 0 and 100" in words(row)
    answer(as_ann, DISCOUNTS, **typed(DISCOUNTS, item=item.pk, discount_percent="100"))
    assert SalesLineDiscount.objects.get().discount_percent == 100


@both
def test_cp_16_a_date_typed_on_a_campaign_row_is_refused_in_the_worksheet(sheet: str, as_ann: Client) -> None:
    campaign = CampaignFactory()
    row = answer(
        as_ann,
        sheet,
        **typed(
            sheet,
            source_type=Source.CAMPAIGN.value,
            campaign=campaign.pk,
            item=ItemFactory().pk,
            starting_date="2026-03-05",
        ),
    )
    assert "campaign card" in words(row)
    assert not SalesPrice.objects.exists()
    assert not SalesLineDiscount.objects.exists()


@both
def test_the_same_row_twice_is_refused_in_the_row(sheet: str, as_ann: Client) -> None:
    known = typed(sheet, item=ItemFactory().pk)
    answer(as_ann, sheet, **known)
    row = answer(as_ann, sheet, **known)
    assert "There is already such a" in words(row)


def test_two_people_who_change_the_same_price_lose_neither_word(as_ann: Client) -> None:
    row = SalesPriceFactory(unit_price=Decimal(80), minimum_quantity=Decimal(1))
    soup = page(as_ann, f"{PRICES}{row.pk}/", headers={"HX-Request": "true"})
    seen = {name: value_of(soup, name) for name in ("version", "seen")}
    SalesPrice.objects.update(unit_price=Decimal(70))
    mine = typed(PRICES, item=row.item.pk, unit_price="75", minimum_quantity="1", allow_line_discount="on", **seen)
    again = answer(as_ann, f"{PRICES}{row.pk}/", **mine)
    assert "saved meanwhile is 70, you typed 75" in words(again)
    assert value_of(again, "unit_price") == "75"
    row.refresh_from_db()
    assert row.unit_price == 70


@both
def test_a_row_is_deleted_and_its_history_stays(sheet: str, as_ann: Client) -> None:
    row = (SalesPriceFactory if sheet == PRICES else SalesLineDiscountFactory)()
    model = type(row)
    assert as_ann.delete(f"{sheet}{row.pk}/").content == b""
    assert not model.objects.exists()
    assert model.history.filter(history_type="-").count() == 1


# --- worth a warning ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "warning"),
    [
        ("99.99", ""),
        ("100", "Not below the item's price of 100.00."),
        ("120", "Dearer than the item's price of 100.00."),
        ("59", "59.00 is below the unit cost of 60.00."),
        ("0", "0.00 is below the unit cost of 60.00."),
    ],
)
def test_a_campaign_price_that_makes_nothing_cheaper_is_kept_but_warned_about(
    price: str, warning: str, as_ann: Client
) -> None:
    campaign, item = CampaignFactory(), ItemFactory(unit_price=Decimal(100), unit_cost=Decimal(60))
    known = {"source_type": Source.CAMPAIGN.value, "campaign": campaign.pk, "item": item.pk, "unit_price": price}
    _empty, saved = answer(as_ann, PRICES, **typed(PRICES, **known)).find_all("tbody")
    notes = [words(note) for note in saved.select(".row-note")]
    assert notes == ([warning] if warning else [])
    assert SalesPrice.objects.get().unit_price == Decimal(price)


def test_the_unit_cost_is_no_secret_told_to_salespeople(as_bob: Client) -> None:
    SalesPriceFactory(item__unit_cost=Decimal(90), item__unit_price=Decimal(100), unit_price=Decimal(50))
    assert "unit cost" not in words(page(as_bob, PRICES))


def test_a_price_per_box_is_compared_with_a_box(as_ann: Client) -> None:
    item = ItemFactory(unit_price=Decimal(10))
    box = ItemUnitFactory(item=item, unit__code="BOX", quantity_per_unit=Decimal(5)).unit
    SalesPriceFactory(item=item, unit=box, unit_price=45, source_type=Source.CAMPAIGN, campaign=CampaignFactory())
    soup = page(as_ann, PRICES)
    assert not soup.select(".row-note")
    assert "50.00" in words(soup.select_one("tr.as-text"))


def test_a_price_in_another_currency_is_compared_at_the_rate(as_ann: Client) -> None:
    rate = ExchangeRateFactory(currency__code="USD", rate=Decimal("0.5"))
    campaign, item = CampaignFactory(), ItemFactory(unit_price=Decimal(100))
    for price in (199, 201):
        SalesPriceFactory(
            item=item,
            currency=rate.currency,
            unit_price=price,
            minimum_quantity=price,
            source_type=Source.CAMPAIGN,
            campaign=campaign,
        )
    assert [words(note) for note in page(as_ann, PRICES).select(".row-note")] == [
        "Dearer than the item's price of 200.00."
    ]


def test_a_price_in_another_currency_says_which(as_ann: Client) -> None:
    rate = ExchangeRateFactory(currency__code="NOK", rate=Decimal("0.085"))
    SalesPriceFactory(item=ItemFactory(unit_price=Decimal(59)), currency=rate.currency, unit_price=560)
    SalesPriceFactory(item=ItemFactory(unit_price=Decimal(7)), unit_price=5)
    shown = [words(cell) for cell in page(as_ann, PRICES).select(".as-text > .num")]
    assert {"NOK 560.00", "NOK 694.12", "5.00", "7.00"} <= set(shown)


def test_a_price_in_a_currency_without_a_rate_says_so(as_ann: Client) -> None:
    SalesPriceFactory(currency=CurrencyFactory(code="NOK"))
    assert "NOK has no exchange rate" in words(page(as_ann, PRICES).select_one(".row-note"))


# --- who may, and how much it asks ------------------------------------------------------------------------


@both
def test_who_may_only_look_gets_no_inputs(sheet: str, as_bob: Client) -> None:
    row = (SalesPriceFactory if sheet == PRICES else SalesLineDiscountFactory)()
    soup = page(as_bob, sheet)
    assert soup.select("tr.as-text")
    assert not soup.select("tr.new-line, [data-row], [data-edit]")
    for address in (sheet, f"{sheet}{row.pk}/"):
        assert as_bob.post(address, typed(sheet)).status_code == 403
    assert as_bob.get(f"{sheet}{row.pk}/").status_code == 403
    assert as_bob.delete(f"{sheet}{row.pk}/").status_code == 403


@both
def test_a_page_with_inputs_asks_no_more_for_forty_rows_than_for_two(
    sheet: str, as_ann: Client, queries: Callable[[Callable[[], Any]], int]
) -> None:
    make = SalesPriceFactory if sheet == PRICES else SalesLineDiscountFactory
    campaign = CampaignFactory()
    address = f"{sheet}?source_type={Source.CAMPAIGN.value}&campaign={campaign.pk}"
    make.create_batch(2, source_type=Source.CAMPAIGN, campaign=campaign)
    as_ann.get(address)
    for_two = queries(lambda: as_ann.get(address))
    make.create_batch(38, source_type=Source.CAMPAIGN, campaign=campaign)
    assert queries(lambda: as_ann.get(address)) == for_two


def test_the_export_holds_what_the_filter_leaves(as_ann: Client) -> None:
    campaign = CampaignFactory(number="CP1001")
    SalesPriceFactory(item__number="I7", unit_price=Decimal(29), source_type=Source.CAMPAIGN, campaign=campaign)
    SalesPriceFactory(item__number="I8")
    response = as_ann.get(f"{PRICES}?source_type=3&campaign={campaign.pk}&export=csv")
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    assert "I7" in lines[1]
    assert "29" in lines[1]


def test_the_worksheets_have_addresses_of_their_own() -> None:
    assert (reverse("pricing:prices"), reverse("pricing:discounts")) == (PRICES, DISCOUNTS)


@both
def test_a_browser_that_opens_a_single_row_is_sent_to_the_worksheet(sheet: str, as_ann: Client) -> None:
    row = (SalesPriceFactory if sheet == PRICES else SalesLineDiscountFactory)()
    for address in (f"{sheet}{row.pk}/?source_type=2", f"{sheet}?line&source_type=2"):
        response = as_ann.get(address)
        assert response.status_code == 302
        assert response.headers["Location"] == f"{sheet}?source_type=2"


@pytest.mark.parametrize("sheet", [PRICES, DISCOUNTS])
def test_a_row_tells_who_changed_what_and_when(sheet: str, as_ann: Client, ann: User) -> None:
    made = {PRICES: SalesPriceFactory, DISCOUNTS: SalesLineDiscountFactory}[sheet](**{VALUE[sheet][0]: Decimal(20)})
    answer(
        as_ann, f"{sheet}{made.pk}/", **typed(sheet, item=made.item.pk, minimum_quantity="3", allow_line_discount="on")
    )
    (link,) = page(as_ann, f"{sheet}?sort=-item_id").select('[data-row] a[aria-label="History"]')
    told = page(as_ann, link["href"])
    assert "All Customers · " in told.select_one(".page-pretitle").get_text()
    newest, first = told.select("section.card")
    assert f"changed by {ann}" in newest.get_text(" ", strip=True)
    assert [[cell.get_text(strip=True) for cell in row.select("td, th")] for row in newest.select("tbody tr")] == [
        ["Minimum Quantity", "0", "3"],
        {
            PRICES: ["Unit Price", "20.00", "29.00"],
            DISCOUNTS: ["Line Discount %", "20\N{NO-BREAK SPACE}%", "15\N{NO-BREAK SPACE}%"],
        }[sheet],
    ]
    assert "created by" in first.get_text(" ", strip=True)
    assert "ID" not in [field.get_text(strip=True) for field in first.select("tbody tr > :first-child")]
    assert told.select_one(".page-head .btn")["href"] == f"{sheet}?sort=-item_id"
    assert told.select("[name=version], .card-actions.btn") == []


def test_the_history_of_a_row_is_for_who_sees_prices(client: Client, eve: User) -> None:
    client.force_login(eve)
    assert client.get(f"{PRICES}{SalesPriceFactory().pk}/history/").status_code == 403
