"""How an audience is found in the browser, step by step: purchasers of shops who bought cheese and were left alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import expect

from segments.models import Segment
from tools.clicking import Person

PURCHASERS = {"job_responsibilities-code": "PURCHASE", "industry_groups-code": "RETAIL"}
WHO_BOUGHT = {"bought-group": "CHEESE", "bought-posting_date": "-12M..CD"}
THIS_MONTH = {"interactions-date": "-CM..CM"}
KEPT = "CHEESE"
"""The code that the criteria are saved by."""
ON_CARD = 50
"""So many lines a card shows at most."""


@dataclass(frozen=True)
class Counts:
    """How many purchasers shops have, for how many of them no cheese was bought, and how many others were spoken to."""

    purchasers: int
    bought_none: int
    spoken_to: int

    @property
    def bought(self) -> int:
        return self.purchasers - self.bought_none

    @property
    def wanted(self) -> int:
        return self.bought - self.spoken_to


@dataclass(frozen=True)
class Audience(Person):
    """Somebody who builds segments. `timed` is entered with its name when something is waited for, and left when it is
    there."""

    timed: Callable[[str], AbstractContextManager[Any]] = nullcontext

    def begins(self, description: str) -> Segment:
        self.opens("/segments/new/")
        self.field("Description").fill(description)
        self.button("Create").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(description)
        return Segment.objects.get(description=description)

    def finds(self, description: str, counts: Counts) -> Segment:
        """A new segment of the purchasers who are wanted, in three steps."""
        segment = self.begins(description)
        found = f"{counts.purchasers:,} contacts"
        self.steps(segment, "Add by criteria", PURCHASERS, f"{found} fit", f"Add {found}")
        self.has_lines(counts.purchasers)
        none, bought = f"{counts.bought_none:,}", f"{counts.bought:,}"
        self.steps(segment, "Refine", WHO_BOUGHT, f"{none} of {counts.purchasers:,} lines", "Refine Contacts")
        self.has_lines(counts.bought)
        self.steps(segment, "Reduce", THIS_MONTH, f"{counts.spoken_to:,} of {bought} lines", "Reduce Contacts")
        self.has_lines(counts.wanted)
        return segment

    def uses_again(self, segment: Segment, description: str, counts: Counts) -> Segment:
        """The criteria are saved, the steps undone one by one, and taken again in another new segment."""
        self.saves_criteria(segment, KEPT)
        for left in (counts.bought, counts.purchasers):
            with self.timed("one step undone"):
                self.goes_back(segment)
                self.has_lines(left)
        with self.timed("all undone"):
            self.goes_back(segment, to="the beginning")
            self.has_lines(0)
        again = self.begins(description)
        self.page.get_by_role("link", name="Use saved criteria").click()
        with self.timed("saved criteria used"):
            self.button("Use", exact=True).click()
            self.is_told("The steps of %(saved)s were taken again.", saved=KEPT)
            self.has_lines(counts.wanted)
        return again

    def steps(self, segment: Segment, way: str, asked: dict[str, str], count: str, act: str) -> None:
        """Take a step by what is typed into fields of the criteria, once its count is seen."""
        self.opens(segment.get_absolute_url())
        with self.timed(f"{way}: the page"):
            self.opens_in_main(way)
            expect(self.page.locator("#criteria")).to_be_visible()
        for name, text in asked.items():
            field = self.page.locator(f"#id_{name}")
            expect(field).to_be_attached()
            if not field.is_visible():
                self.page.locator("#criteria details").filter(has=field).locator("summary").click()
            field.fill(text)
        with self.timed(f"{way}: count and sample"):
            expect(self.page.locator("#found [role=status]")).to_contain_text(count)
        with self.timed(f"{way}: done"):
            self.button(act, exact=True).click()
            expect(self.page.locator("#figures")).to_be_visible()

    def has_lines(self, count: int) -> None:
        expect(self.page.locator("#figures")).to_contain_text(f"of {count:,} lines")
        expect(self.page.locator("#table tbody tr")).to_have_count(min(count, ON_CARD))

    def saves_criteria(self, segment: Segment, code: str) -> None:
        self.opens(segment.get_absolute_url())
        self.more("Save criteria")
        self.field("Code").fill(code)
        self.button("Save").click()
        self.is_told("The criteria are saved as %(saved)s.", saved=code)

    def goes_back(self, segment: Segment, *, to: str = "here") -> None:
        self.opens(segment.get_absolute_url())
        self.button(f"Go back to {to}").first.click()
        self.page.get_by_role("dialog").get_by_role("button", name="Go back").click()
