"""A marketer who finds whom to speak to, step by step."""

from django.urls import reverse
from playwright.sync_api import expect

from contacts.models import Contact
from tests.browser.campaigner import Campaigner
from tools.audience import Audience


class Planner(Campaigner, Audience):
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
