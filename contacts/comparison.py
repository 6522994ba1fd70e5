"""Two contacts side by side before they become one: what differs, what would move, and what speaks against it (7.3)."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import CASCADE, PROTECT, RESTRICT, SET_NULL, Exists, OuterRef, QuerySet, UniqueConstraint
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import AlternativeAddress, Carried, Contact, Customer, DoNotContact
from core.errors import Refused
from core.history.versions import in_words
from core.relations import is_derived, pointing_at

CONSENT = ["exclude_from_segments", "privacy_blocked", "minor", "no_campaign_prices"]
"""Set on the one that stays when it is set on either: nobody gets less consent by a merge."""
ALONG = {
    "name": ["search_name", "first_name", "middle_name", "surname", "initials"],
    "minor": ["parental_consent_received"],
}
"""What goes with the choice of another field."""
STAYS = {
    "id",
    "erased_at",
    "number",
    "number_series",
    "type",
    "company",
    "party",
    "version",
    "modified_at",
    "modified_by",
}
CHOSEN = [
    field
    for field in Contact._meta.concrete_fields
    if field.name not in {*STAYS, *CONSENT, *(name for names in ALONG.values() for name in names)}
]


class CannotMerge(Refused):
    pass


@dataclass(frozen=True)
class Choice:
    """A field in which the two differ; `theirs` is chosen at first where only the duplicate has a value."""

    name: str
    label: str
    mine: str
    theirs: str

    @property
    def takes_theirs(self) -> bool:
        return not self.mine


@dataclass(frozen=True)
class Table:
    """Records that point at the duplicate, and how many of them the survivor has in its own right already."""

    label: str
    records: int
    doubled: int
    is_renamed: bool = False


def refuse(survivor: Contact, duplicate: Contact) -> None:
    """Says why the two cannot become one; nothing when they can. Refused (CannotMerge): 7.3, decision 28."""
    named = {"one": survivor, "other": duplicate}
    if survivor.pk == duplicate.pk:
        raise CannotMerge(_("A contact cannot be merged with itself. Choose another one."))
    if survivor.erased_at or duplicate.erased_at:
        raise CannotMerge(_("One of the two was erased; nobody knows any more who that was."))
    if survivor.type != duplicate.type:
        raise CannotMerge(_("%(one)s and %(other)s are a company and a person; they cannot become one.") % named)
    if survivor.company_id != duplicate.company_id:
        sentence = _("%(one)s and %(other)s do not belong to the same company. Give them the same company first.")
        raise CannotMerge(sentence % named)
    _refuse_two_customers(survivor, duplicate)


def _refuse_two_customers(survivor: Contact, duplicate: Contact) -> None:
    customers = list(Customer.objects.filter(contact__in=[survivor.pk, duplicate.pk]).order_by("number"))
    if len(customers) > 1:
        named = {"one": survivor, "other": duplicate}
        numbers = {"first": customers[0].number, "second": customers[1].number}
        sentence = _(
            "%(one)s and %(other)s are both customers (%(first)s and %(second)s); two customers cannot become one."
        )
        raise CannotMerge(sentence % {**named, **numbers})


def choices(survivor: Contact, duplicate: Contact) -> list[Choice]:
    """The fields in which the two differ, as a person reads them."""
    return [
        Choice(field.name, capfirst(str(field.verbose_name)), in_words(survivor, field), in_words(duplicate, field))
        for field in CHOSEN
        if getattr(survivor, field.attname) != getattr(duplicate, field.attname) and in_words(duplicate, field)
    ]


def stricter(survivor: Contact, duplicate: Contact) -> list[str]:
    """The names of what the duplicate forbids and the survivor does not yet."""
    return [name for name in CONSENT if getattr(duplicate, name) and not getattr(survivor, name)]


def as_strict(survivor: Contact, duplicate: Contact) -> Contact:
    """A copy of the survivor with the consent it would have."""
    strict = copy(survivor)
    for chosen in stricter(survivor, duplicate):
        for name in [chosen, *ALONG.get(chosen, [])]:
            setattr(strict, name, getattr(duplicate, name))
    return strict


def tables(survivor: Contact, duplicate: Contact) -> list[Table]:
    """What would move, table by table; two statements for each table that can point at a contact."""
    shown = []
    for table, name in relations():
        count = pointing(table, name, duplicate).count()
        if count:
            label = capfirst(record_name(table, count))
            shown.append(
                Table(label, count, doubled(table, name, survivor, duplicate).count(), table is AlternativeAddress)
            )
    return shown


def record_name(table: Any, count: int) -> str:
    """What so many records that point at a contact are called: by what it carries, or by who they are to it."""
    if table is Contact:
        return ngettext("person", "persons", count)
    if table is DoNotContact:
        return ngettext("refused channel", "refused channels", count)
    meta = (table._meta.get_field("code").related_model if issubclass(table, Carried) else table)._meta
    return str(meta.verbose_name if count == 1 else meta.verbose_name_plural).lower()


def relations() -> list[tuple[Any, str]]:
    """The tables that point at a contact, and by which field; but those that are made of contacts themselves."""
    found = pointing_at(Contact, CASCADE, PROTECT, RESTRICT, SET_NULL)
    return [(each.related_model, each.field.name) for each in found if not is_derived(each)]


def pointing(table: Any, name: str, contact: Contact) -> QuerySet[Any]:
    rows: QuerySet[Any] = table._base_manager.filter(**{name: contact}).order_by("pk")
    return rows


def doubled(table: Any, name: str, survivor: Contact, duplicate: Contact) -> QuerySet[Any]:
    """The duplicate's records that would stand beside one of the survivor's which says the same: there is only one."""
    rows = pointing(table, name, duplicate)
    found = rows.none()
    for others in _unique_with(table, name):
        same = {other: OuterRef(other) for other in others}
        found |= rows.filter(Exists(pointing(table, name, survivor).filter(**same)))
    return found


def _unique_with(table: Any, name: str) -> Iterator[list[str]]:
    for constraint in table._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and name in constraint.fields:
            yield [other for other in constraint.fields if other != name]
