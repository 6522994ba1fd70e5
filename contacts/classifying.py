"""Which codes a contact carries: industry groups, mailing groups, responsibilities, relations, web sources (4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.db.models import QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from contacts import nobody
from contacts.models import (
    Contact,
    ContactBusinessRelation,
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
    ContactWebSource,
)
from core.errors import Refused
from core.models import User


class WrongType(Refused):
    pass


class GivenByItself(Refused):
    pass


@dataclass(frozen=True)
class Sort:
    """Codes of one sort, and who may carry them: companies, persons, or both."""

    name: str
    carried: Any
    companies: bool = True
    persons: bool = False

    @property
    def model(self) -> Any:
        return self.carried._meta.get_field("code").related_model

    @property
    def label(self) -> str | Promise:
        label: str | Promise = self.model._meta.verbose_name_plural
        return label

    @property
    def given(self) -> QuerySet[Any]:
        """The codes that are given by hand: not the relation that stands for our customers."""
        codes: QuerySet[Any] = self.model.objects.all()
        return codes.filter(of_customers=False) if self is BUSINESS_RELATIONS else codes

    def holder(self, contact: Contact) -> Contact | None:
        """Whose codes a contact shows: those of companies a person shows of its company (CLS-4); None: nobody's."""
        if contact.is_company:
            return contact if self.companies else None
        return contact if self.persons else contact.company

    def shown_on(self, contact: Contact) -> QuerySet[Any]:
        """The rows that say which codes the contact shows, with the codes, in their order."""
        rows: QuerySet[Any] = self.carried.objects.select_related("code").order_by("code__code")
        holder = self.holder(contact)
        return rows.filter(contact=holder) if holder else rows.none()


def codes_shown_on(contact: Contact) -> dict[Sort, list[str]]:
    """The codes the contact shows, sort by sort; one statement."""
    sorts = {sort.name: sort for sort in SORTS if sort.holder(contact)}
    first, *others = [
        sort.shown_on(contact).order_by().values_list(Value(name), "code__code") for name, sort in sorts.items()
    ]
    shown: dict[Sort, list[str]] = {}
    for name, code in sorted(first.union(*others, all=True)):
        shown.setdefault(sorts[name], []).append(code)
    return shown


INDUSTRY_GROUPS = Sort("industry_groups", ContactIndustryGroup)
BUSINESS_RELATIONS = Sort("business_relations", ContactBusinessRelation)
WEB_SOURCES = Sort("web_sources", ContactWebSource)
MAILING_GROUPS = Sort("mailing_groups", ContactMailingGroup, persons=True)
JOB_RESPONSIBILITIES = Sort("job_responsibilities", ContactJobResponsibility, companies=False, persons=True)
SORTS = [INDUSTRY_GROUPS, BUSINESS_RELATIONS, MAILING_GROUPS, JOB_RESPONSIBILITIES, WEB_SOURCES]


def classify(*, contact: Contact, sort: Sort, codes: Iterable[Any], by: User | None, at: datetime) -> bool:
    """Let the contact carry exactly these codes of a sort; answers whether that changed anything.

    Refused: codes that only the other type of contact carries (WrongType; CLS-4), and giving the relation that stands
    for our customers (GivenByItself; CLS-6), and a contact that was erased (IsNobody). A change stamps the contact
    (CON-5); who else classifies it waits. Six statements for any number.
    """
    wanted = {code.pk: code for code in codes}
    _refuse(contact, sort, wanted.values())
    with transaction.atomic():
        contact.refresh_from_db(from_queryset=Contact.objects.select_for_update(of=("self",)))
        nobody.refuse(contact)
        rows = sort.carried.objects.filter(contact=contact)
        standing = set(rows.values_list("code", flat=True))
        gone, new = standing - wanted.keys(), [code for key, code in wanted.items() if key not in standing]
        rows.filter(code__in=gone).delete()
        sort.carried.objects.bulk_create(sort.carried(contact=contact, code=code) for code in new)
        if gone or new:
            contact.changed(by=by, at=at)
            contact.save()
    return bool(gone or new)


def look_for(words: Mapping[int, str]) -> None:
    """Say what is looked for in web sources that contacts carry, by the key of the row; one statement."""
    rows = [ContactWebSource(pk=key, search_word=word) for key, word in words.items()]
    ContactWebSource.objects.bulk_update(rows, ["search_word"])


def address_in(source: ContactWebSource, *, contact: Contact) -> str:
    """Where the web source tells about the contact: its search word, else its name, in the source's address (CLS-5)."""
    url: str = source.code.url
    return url.replace("{word}", quote(source.search_word or contact.name))


def _refuse(contact: Contact, sort: Sort, codes: Iterable[Any]) -> None:
    if sort.holder(contact) != contact:
        raise WrongType(_wrong_type(contact) % {"contact": contact, "codes": str(sort.label).lower()})
    for code in codes:
        if getattr(code, "of_customers", False):
            sentence = _("%(code)s stands for our customers. Make the contact a customer; then it has the relation.")
            raise GivenByItself(sentence % {"code": code})


def _wrong_type(contact: Contact) -> str:
    if contact.is_company:
        return _("%(contact)s is a company; only persons have %(codes)s.")
    if contact.company:
        return _("%(contact)s is a person; its company has the %(codes)s.")
    return _("%(contact)s is a person; only companies have %(codes)s.")
