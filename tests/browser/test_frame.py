"""What the frame does in the browser: look-ups, confirmations, nothing typed is lost, the theme stays."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from core.models import User
from salespeople.models import Salesperson
from tests.factories import SalespersonFactory


@pytest.fixture
def site(page: Page, live_server: LiveServer, client: Client) -> Iterator[Page]:
    """Somebody who may do everything, and whose console stays silent: a strict Content-Security-Policy speaks there."""
    client.force_login(User.objects.create_superuser("root"))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(live_server.url + "/salespeople/")
    yield page
    assert said == []


def to(page: Page, address: str) -> None:
    page.goto(page.url.split("/salespeople")[0] + address)


def look_up(site: Page) -> None:
    """A look-up of salespeople that htmx brings, opened by a click."""
    site.evaluate("""() => {
        const select = document.createElement("select");
        select.dataset.lookup = "/lookup/salespeople.salesperson/";
        document.querySelector(".page-content").append(select);
        htmx.trigger(select, "htmx:load", { elt: select });
    }""")
    site.locator(".ts-control").click()


def test_a_look_up_that_htmx_brings_takes_the_row_the_server_found(site: Page) -> None:
    nina = [SalespersonFactory(code=name.upper(), name=name) for name in ("Ida", "Nils", "Nina")][-1]
    look_up(site)
    expect(site.locator(".ts-dropdown .option")).to_have_count(3)
    site.keyboard.type("nin")
    expect(site.locator(".ts-dropdown .option")).to_have_count(1)
    site.keyboard.press("Enter")
    expect(site.locator("select.tomselected")).to_have_value(str(nina.pk))


def test_a_quick_choice_fits_what_was_typed_and_a_late_answer_changes_nothing(site: Page) -> None:
    nina = [SalespersonFactory(code=name.upper(), name=name) for name in ("Ida", "Nils", "Nina")][-1]
    look_up(site)
    expect(site.locator(".ts-dropdown .option")).to_have_count(3)
    with site.expect_response("**/lookup/**q=nin"):
        site.keyboard.type("nin")
        site.keyboard.press("Enter")
        expect(site.locator("select.tomselected")).to_have_value(str(nina.pk))
    site.wait_for_timeout(200)
    expect(site.locator(".ts-dropdown")).to_be_hidden()
    expect(site.locator("select.tomselected")).to_have_value(str(nina.pk))


def test_what_a_filter_leaves_is_what_is_exported(site: Page) -> None:
    SalespersonFactory(code="IDA")
    SalespersonFactory(code="OLE", blocked=True)
    to(site, "/salespeople/?sort=-code")
    site.get_by_label("Blocked").first.select_option("true")
    site.wait_for_url("**/salespeople/?sort=-code&blocked=true")
    expect(site.locator("tbody tr")).to_have_count(1)
    site.get_by_role("button", name="Export or print").click()
    for kind, address in {"CSV": "export=csv", "Excel": "export=xlsx", "Print": "print"}.items():
        exported = site.get_by_role("link", name=kind)
        expect(exported).to_have_attribute("href", f"?sort=-code&blocked=true&{address}")
    expect(site.locator("[name=next][form=choose-columns]")).to_have_value("/salespeople/?sort=-code&blocked=true")
    site.get_by_label("Clear the filters").click()
    expect(site.locator("tbody tr")).to_have_count(2)


def test_deleting_asks_and_a_no_keeps_the_row(site: Page) -> None:
    SalespersonFactory(code="IDA")
    to(site, "/salespeople/IDA/")
    delete = site.get_by_role("button", name="Delete")
    site.get_by_role("button", name="More actions").click()
    delete.click()
    expect(site.locator("#ask")).to_contain_text("cannot be undone")
    site.keyboard.press("Escape")
    assert Salesperson.objects.filter(code="IDA").exists()
    delete.click()
    site.locator("#ask [data-yes]").click()
    site.wait_for_url("**/salespeople/")
    assert not Salesperson.objects.filter(code="IDA").exists()


def test_leaving_a_card_with_something_typed_asks(site: Page) -> None:
    SalespersonFactory(code="IDA")
    to(site, "/salespeople/IDA/")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    site.on("dialog", stay)
    site.get_by_label("Name").fill("Ida Holm")
    site.locator(".page-pretitle a").click()
    expect(site.get_by_label("Name")).to_have_value("Ida Holm")
    assert asked == ["beforeunload"]
    site.get_by_role("button", name="Save").click()
    site.wait_for_load_state()
    assert Salesperson.objects.get(code="IDA").name == "Ida Holm"


def test_a_tab_that_was_closed_is_closed_on_the_next_card(site: Page) -> None:
    SalespersonFactory(code="IDA")
    SalespersonFactory(code="NILS")
    to(site, "/salespeople/IDA/")
    site.locator(".fasttab > summary").first.click()
    to(site, "/salespeople/NILS/")
    expect(site.locator(".fasttab").first).not_to_have_attribute("open", "")


def test_the_chosen_theme_stays(site: Page) -> None:
    site.locator(".side-user").click()
    with site.expect_response("**/theme/"):
        site.get_by_role("button", name="Dark").click()
    expect(site.locator("html")).to_have_attribute("data-bs-theme", "dark")
    site.reload()
    expect(site.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_columns_are_shown_in_the_order_they_were_put(site: Page) -> None:
    SalespersonFactory(code="IDA")
    site.reload()
    site.get_by_role("button", name="Choose columns").click()
    site.locator(".chooser li").nth(1).locator('[data-move="up"]').click()
    site.get_by_role("button", name="Show these columns").click()
    expect(site.locator(".list-table thead th").first).to_contain_text("Name")


def test_what_is_seen_is_kept_as_a_view_and_opened_again(site: Page) -> None:
    SalespersonFactory(code="IDA")
    SalespersonFactory(code="OLE", blocked=True)
    to(site, "/salespeople/")
    site.get_by_label("Blocked").first.select_option("true")
    site.wait_for_url("**/salespeople/?blocked=true")
    site.get_by_role("button", name="Views").click()
    site.get_by_label("Keep what you see as").fill("Not selling")
    site.get_by_label("Who sees it").select_option("Everybody")
    site.get_by_role("button", name="Keep this view").click()
    expect(site.get_by_role("button", name="Views: Not selling")).to_be_visible()
    to(site, "/salespeople/")
    expect(site.locator("tbody tr")).to_have_count(2)
    site.get_by_role("button", name="Views").click()
    site.get_by_role("link", name="Not selling").click()
    expect(site.locator("tbody tr")).to_have_count(1)
    expect(site.locator("tbody tr")).to_contain_text("OLE")


def test_the_menu_opens_on_a_phone(site: Page) -> None:
    site.set_viewport_size({"width": 390, "height": 844})
    menu = site.get_by_role("link", name="Salespeople")
    expect(menu).to_be_hidden()
    site.get_by_role("button", name="Menu").click()
    expect(menu).to_be_visible()
    assert site.evaluate("document.documentElement.scrollWidth") == 390


def test_on_a_phone_the_filters_are_folded_away_but_those_in_use(site: Page) -> None:
    site.set_viewport_size({"width": 390, "height": 844})
    to(site, "/tasks/?status=waiting")
    expect(site.get_by_label("Search", exact=True)).to_be_visible()
    expect(site.get_by_label("Status", exact=True)).to_be_visible()
    expect(site.locator(".filter-field.collapse").first).not_to_be_visible()
    site.get_by_role("button", name="Filters", exact=True).click()
    expect(site.locator(".filter-field.collapse.show").first).to_be_visible()
    site.set_viewport_size({"width": 1440, "height": 900})
    site.reload()
    expect(site.locator(".filter-field.collapse").first).to_be_visible()
