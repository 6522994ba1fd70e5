"""A marketer whose campaign runs: logs segments, registers responses, sells, cancels, and looks at what it came to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.urls import reverse
from playwright.sync_api import Locator, expect

from campaigns.models import Campaign
from interactions.models import CampaignEntry, InteractionTemplate
from items.models import Item
from segments.models import Segment
from tests.browser.marketer import Marketer

Row = dict[str, str]
FIGURE = re.compile(r"-?[\d,]*\.?\d+")

TEXTS = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"


def number(text: str) -> Decimal:
    """The figure in a text as an English page writes it."""
    found = FIGURE.search(text)
    assert found, f"no figure in “{text}”"
    return Decimal(found[0].replace(",", ""))


class Campaigner(Marketer):
    def knows_the_cost(self, item: str, cost: str) -> None:
        self.opens(Item.objects.get(description=item).get_absolute_url())
        self.field("Unit Cost").fill(cost)
        self.button("Save").click()
        self.is_told("%(row)s is saved.", row=Item.objects.get(description=item))

    def gathers(self, campaign: Campaign, description: str, contacts: list[str]) -> Segment:
        """A segment of the campaign with the named contacts."""
        self.opens(campaign.get_absolute_url())
        self.link("New segment").click()
        self.field("Description").fill(description)
        self.button("Create").click()
        for contact in contacts:
            self.chooses(self.page.locator("form.filter-bar"), "Add a contact", contact)
            self.button("Add", exact=True).click()
            expect(self.page.locator("#table")).to_contain_text(contact)
        return Segment.objects.get(description=description)

    def sets(self, segment: Segment, **typed: object) -> None:
        """Type in the header, and in the lines too."""
        self.opens(segment.get_absolute_url())
        for name, value in typed.items():
            field = self.page.locator(f"#id_{name}")
            if isinstance(value, bool):
                field.set_checked(value)
            else:
                field.select_option(label=str(value))
        self.button("Save").click()
        self.page.locator("button[name=apply][value=lines]").click()
        self.is_told("%(row)s is saved.", row=segment)

    def gives_each_line(self, segment: Segment, template: InteractionTemplate) -> None:
        for line in segment.lines.all():
            self.opens(line.get_absolute_url())
            self.field("Interaction Template").select_option(label=str(template))
            self.button("Save").click()
            self.is_told("%(row)s is saved.", row=line.contact)

    def logs(self, segment: Segment, *, follows_up: bool = False) -> None:
        self.opens(segment.get_absolute_url())
        self.opens_in_main("Log")
        self.page.locator("#id_follows_up").set_checked(follows_up)
        self.button("Log Segment").click()
        expect(self.page.get_by_role("main")).to_contain_text(f"The segment {segment.number} is logged")

    def hears_from(self, campaign: Campaign, contact: str, template: InteractionTemplate, **typed: str) -> None:
        """A response, by the guide."""
        self.opens(campaign.get_absolute_url())
        self.more("Record response")
        with self.is_refilled():
            self.chooses(self.page.locator("#guide"), "Contact", contact)
        with self.is_refilled():
            self.page.locator("#id_template").select_option(label=str(template))
        for name, value in typed.items():
            self.page.locator(f"#id_{name}").fill(value)
        self.button("Log", exact=True).click()
        expect(self.page.locator("#messages")).to_contain_text(f"{contact} is logged.")

    @contextmanager
    def is_refilled(self) -> Iterator[None]:
        with self.page.expect_response(lambda answer: "template_before" in answer.url):
            yield

    def sees_a_chance(self, value: str) -> None:
        """An opportunity of the response that was just logged, at the first stage."""
        self.page.locator("#messages").get_by_role("link", name="Create an opportunity").click()
        self.page.locator("#id_start").check()
        self.page.locator("#id_estimated_value").fill(value)
        self.button("Create").click()
        expect(self.page.locator("#messages")).to_contain_text("is created")

    def sells(self, customer: str, on: date, items: dict[str, int]) -> None:
        """A quote, which becomes an order, which is posted."""
        for line in self.quotes(customer, on, list(items)):
            self.page.locator(f"#line-{line.pk}-quantity").fill(str(items[line.item.description]))
            with self.page.expect_response(lambda answer: "/lines/" in answer.url):
                self.page.keyboard.press("Tab")
        for act in ("Make order", "Post"):
            self.button(act, exact=True).click()
            self.page.get_by_role("dialog").get_by_role("button", name=act, exact=True).click()
            expect(self.page.locator("#messages")).to_contain_text("is order" if act == "Make order" else "is posted")

    def cancels(self, entry: CampaignEntry) -> None:
        self.opens(entry.get_absolute_url())
        self.button("Cancel it").click()
        self.button("Yes, cancel").click()
        expect(self.page.get_by_role("button", name="Take back")).to_be_visible()

    def deletes(self, entry: CampaignEntry) -> None:
        self.opens(entry.get_absolute_url())
        self.button("Delete", exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Delete what is canceled?")
        self.button("Delete", exact=True).click()
        expect(self.page.locator("#messages")).to_contain_text("is deleted")

    def figures(self) -> dict[str, Locator]:
        """The tiles of a page of statistics by what is written above them."""
        expect(self.page.locator(".tile").first).to_be_visible()
        return {text_of(tile.locator(".tile-label")): tile for tile in self.page.locator(".tile").all()}

    def facts(self, heading: str) -> dict[str, Locator]:
        panel = self.page.get_by_role("region", name=heading)
        expect(panel.locator("dd").first).to_be_visible()
        return {text_of(each.locator("dt")): each.locator("dd") for each in panel.locator("dl > div").all()}

    def rows(self) -> list[Row]:
        """Of the list that is open, by the heads of its columns."""
        table = self.page.locator("table.list-table")
        expect(table).to_be_visible()
        heads, *rows = table.locator("thead tr, tbody tr").evaluate_all(TEXTS)
        return [dict(zip(heads, row, strict=True)) for row in rows]

    def opens_page_of(self, name: str, campaign: Campaign) -> None:
        self.opens(reverse(name, args=[campaign.number]))


def text_of(place: Locator) -> str:
    return " ".join(place.inner_text().split())
