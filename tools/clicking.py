"""A person at the browser, in words: for the tests in the browser, and for the bench."""

from dataclasses import dataclass
from pathlib import Path

from django.utils import translation
from playwright.sync_api import Locator, Page, expect

CHROMIUM = Path("/usr/bin/chromium")
ABSENT = f"no {CHROMIUM}: `apt-get install chromium` brings the browser"
QUIETLY = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIETLY += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
"""How Chromium is started: it looks after nothing but the pages it is shown."""


@dataclass(frozen=True)
class Person:
    """What anybody does with the mouse and the keyboard, in words."""

    page: Page
    site: str
    language: str

    def says(self, text: str, **parts: object) -> str:
        """The words of the page in the person's language."""
        with translation.override(self.language):
            return translation.gettext(text) % parts if parts else translation.gettext(text)

    def link(self, text: str) -> Locator:
        return self.page.get_by_role("link", name=self.says(text)).first

    def button(self, text: str, *, exact: bool = False, **parts: object) -> Locator:
        return self.page.get_by_role("button", name=self.says(text, **parts), exact=exact)

    def field(self, label: str, *, within: Locator | None = None) -> Locator:
        return (within or self.page.get_by_role("main")).get_by_label(self.says(label))

    def opens_in_main(self, text: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=self.says(text)).first.click()

    def is_told(self, text: str, **parts: object) -> None:
        expect(self.page.locator("#messages")).to_contain_text(self.says(text, **parts))

    def opens(self, address: str) -> None:
        self.page.goto(self.site + address)

    def more(self, text: str) -> None:
        """An action of a card that is seldom used."""
        self.button("More actions").click()
        self.page.locator(".dropdown-menu.show").get_by_role("link", name=text, exact=True).click()

    def logs_in(self, name: str) -> None:
        self.opens("/")
        self.page.get_by_label(self.says("User name")).fill(name)
        self.page.get_by_label(self.says("Password"), exact=True).fill(name)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
