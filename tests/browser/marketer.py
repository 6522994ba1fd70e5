"""A marketer at work in the browser, in words, and the files that are brought."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import connection
from django.utils import translation
from playwright.sync_api import Locator, expect

from campaigns.models import Campaign
from contacts.models import Contact
from sales.models import SalesDocument, SalesLine
from tools.clicking import Person

START = date.today().replace(day=1) + relativedelta(months=1)
END = START + relativedelta(months=1, days=-1)
DAY_INSIDE = START + relativedelta(days=9)
DAY_OUTSIDE = END + relativedelta(days=1)


@dataclass(frozen=True)
class Data:
    """Files with Northwind's headings, and who and what of them the story is about."""

    folder: Path
    discounted: tuple[str, str]
    priced: tuple[str, str]
    ticked: str
    unticked: str
    french: str

    def __str__(self) -> str:
        return self.folder.name


DAIRY = Data(
    folder=Path(__file__).parent.parent / "data" / "dairy",
    discounted=("Alder Smoked Gouda", "21.00"),
    priced=("Orchard Brie", "34.00"),
    ticked="Holzapfel Feinkost",
    unticked="Kornblume Markt",
    french="Épicerie Laval",
)
NORTHWIND = Data(
    folder=Path(settings.SHARED) / "data" / "northwind",
    discounted=("Queso Cabrales", "21.00"),
    priced=("Camembert Pierrot", "34.00"),
    ticked="Alfreds Futterkiste",
    unticked="Blauer See Delikatessen",
    french="Blondesddsl père et fils",
)
absent = pytest.mark.skipif(not NORTHWIND.folder.exists(), reason="the reference material is not here")
once = pytest.mark.skipif(connection.vendor != "sqlite", reason="it is long: once, on SQLite, is enough")


class Marketer(Person):
    """What a marketer does beside it."""

    def because_of(self, campaign: Campaign, price: str) -> str:
        """How the reason of a campaign price begins."""
        sentence = "%(what)s because of %(source)s, and this company is a target through segment %(segments)s."
        amount = price if self.language == "en" else price.replace(".", ",")
        before = self.says(sentence, what=amount, source="|", segments="").partition("|")[0]
        return f"{before}{self.says('Campaign')} {campaign.number}"

    def goes_to(self, area: str) -> None:
        menu = self.page.get_by_role("navigation", name=self.says("Main menu"))
        menu.get_by_role("link", name=self.says(area), exact=True).click()

    def imports(self, kind: str, file: Path) -> None:
        self.goes_to("Import")
        self.page.locator("#import-form").get_by_text(self.says(kind), exact=True).click()
        self.field("CSV file or Excel workbook").set_input_files(file)
        self.button("Check the file").click()
        self.button("Import these rows").click()
        expect(self.page.locator("#messages")).to_contain_text(self.says(kind))

    def plans(self, description: str, *, since: date = START, budget: str = "") -> Campaign:
        self.goes_to("Campaigns")
        self.link("New campaign").click()
        self.field("Description").fill(description)
        self.field("Starting Date").fill(since.isoformat())
        self.field("Ending Date").fill(END.isoformat())
        self.field("Budget").fill(budget)
        self.button("Create").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(description)
        return Campaign.objects.get(description=description)

    def chooses(self, within: Locator, label: str, text: str) -> None:
        with self.page.expect_response(lambda answer: answer.url.endswith(f"?{urlencode({'q': text})}")):
            within.get_by_role("combobox", name=self.says(label)).press_sequentially(text)
        self.page.locator(".ts-dropdown .option:visible", has_text=text).first.click()

    def types_a_row(self, item: str, field: str, value: str) -> None:
        row = self.page.locator("tbody[data-new]")
        self.chooses(row, "Item", item)
        self.field(field, within=row).fill(value)
        self.field(field, within=row).press("Enter")
        expect(self.page.locator("tbody[data-row]", has_text=item)).to_be_visible()

    def targets(self, campaign: Campaign, country: str, *, but: str) -> None:
        self.opens(campaign.get_absolute_url())
        self.link("New segment").click()
        self.field("Description").fill(f"All of {country}")
        self.button("Create").click()
        self.link("Add by criteria").click()
        self.page.locator("#id_contact-country").fill(country)
        self.page.locator("#id_contact-type").fill(self.says("Company"))
        count = Contact.objects.filter(country__name=country, type="company").count()
        with translation.override(self.language):
            add = translation.ngettext("Add %(new)s contact", "Add %(new)s contacts", count) % {"new": count}
        self.page.get_by_role("button", name=add).click()
        tick = self.page.get_by_label(self.says("Campaign Target of %(name)s", name=but))
        expect(tick).to_be_checked()
        with self.page.expect_response("**/target/"):
            tick.uncheck()

    def activates(self, campaign: Campaign) -> None:
        self.opens(campaign.get_absolute_url())
        self.link("Activate…").click()
        self.button("Activate", exact=True).click()
        self.is_told(
            "%(campaign)s is activated. Its prices and discounts count for its targets, inside its dates.",
            campaign=campaign,
        )

    def deactivates(self, campaign: Campaign) -> None:
        self.opens(campaign.get_absolute_url())
        self.button("Deactivate").click()
        self.button("Yes, go on").click()
        self.is_told("%(campaign)s is deactivated. Lines that have its prices keep them.", campaign=campaign)

    def quotes(self, customer: str, on: date, items: list[str]) -> list[SalesLine]:
        self.opens("/sales/new/")
        self.chooses(self.page.locator("#card-form"), "Sell-to contact", customer)
        self.field("Document Date").fill(on.isoformat())
        self.button("Create").click()
        for item in items:
            self.chooses(self.page.locator("#line-new"), "Item", item)
            expect(self.page.locator("#line-new-quantity")).to_be_focused()
            with self.page.expect_response(lambda answer: answer.url.endswith("/lines/")):
                self.page.keyboard.press("Enter")
            expect(self.page.locator("tr[id^=line-]:not(#line-new)", has_text=item)).to_be_visible()
            expect(self.page.locator("#line-new select[name=item].tomselected")).to_be_attached()
        return list(SalesDocument.objects.latest("pk").lines.order_by("position"))

    def asks_why(self, line: SalesLine) -> Locator:
        self.button("Why this price for %(item)s?", item=line.item.number).click()
        panel = self.page.locator("#why")
        expect(panel).to_be_visible()
        return panel
