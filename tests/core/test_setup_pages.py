"""The set-up pages: an administrator sets up an empty installation from the Marketing setup alone (decision 26)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from campaigns.models import CAMPAIGNS, Campaign
from core import numbering
from core.models import CompanyInformation, Currency, ExchangeRate, NoRate, NumberSeries, NumberSeriesUse, User
from core.setup.code_tables import pages
from tests import factories as f
from tests.pages import factory_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
CODE_TABLES = sorted(set(pages) - {"series"})
in_each_table = pytest.mark.parametrize("name", CODE_TABLES)


@pytest.fixture
def as_dana(dana: User, client: Client) -> Client:
    client.force_login(dana)
    return client


def page(client: Client, address: str, **options: Any) -> BeautifulSoup:
    response = client.get(address, **options)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def use_of(purpose: str) -> NumberSeriesUse:
    return NumberSeriesUse.objects.get(purpose=purpose)


def at(use: NumberSeriesUse) -> str:
    return f"/setup/numbers/{use.pk}/"


def opened(client: Client, address: str) -> dict[str, Any]:
    """What a row holds when it is opened to be typed in, as the browser would send it."""
    fields = page(client, address, headers=HTMX).select("[name]")
    kept = [field for field in fields if field.get("type") != "checkbox" or field.has_attr("checked")]
    return {field["name"]: value_of(field) for field in kept}


def value_of(field: Any) -> str:
    chosen = field.select_one("option[selected]") if field.name == "select" else field
    return str(chosen.get("value", "")) if chosen else ""


def blank(client: Client, name: str) -> dict[str, Any]:
    """What the empty row of a table of codes holds."""
    return opened(client, f"{where(name)}?line")


def sent(client: Client, address: str, typed: dict[str, Any]) -> str:
    response = client.post(address, typed, headers=HTMX)
    assert response.status_code == 200
    return text_of(BeautifulSoup(response.content, "html.parser"))


def saved(client: Client, use: NumberSeriesUse, **changes: Any) -> str:
    return sent(client, at(use), opened(client, at(use)) | changes)


# --- who may ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/setup/", "/setup/company/", "/setup/series/"])
def test_setting_up_is_for_administration_only(
    address: str, as_ann: Client, as_bob: Client, cleo: User, dana: User
) -> None:
    answers = [as_ann.get(address).status_code, as_bob.get(address).status_code]
    for person in (cleo, dana):
        as_bob.force_login(person)
        answers.append(as_bob.get(address).status_code)
    assert answers == [403, 403, 403, 200]


def test_others_read_the_tables_and_are_given_nothing_to_type_in(as_ann: Client) -> None:
    f.PriceGroupFactory(code="SHOP")
    soup = page(as_ann, "/setup/price-groups/")
    assert "SHOP" in text_of(soup.select_one("table"))
    assert not soup.select("tbody[data-new], tbody[data-row], [data-edit]")
    assert as_ann.post("/setup/price-groups/", {"code": "MINE"}).status_code == 403


def test_the_sidebar_leads_an_administrator_to_it_and_it_to_the_admin_pages(as_dana: Client) -> None:
    soup = page(as_dana, "/setup/units/")
    assert soup.select_one('.side-link[href="/setup/"][aria-current="page"]')
    assert page(as_dana, "/setup/").select('a[href="/admin/"]')


# --- where numbers come from ------------------------------------------------------------------------


def test_every_purpose_stands_there_with_its_series(as_dana: Client) -> None:
    NumberSeries.objects.filter(code="CAMP").update(next_number="CP1005", ending_number="CP1100")
    rows = [text_of(row) for row in page(as_dana, "/setup/").select("tbody[data-row]")]
    assert rows[0] == "Campaigns CAMP CP1005 CP1100 96"
    purposes = ["Segments", "Contacts", "Customers", "Items", "Quotes", "Orders", "Tasks", "Opportunities"]
    assert [row.split()[0] for row in rows[1:]] == purposes
    assert "Yes" in rows[3]  # customers may be numbered by hand


def test_the_series_is_changed_in_the_row_of_its_purpose(as_dana: Client) -> None:
    answer = saved(as_dana, use_of("campaigns"), next_number="k2000", ending_number="k2999", allow_manual="on")
    series = NumberSeries.objects.get(code="CAMP")
    assert (series.next_number, series.ending_number, series.allow_manual) == ("K2000", "K2999", True)
    assert "Campaigns CAMP K2000 K2999 1,000" in answer
    assert numbering.next_number(CAMPAIGNS, of=Campaign)[0] == "K2000"


def test_a_new_code_makes_a_series_and_leaves_the_old_one_alone(as_dana: Client) -> None:
    saved(as_dana, use_of("campaigns"), code="camp-27", next_number="CP27-001")
    series = use_of("campaigns").series
    assert (series.code, series.next_number) == ("CAMP-27", "CP27-001")
    assert NumberSeries.objects.get(code="CAMP").next_number == "CP1001"


def test_choosing_a_series_that_exists_brings_its_numbers_and_shares_it(as_dana: Client) -> None:
    use, segments = use_of("campaigns"), NumberSeries.objects.get(code="SEGM")
    typed = opened(as_dana, at(use)) | {"code": "segm"}
    answer = as_dana.post(f"{at(use)}?chosen=code", typed, headers=HTMX)
    brought = BeautifulSoup(answer.content, "html.parser").select_one("[name=next_number]")
    assert brought["value"] == "SM1001"
    sent(as_dana, at(use), typed)
    segments.refresh_from_db()
    assert (use_of("campaigns").series, segments.next_number) == (segments, "SM1001")


def test_without_a_series_the_row_says_what_that_means(as_dana: Client) -> None:
    assert "Nothing gets a number yet." in saved(as_dana, use_of("quotes"), code="")
    assert use_of("quotes").series is None
    assert NumberSeries.objects.filter(code="QUOTE").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"next_number": ""}, "This field cannot be blank."),
        ({"next_number": "CP"}, "The next number needs digits to count on, like CP1001."),
        ({"ending_number": "XX9999"}, "differs from the next number in its digits only, like CP9999."),
        ({"ending_number": "CP"}, "differs from the next number in its digits only, like CP9999."),
        ({"code": "A B"}, "Use only the letters"),
    ],
)
def test_a_wrong_series_is_refused_with_a_sentence(as_dana: Client, typed: dict[str, str], sentence: str) -> None:
    assert sentence in saved(as_dana, use_of("campaigns"), **typed)
    series = use_of("campaigns").series
    assert (series.code, series.next_number, series.ending_number) == ("CAMP", "CP1001", "")


@pytest.mark.parametrize(
    ("ending", "sentence"), [("CP1000", "No number is left."), ("CP1010", "Few numbers are left.")]
)
def test_a_series_that_comes_to_its_end_is_warned_of(as_dana: Client, ending: str, sentence: str) -> None:
    NumberSeries.objects.filter(code="CAMP").update(ending_number=ending)
    assert sentence in text_of(page(as_dana, "/setup/").select_one("tbody[data-row]"))


def test_a_number_drawn_while_the_row_was_typed_is_not_given_out_again(as_dana: Client) -> None:
    use = use_of("campaigns")
    typed = opened(as_dana, at(use)) | {"ending_number": "CP1999"}
    assert f.CampaignFactory().number == "CP1001"
    sent(as_dana, at(use), typed)
    series = NumberSeries.objects.get(code="CAMP")
    assert (series.next_number, series.ending_number) == ("CP1002", "CP1999")


def test_two_who_change_the_same_series_are_shown_both_values(as_dana: Client) -> None:
    use = use_of("campaigns")
    typed = opened(as_dana, at(use)) | {"next_number": "CP3000"}
    NumberSeries.objects.filter(code="CAMP").update(next_number="CP2000")
    assert "Next No.: saved meanwhile is CP2000, you typed CP3000." in sent(as_dana, at(use), typed)
    assert NumberSeries.objects.get(code="CAMP").next_number == "CP2000"


def test_a_purpose_is_not_deleted(as_dana: Client) -> None:
    assert as_dana.delete(at(use_of("campaigns"))).status_code == 405


def test_purposes_nobody_spoke_of_yet_are_offered_one_after_the_other(as_dana: Client) -> None:
    NumberSeriesUse.objects.filter(purpose__in=["quotes", "orders"]).delete()
    place = page(as_dana, "/setup/").select_one("tbody[data-new]")
    typed = opened(as_dana, place["hx-get"])
    answer = as_dana.post("/setup/", typed | {"purpose": "quotes", "code": "QUOTE", "next_number": ""}, headers=HTMX)
    offered = BeautifulSoup(answer.content, "html.parser").select("[name=purpose] option")
    assert [option["value"] for option in offered] == ["orders"]
    answer = as_dana.post("/setup/", typed | {"purpose": "orders", "code": "NEW", "next_number": "O1"}, headers=HTMX)
    assert "data-new" not in answer.text
    assert (use_of("quotes").series.code, use_of("orders").series.next_number) == ("QUOTE", "O1")


def test_a_series_in_use_is_not_deleted_and_a_sentence_says_by_what(as_dana: Client) -> None:
    series = NumberSeries.objects.get(code="CAMP")
    answer = as_dana.delete(f"/setup/series/{series.pk}/", headers=HTMX)
    assert "CAMP cannot be deleted; it is used by: 1 use of number series." in answer.text
    assert NumberSeries.objects.filter(pk=series.pk).exists()


# --- what is still empty -----------------------------------------------------------------------------


def test_it_says_what_is_still_empty_and_what_must_be_done(as_dana: Client) -> None:
    rows = [text_of(row) for row in page(as_dana, "/setup/").select(".panel-rows li")]
    assert "Units of measure What items are counted and priced in, such as pieces and boxes. To do" in rows
    assert "Item discount groups Items that share line discounts. 0" in rows
    first = [link.text for link in page(as_dana, "/setup/").select(".notice a")]
    assert first == ["Currencies", "Company information", "Campaign statuses", "Units of measure"]
    f.UnitFactory()
    f.CampaignStatusFactory()
    f.CompanyInformationFactory()
    soup = page(as_dana, "/setup/")
    rows = [text_of(row) for row in soup.select(".panel-rows li")]
    assert not soup.select(".notice")
    assert "Units of measure What items are counted and priced in, such as pieces and boxes. 1" in rows


def test_who_may_not_enter_the_admin_pages_is_not_led_there(dana: User, as_dana: Client) -> None:
    User.objects.filter(pk=dana.pk).update(is_staff=False)
    assert not page(as_dana, "/setup/").select('main a[href^="/admin/"]')


# --- tables of codes ---------------------------------------------------------------------------------


def words_in(name: str) -> str:
    return next(column.name for column in pages[name].columns if column.name in ("description", "name"))


def where(name: str) -> str:
    return f"/setup/{name.replace('_', '-')}/"


@in_each_table
def test_rows_are_typed_one_after_the_other(as_dana: Client, name: str) -> None:
    model, words = pages[name].model, words_in(name)
    for code in ("one", "two"):
        sent(as_dana, where(name), blank(as_dana, name) | {"code": code, words: f"Number {code}"})
    assert list(model.objects.order_by("code").values_list("code", words)) == [
        ("ONE", "Number one"),
        ("TWO", "Number two"),
    ]


@in_each_table
def test_a_code_that_exists_and_a_blank_one_are_refused(as_dana: Client, name: str) -> None:
    factory_of(pages[name].model)(code="ONE")
    typed = blank(as_dana, name)
    assert "already exists." in sent(as_dana, where(name), typed | {"code": "one", words_in(name): "Again"})
    assert "This field is required." in sent(as_dana, where(name), typed | {"code": "", words_in(name): "Nothing"})
    assert pages[name].model.objects.count() == 1


@in_each_table
def test_a_row_is_changed_in_place_and_two_people_lose_neither_word(as_dana: Client, name: str) -> None:
    words = words_in(name)
    row = factory_of(pages[name].model)(code="ONE", **{words: "First"})
    typed = opened(as_dana, f"{where(name)}{row.pk}/")
    sent(as_dana, f"{where(name)}{row.pk}/", typed | {words: "Hers"})
    assert "saved meanwhile is Hers, you typed Mine." in sent(
        as_dana, f"{where(name)}{row.pk}/", typed | {words: "Mine"}
    )
    sent(as_dana, f"{where(name)}{row.pk}/", typed | {"code": "two"})
    row.refresh_from_db()
    assert (row.code, getattr(row, words)) == ("TWO", "Hers")


@in_each_table
def test_a_row_nothing_uses_is_deleted(as_dana: Client, name: str) -> None:
    row = factory_of(pages[name].model)()
    assert as_dana.delete(f"{where(name)}{row.pk}/").status_code == 200
    assert not pages[name].model.objects.exists()


@pytest.mark.parametrize(
    ("name", "used", "by"),
    [
        ("units", lambda: f.ItemFactory().base_unit, "1 item"),
        (
            "item_discount_groups",
            lambda: f.ItemFactory(discount_group=f.ItemDiscountGroupFactory()).discount_group,
            "1 item",
        ),
        ("price_groups", lambda: f.CustomerFactory(price_group=f.PriceGroupFactory()).price_group, "1 customer"),
        (
            "discount_groups",
            lambda: f.CustomerFactory(discount_group=f.DiscountGroupFactory()).discount_group,
            "1 customer",
        ),
    ],
)
def test_a_row_in_use_is_not_deleted_and_a_sentence_says_by_what(
    as_dana: Client, name: str, used: Any, by: str
) -> None:
    row = used()
    answer = as_dana.delete(f"{where(name)}{row.pk}/", headers=HTMX)
    assert f"{row.code} cannot be deleted; it is used by: {by}." in answer.text
    assert pages[name].model.objects.filter(pk=row.pk).exists()


@in_each_table
def test_rows_are_found_by_code_and_by_words(as_dana: Client, name: str) -> None:
    make, words = factory_of(pages[name].model), words_in(name)
    make(code="AAA", **{words: "Cheese"})
    make(code="BBB", **{words: "Bread"})
    for typed in ("bb", "rea"):
        found = page(as_dana, f"{where(name)}?q={typed}", headers=HTMX).select("tbody[data-row]")
        assert [text_of(row).split()[0] for row in found] == ["BBB"]


# --- company information -----------------------------------------------------------------------------


def test_the_company_is_filled_in_once_and_changed_from_then_on(as_dana: Client, dana: User) -> None:
    euro = f.CurrencyFactory(code="EUR")
    assert "To do" in text_of(page(as_dana, "/setup/").select_one(".facts"))
    for name in ("Fjord", "Fjord & Flanders"):
        card = {
            field["name"]: field.get("value", "")
            for field in page(as_dana, "/setup/company/").select("#card-form [name]")
        }
        as_dana.post("/setup/company/", card | {"name": name, "country": "NO", "local_currency": euro.pk})
    company = CompanyInformation.objects.get()
    assert (company.name, company.local_currency, company.modified_by) == ("Fjord & Flanders", euro, dana)
    assert "Fjord & Flanders" in text_of(page(as_dana, "/setup/").select_one(".facts"))
    told = text_of(page(as_dana, "/setup/company/history/"))
    assert "Name Fjord Fjord & Flanders" in told


def test_two_who_change_the_company_lose_neither_word(as_dana: Client) -> None:
    company = f.CompanyInformationFactory(name="Ours", city="Ghent")
    soup = page(as_dana, "/setup/company/")
    typed = {field["name"]: field.get("value", "") for field in soup.select("#card-form [name]")}
    typed |= {"local_currency": company.local_currency.pk}
    as_dana.post("/setup/company/", typed | {"city": "Bruges"})
    answer = as_dana.post("/setup/company/", typed | {"city": "Antwerp"})
    assert "Somebody saved this card while you were editing." in answer.text
    company.refresh_from_db()
    assert company.city == "Bruges"


def test_a_version_of_the_company_is_restored(as_dana: Client) -> None:
    company = f.CompanyInformationFactory(name="Before")
    company.name, company.version = "After", 2
    company.save()
    first = company.history.earliest()
    form = page(as_dana, f"/setup/company/history/{first.pk}/restore/").select("#restore input")
    as_dana.post("/setup/company/", {field["name"]: field.get("value", "") for field in form})
    company.refresh_from_db()
    assert company.name == "Before"


# --- currencies --------------------------------------------------------------------------------------


def rates(*rows: tuple[str, str], known: Any = ()) -> dict[str, Any]:
    """The lines of a currency's card: rates that stand, and day and rate of new ones."""
    typed: dict[str, Any] = {"rates-TOTAL_FORMS": len(known) + len(rows), "rates-INITIAL_FORMS": len(known)}
    for number, rate in enumerate(known):
        typed |= {f"rates-{number}-id": rate.pk, f"rates-{number}-starting_date": rate.starting_date}
        typed[f"rates-{number}-rate"] = rate.rate
    for number, (day, rate) in enumerate(rows, len(known)):
        typed |= {f"rates-{number}-starting_date": day, f"rates-{number}-rate": rate}
    return typed


def card_of(currency: Currency, **changes: Any) -> dict[str, Any]:
    own = {"code": currency.code, "name": currency.name, "version": currency.version}
    return own | {"amount_rounding": "0.01", "unit_amount_rounding": "0.01", **changes}


def test_a_currency_gets_its_rates_on_its_card_and_the_list_shows_the_one_of_the_day(
    as_dana: Client, dana: User
) -> None:
    User.objects.filter(pk=dana.pk).update(work_date=date(2026, 3, 10))
    as_dana.post("/setup/currencies/new/", card_of(Currency(code="usd", name="US dollar")))
    dollar = Currency.objects.get(code="USD")
    days = rates(("2026-01-01", "0.92"), ("2026-03-01", "0.9"), ("2026-04-01", "0.8"))
    as_dana.post("/setup/currencies/USD/", card_of(dollar) | days)
    assert dollar.rate(on=date(2026, 2, 1)) == Decimal("0.92")
    assert text_of(page(as_dana, "/setup/currencies/").select_one("tbody tr")) == "USD US dollar 0.9 03/01/2026"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ([("2026-01-01", "0.91")], "This currency already has a rate that starts on this day."),
        ([("2026-02-01", "0")], "A rate lies above zero."),
        ([("2026-02-01", "1"), ("2026-02-01", "2")], "This currency already has a rate that starts on this day."),
    ],
)
def test_a_wrong_rate_is_refused_with_a_sentence(as_dana: Client, typed: Any, sentence: str) -> None:
    known = f.ExchangeRateFactory(currency__code="USD", starting_date=date(2026, 1, 1), rate=Decimal("0.9"))
    answer = as_dana.post("/setup/currencies/USD/", card_of(known.currency) | rates(*typed, known=[known]))
    assert sentence in answer.text
    assert ExchangeRate.objects.get().rate == Decimal("0.9")


def as_shown(client: Client, address: str) -> dict[str, Any]:
    """What the card would send as it stands."""
    fields = page(client, address).select("#card-form input[name]:not([type=checkbox])")
    return {field["name"]: field.get("value", "") for field in fields}


def test_two_who_change_rates_lose_neither_word(as_dana: Client) -> None:
    first = f.ExchangeRateFactory(currency__code="USD", starting_date=date(2026, 1, 1), rate=Decimal("0.9"))
    second = f.ExchangeRateFactory(currency=first.currency, starting_date=date(2025, 1, 1), rate=Decimal("0.8"))
    mine = as_shown(as_dana, "/setup/currencies/USD/")
    as_dana.post("/setup/currencies/USD/", mine | {"rates-0-rate": "0.91"})
    assert as_dana.post("/setup/currencies/USD/", mine | {"rates-1-rate": "0.81"}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.rate, second.rate) == (Decimal("0.91"), Decimal("0.81"))


def test_a_rate_that_two_changed_is_shown_with_both_values_and_then_kept(as_dana: Client) -> None:
    rate = f.ExchangeRateFactory(currency__code="USD", starting_date=date(2026, 1, 1), rate=Decimal("0.9"))
    typed = as_shown(as_dana, "/setup/currencies/USD/")
    as_dana.post("/setup/currencies/USD/", typed | {"rates-0-rate": "0.91"})
    answer = as_dana.post("/setup/currencies/USD/", typed | {"rates-0-rate": "0.92"})
    assert "Local currency for one unit: saved meanwhile is 0.91, you typed 0.92." in answer.text
    soup = BeautifulSoup(answer.content, "html.parser")
    again = {
        field["name"]: field.get("value", "") for field in soup.select("#card-form input[name]:not([type=checkbox])")
    }
    assert again["rates-0-rate"] == "0.92"
    as_dana.post("/setup/currencies/USD/", again)
    rate.refresh_from_db()
    assert rate.rate == Decimal("0.92")


def test_a_rounding_to_nothing_is_refused(as_dana: Client) -> None:
    answer = as_dana.post("/setup/currencies/new/", card_of(Currency(code="X", name="X"), amount_rounding="0"))
    assert "A rounding must be above zero, like 0.01." in answer.text


def test_a_currency_in_use_is_not_deleted_and_a_sentence_says_by_what(as_dana: Client) -> None:
    f.CompanyInformationFactory(local_currency=f.CurrencyFactory(code="EUR"))
    answer = as_dana.post("/setup/currencies/EUR/delete/", follow=True)
    assert "EUR cannot be deleted; it is used by: 1 company information." in answer.text
    f.ExchangeRateFactory(currency__code="USD")
    as_dana.post("/setup/currencies/USD/delete/")
    assert list(Currency.objects.values_list("code", flat=True)) == ["EUR"]
    assert not ExchangeRate.objects.exists()


def test_a_missing_rate_leads_to_the_card_of_its_currency() -> None:
    with pytest.raises(NoRate) as refused:
        f.CurrencyFactory(code="USD").rate(on=f.A_DAY)
    assert refused.value.where == "/setup/currencies/USD/"
