from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from django.db.models import Count
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts import channels, classifying
from contacts.models import Contact, ContactBusinessRelation, Customer
from core.addresses import address
from core.extensions import ExtraColumn
from core.kinds import KINDS
from core.tables import Column, in_words

Counts = Callable[[Sequence[Any]], dict[int, int]]
"""For the codes of one page: how many contacts each has, by key."""

CONTACT_COLUMNS = [
    Column("number", _("No."), sort="number", link=True),
    Column("name", _("Name"), sort="search_name"),
    Column("company", _("Company Name"), value="company.name"),
    Column("type", _("Type"), value=lambda contact: Contact.Type(contact.type).label),
    Column("city", _("City")),
    Column("country", _("Country/Region")),
    Column("phone", _("Phone No."), kind="unbroken"),
    Column("salesperson", _("Salesperson"), kind="unbroken"),
    Column("email", _("E-Mail"), kind="unbroken", hidden=True),
    Column("name_2", _("Name 2"), hidden=True),
    Column("job_title", _("Job Title"), hidden=True),
    Column("search_name", _("Search Name"), hidden=True),
    Column("company_number", _("Company No."), value="company.number", hidden=True),
    Column("address", _("Address"), hidden=True),
    Column("post_code", _("Post Code"), hidden=True),
    Column("mobile_phone", _("Mobile Phone No."), kind="unbroken", hidden=True),
    Column("language", _("Language"), hidden=True),
    Column("territory", _("Territory"), hidden=True),
    Column("organizational_level", _("Organizational level"), hidden=True),
    Column(
        "correspondence_type",
        _("Correspondence Type"),
        value=in_words("correspondence_type"),
        hidden=True,
    ),
    Column("salutation", _("Salutation"), hidden=True),
    Column("exclude_from_segments", _("Exclude from Segments"), kind="check", hidden=True),
    Column("privacy_blocked", _("Privacy Blocked"), kind="check", hidden=True),
    Column("minor", _("Minor"), kind="check", hidden=True),
    Column("parental_consent_received", _("Parental Consent Received"), kind="check", hidden=True),
    Column("no_campaign_prices", _("No campaign prices"), kind="check", hidden=True),
    Column("external_id", _("External ID"), hidden=True),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]

CUSTOMER_COLUMNS = [
    Column("number", _("No."), sort="number", link=True),
    Column("name", _("Name"), value="contact.name"),
    Column("city", _("City"), value="contact.city"),
    Column("country", _("Country/Region"), value="contact.country"),
    Column("phone", _("Phone No."), value="contact.phone", kind="unbroken"),
    Column("salesperson", _("Salesperson"), kind="unbroken"),
    Column("currency", _("Currency")),
    Column("price_group", _("Price group")),
    Column("discount_group", _("Discount group")),
    Column("blocked", _("Blocked"), kind="check"),
    Column("allow_line_discount", _("Allow Line Disc."), kind="check", hidden=True),
    Column("contact", _("Contact No."), value="contact.number", hidden=True),
    Column("bill_to", _("Bill-to customer"), value="bill_to.number", hidden=True),
    Column("email", _("E-Mail"), value="contact.email", hidden=True),
    Column("post_code", _("Post Code"), value="contact.post_code", hidden=True),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]

FORMULA_COLUMNS = [
    Column("salutation", _("Salutation"), sort="salutation_id"),
    Column("language", _("Language")),
    Column("kind", _("Kind"), value=in_words("kind")),
    Column("text", _("Text")),
]

DUPLICATE_COLUMNS = [
    Column("number", _("No."), value="contact.number", link="contact"),
    Column("name", _("Name"), value="contact.name"),
    Column("city", _("City"), value="contact.city"),
    Column("other_number", _("Duplicate No."), value="other.number", link="other"),
    Column("other_name", _("Duplicate"), value="other.name"),
    Column("other_city", _("City of the duplicate"), value="other.city"),
    Column("matching", _("Matching strings"), kind="number", sort="matching"),
    Column("compare", _("Compare"), value=lambda pair: gettext("Compare"), link=True),
    Column("separate", _("Separate"), kind="check", hidden=True),
]

QUESTIONNAIRE_COLUMNS = [
    Column("code", _("Code"), sort="code", link=True),
    Column("description", _("Description")),
    Column("contact_type", _("Contact Type"), in_words("contact_type")),
    Column("business_relation", _("Business relation"), value="business_relation.code"),
    Column("priority", _("Priority"), in_words("priority")),
    Column("question_count", _("Questions"), kind="number"),
    Column("classified_at", _("Classification updated"), kind="moment"),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]

MERGE_COLUMNS = [
    Column("at", _("At"), kind="moment", link=True),
    Column("duplicate", _("Duplicate")),
    Column("survivor", _("Survivor")),
    Column("records", _("Records moved"), kind="number"),
    Column("user", _("User")),
    Column("undone_at", _("Undone"), kind="moment"),
]

ADDRESS_COLUMNS = [
    Column("code", _("Code"), sort="code", link=True),
    Column("name", _("Name")),
    Column("address", _("Address")),
    Column("post_code", _("Post Code")),
    Column("city", _("City")),
    Column("country", _("Country/Region")),
    Column("phone", _("Phone No."), kind="unbroken"),
    Column("email", _("E-Mail"), kind="unbroken"),
]


def _channels_in_words(contacts: Sequence[Contact]) -> dict[int, str]:
    refused = channels.refused_by([contact.pk for contact in contacts])
    return {
        contact: str(get_text_list([str(each.label) for each in found], _("and"))) for contact, found in refused.items()
    }


DO_NOT_CONTACT = ExtraColumn(Column("do_not_contact", _("Do not contact"), hidden=True), _channels_in_words)


def _relations_in_words(contacts: Sequence[Contact]) -> dict[int, str]:
    """What the company is to us in one word (CON-A): our customer, something else, several, or nothing.

    Two statements.
    """
    parties = {contact.party for contact in contacts}
    count = Counter(ContactBusinessRelation.objects.filter(contact__in=parties).values_list("contact", flat=True))
    customers = set(Customer.objects.filter(contact__in=parties).values_list("contact", flat=True))
    count.update(customers)
    words = {party: _relation_in_words(count[party], is_customer=party in customers) for party in parties}
    return {contact.pk: words[contact.party] for contact in contacts}


def _relation_in_words(count: int, *, is_customer: bool) -> str:
    if count > 1:
        return gettext("Multiple")
    if is_customer:
        return gettext("Customer")
    return gettext("Other") if count else gettext("None")


BUSINESS_RELATION = ExtraColumn(Column("business_relation", _("Business relation"), hidden=True), _relations_in_words)


def carried_by(sort: classifying.Sort) -> ExtraColumn:
    """Of a table of codes: how many contacts carry each, with the way to them."""
    carried = _counted_in(sort.carried.objects.all(), "code")
    return _contacts_of(sort.name, _with_customers(carried) if sort is classifying.BUSINESS_RELATIONS else carried)


def counted_by(name: str) -> ExtraColumn:
    """Of a table that a field of contacts points at: how many contacts each row has, with the way to them."""
    return _contacts_of(name, _counted_in(Contact.objects.all(), name))


def _counted_in(rows: Any, name: str) -> Counts:
    def counted(codes: Sequence[Any]) -> dict[int, int]:
        of_page = rows.filter(**{f"{name}__in": [code.pk for code in codes]}).order_by().values(name)
        return dict(of_page.annotate(contacts=Count("pk")).values_list(name, "contacts"))

    return counted


def _with_customers(carried: Counts) -> Counts:
    """The relation that stands for our customers is carried by whoever is one (CLS-6)."""

    def counted(codes: Sequence[Any]) -> dict[int, int]:
        ours = [code.pk for code in codes if code.of_customers]
        return carried(codes) | (dict.fromkeys(ours, Customer.objects.count()) if ours else {})

    return counted


def _contacts_of(name: str, counted: Counts) -> ExtraColumn:
    def shown(code: Any, count: int | None) -> str:
        asked = "customer=true" if getattr(code, "of_customers", False) else f"{name}={code.code}"
        where = f"{address('contacts:list')}?{asked}"
        return f'<a href="{escape(where)}">{KINDS["number"](count)}</a>' if count else ""

    column = Column("contacts", _("Contacts"), lambda _code: None, kind="number", cell=shown)
    return ExtraColumn(column, counted)
