"""A marketer who finds whom to speak to, step by step."""

from django.urls import reverse
from playwright.sync_api import expect

from contacts.models import Contact
from segments.models import Segment
from tests.browser.campaigner import Campaigner


class Planner(Campaigner):
    def enters(self, name: str, *, company: Contact | None = None) -> Contact:
        """A company, or a person of one, with nothing but a name and an address."""
        self.opens(reverse("contacts:list"))
        self.link("New person" if company else "New company").click()
        if company:
            self.chooses(self.page.locator("#card-form"), "Company", company.name)
        self.page.locator("#id_name").fill(name)
        self.button("Create").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)
        return Contact.objects.get(name=name)

    def responsible(self, person: Contact, responsibility: str) -> None:
        self.opens(reverse("contacts:classification", args=[person.number]))
        self.page.get_by_label(responsibility).check()
        self.button("Save").click()
        self.is_told("What %(contact)s is classified by is saved.", contact=person)

    def steps(self, segment: Segment, way: str, asked: dict[str, str], count: str, act: str) -> None:
        """Take a step by what is typed into fields of the criteria, once its count is seen."""
        self.opens(segment.get_absolute_url())
        self.opens_in_main(way)
        for name, text in asked.items():
            field = self.page.locator(f"#id_{name}")
            expect(field).to_be_attached()
            if not field.is_visible():
                self.page.locator("#criteria details").filter(has=field).locator("summary").click()
            field.fill(text)
        expect(self.page.locator("#found [role=status]")).to_contain_text(count)
        self.button(act, exact=True).click()

    def has_lines(self, count: int) -> None:
        expect(self.page.locator("#table tbody tr")).to_have_count(count)

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
