"""Customers with their company and contact person, from one line of a file each.

The customer number is kept as the company's External ID too: either of them finds the customer again.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.importing.following import go_along
from contacts.importing.headings import REACHED, code_of
from contacts.importing.namesakes import Namesakes
from contacts.models import Contact, Country, Customer, DiscountGroup, PriceGroup
from contacts.recognition import Known, customer_at, customer_of
from core.importing import values as cells
from core.importing.drafts import Draft, Part
from core.importing.kinds import Heading, Kind
from core.importing.records import Record

OF_COMPANY = "address address_2 post_code city county phone email home_page salesperson currency".split()
OF_CUSTOMER = "salesperson currency price_group discount_group blocked".split()
INHERITED = "address address_2 post_code city county country phone salesperson".split()


def draft(records: Sequence[Record]) -> list[Draft]:
    namesakes = Namesakes.of(records)
    known = Known.of([record.values["number"] for record in records], namesakes.keys)
    drafts = [_drafted(Draft(record), known, namesakes) for record in records]
    _refuse_twins(drafts)
    go_along(drafts)
    return drafts


def _refuse_twins(drafts: list[Draft]) -> None:
    """Two lines may name one customer, one by its number and one by the External ID of its company."""
    seen: dict[int, Draft] = {}
    for draft in drafts:
        customer = draft.parts[0].row.pk if draft.parts else None
        first = seen.setdefault(customer, draft) if customer else draft
        if first is not draft:
            sentence = _("It is the same customer as %(key)s in line %(line)d.")
            draft.record.refuse(sentence % {"key": first.record.key, "line": first.record.line})


def _drafted(draft: Draft, known: Known, namesakes: Namesakes) -> Draft:
    customer = customer_of(draft.record, known)
    if customer and customer.contact.pk is None and (same := namesakes.decided(draft)):
        customer = customer_at(draft.record, same, known)
    if customer is None or draft.is_left:
        return draft
    values = draft.record.values
    terms = draft.add(customer, {name: values[name] for name in OF_CUSTOMER if name in values})
    company = _company(draft, customer.contact, known)
    if terms.is_new:
        draft.put(terms, "number", values["number"])
    if values.get("contact_name"):
        _person(draft, company, known)
    return draft


def _company(draft: Draft, company: Contact, known: Known) -> Part:
    values = draft.record.values
    part = draft.add(company, {name: values[name] for name in OF_COMPANY if name in values})
    if company.search_name == company.name.upper():
        draft.put(part, "search_name", values["name"].upper())
    draft.put(part, "name", values["name"])
    if "country" in values:
        _live_in(draft, part, known)
    if not company.external_id:
        draft.put(part, "external_id", values["number"])
    company.fill_names()
    return part


def _live_in(draft: Draft, company: Part, known: Known) -> None:
    text = draft.record.values["country"]
    country = known.countries.named(text) if text else None
    draft.put(company, "country", country)
    if country and country.pk is None:
        draft.add(country, {})


def _person(draft: Draft, company: Part, known: Known) -> None:
    """The person of that name in the company, or one more; a new one takes over from the company."""
    values = draft.record.values
    if not company.row.is_company:
        draft.record.refuse(_("Customer %(name)s is a person and has no contact person.") % {"name": company.row})
        return
    there = known.persons.get(company.row.pk, [])
    same = (person for person in there if person.name.casefold() == values["contact_name"].casefold())
    person = next(same, None) or Contact(type=Contact.Type.PERSON, company=company.row)
    own: dict[str, Any] = {"job_title": values["contact_title"]} if "contact_title" in values else {}
    part = draft.add(person, {"name": values["contact_name"]} | own, told_as=_("Contact person"))
    for name in INHERITED if part.is_new else ():
        draft.put(part, name, getattr(company.row, name))
    person.fill_names()


CUSTOMERS = Kind(
    "customers",
    gettext_lazy("Customers with their contact persons"),
    "contacts.import_contact",
    headings=[
        Heading(
            "number",
            gettext_lazy("Customer No."),
            also=("customerID", "customer_number", "no"),
            required=True,
            read=cells.code,
        ),
        Heading("name", gettext_lazy("Name"), also=("companyName", "company"), required=True),
        Heading("contact_name", gettext_lazy("Contact person"), also=("contact", "contact_person")),
        Heading("contact_title", gettext_lazy("Job Title"), also=("job_title",)),
        *REACHED,
        code_of(PriceGroup, "price_group", gettext_lazy("Customer price group")),
        code_of(DiscountGroup, "discount_group", gettext_lazy("Customer discount group")),
        Heading("blocked", gettext_lazy("Blocked"), read=cells.yes_no, clears=False),
    ],
    models=[Country, Contact, Customer],
    draft=draft,
    url_name="contacts:customers",
    hint=gettext_lazy(
        "Found again by the customer number, which becomes the company's External ID. A contact person of a new name "
        "joins the company; nobody is overwritten. Persons who still have what a company had before follow it."
    ),
    order=4,
)
