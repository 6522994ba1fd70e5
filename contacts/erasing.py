"""A person is erased: nothing is left that tells who it was, and every count, cost and sale stays what it was."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts.models import AlternativeAddress, Contact, Merge
from contacts.traces import Mention, Trace, mentions, traces
from core import blocks
from core.errors import Refused
from core.extensions import objections
from core.models import ChangedRow, ImportedRow, User

NAMING = [
    field.name
    for field in Contact._meta.concrete_fields
    if isinstance(field, CharField) and not field.choices and field.name != "number"
]
REACHED_BY = ["name", "email", "phone", "mobile_phone"]
SHORTEST = 4
"""Letters of a name that is looked for in texts: a shorter one would be found in what is not about it."""


class CannotErase(Refused):
    pass


@dataclass(frozen=True)
class Fate:
    """What becomes of the records of one table."""

    title: str
    count: int
    kept: bool


def refuse(contact: Contact) -> None:
    """Says what speaks against erasing; nothing when nothing does. Refused (CannotErase): a company, who was erased
    before, and whoever has open work, which upper apps name as guards of "erase"."""
    if contact.erased_at:
        raise CannotErase(_("%(contact)s was erased already.") % {"contact": contact.number})
    if contact.is_company:
        raise CannotErase(_("%(contact)s is a company. Erase its persons, one by one.") % {"contact": contact})
    if found := objections(contact, "erase"):
        sentence = _(
            "%(contact)s cannot be erased yet, because of %(obstacles)s. Close them, or take the person out, first."
        )
        raise CannotErase(sentence % {"contact": contact, "obstacles": get_text_list(found, _("and"))})


def fates(contact: Contact) -> list[Fate]:
    """What would become of every table that knows the person; a statement for each."""
    keys = _all_it_was(contact)
    counted = [(trace, trace.rows(keys).count()) for trace in traces()]
    return [Fate(trace.title, count, trace.kept) for trace, count in counted if count]


def namesakes(contact: Contact) -> int:
    """Other contacts of the same name: texts that name it may mean them, and stay."""
    return Contact.objects.filter(search_name=contact.search_name).exclude(pk=contact.pk).count()


def erase(*, contact: Contact, by: User | None, at: datetime) -> None:
    """The person's own records go, the texts of all others go, histories go; the contact stays without a name, blocked.

    It cannot be undone. Names, e-mail addresses and phone numbers that stand in texts of other records are replaced,
    unless another contact has the same name. Refused as `refuse` says. A bounded number of statements for each table.
    """
    with transaction.atomic():
        contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
        refuse(contact)
        keys, replaced = _all_it_was(contact), _replacement(contact)
        for trace in traces():
            _forget(trace, keys)
        _forget_merges(contact, keys)
        for mention in [*mentions, *_reasons()]:
            _replace(mention, replaced)
        _forget_past(Contact, Q(id__in=keys))
        _forget_imported(Contact, keys)
        _be_nobody(contact, by=by, at=at)


def _all_it_was(contact: Contact) -> list[int]:
    """Its key, and those of the contacts that were merged into it, and into them."""
    keys, found = [contact.pk], [contact.pk]
    while found:
        merges = Merge.objects.filter(survivor_key__in=found, undone_at=None)
        found = [each["id"] for each in merges.values_list("kept__duplicate", flat=True) if each]
        found = [int(key) for key in found if int(key) not in keys]
        keys += found
    return keys


def _forget(trace: Trace, keys: Collection[int]) -> None:
    rows = trace.rows(keys)
    found = list(rows.values_list("pk", flat=True))
    _forget_imported(trace.model, found)
    if trace.kept:
        trace.before(rows)
        _blank(rows.order_by(), trace)
    else:
        rows.delete()
    if hasattr(trace.model, "history"):
        past = Q(id__in=found) | (Q(**{f"{trace.by}__in": keys}) if "__" not in trace.by else Q())
        if trace.kept:
            _blank(trace.model.history.filter(past), trace, history_change_reason=None)
        else:
            _forget_past(trace.model, past)


def _blank(rows: QuerySet[Any], trace: Trace, **more: Any) -> None:
    fields = [trace.model._meta.get_field(name) for name in trace.texts]
    texts = {field.name: "" if field.blank else _("Erased") for field in fields}
    if texts or more:
        model: Any = rows.model
        model._base_manager.filter(pk__in=rows.values("pk")).update(**texts, **more)


def _forget_past(model: Any, past: Q) -> None:
    model.history.filter(past).delete()


def _forget_imported(model: Any, keys: Collection[int]) -> None:
    """What imports and changes of many rows remember of the rows, to take themselves back."""
    table = ContentType.objects.get_for_model(model)
    ImportedRow.objects.filter(table=table, key__in=keys).delete()
    ChangedRow.objects.filter(change_set__table=table, key__in=keys).delete()


def _forget_merges(contact: Contact, keys: Collection[int]) -> None:
    """Those into it, and those that made it a part of another and were undone."""
    numbers = {contact.number, *Contact.history.filter(id__in=keys).values_list("number", flat=True)}
    named = reduce(or_, (Q(duplicate__startswith=f"{number} ") for number in numbers))
    merges = list(Merge.objects.filter(Q(survivor_key__in=keys) | named))
    for merge in merges:
        merge.survivor, merge.duplicate, merge.kept = merge.survivor.split()[0], merge.duplicate.split()[0], {}
    Merge.objects.bulk_update(merges, ["survivor", "duplicate", "kept"])


def _be_nobody(contact: Contact, *, by: User | None, at: datetime) -> None:
    for name in NAMING:
        setattr(contact, name, "")
    contact.name = _("Erased person")
    contact.search_name = contact.name.upper()
    contact.minor = contact.parental_consent_received = False
    contact.organizational_level, contact.privacy_blocked, contact.erased_at = None, True, at
    contact.changed(by=by, at=at)
    names = [*NAMING, *["minor", "parental_consent_received", "organizational_level", "privacy_blocked", "erased_at"]]
    blocks.update(Contact, [contact], names, by=by, at=at, reason=_("Erased"))


# --- texts that name the person -----------------------------------------------------------------------


@dataclass(frozen=True)
class Replacement:
    """What is looked for in texts, and what takes its place."""

    sought: list[str]
    pattern: re.Pattern[str]

    def __call__(self, value: Any) -> Any:
        """The value of a text field, or of a JSON field, without what is sought."""
        if isinstance(value, str):
            return self.pattern.sub(_("Erased person"), value)
        if isinstance(value, list):
            return [self(each) for each in value]
        return {key: self(each) for key, each in value.items()} if isinstance(value, dict) else value


def _replacement(contact: Contact) -> Replacement | None:
    """By all names, addresses and numbers it ever had; None when there is nothing to look for."""
    is_one_of_many = namesakes(contact)
    keys = _all_it_was(contact)
    sources = [Contact.objects.filter(pk__in=keys), Contact.history.filter(id__in=keys)]
    sources += [
        AlternativeAddress.objects.filter(contact__in=keys),
        AlternativeAddress.history.filter(contact__in=keys),
    ]
    had = {text for rows in sources for row in rows.values_list(*REACHED_BY) for text in row}
    if is_one_of_many:
        had -= {text for rows in sources for text in rows.values_list("name", flat=True)}
    sought = sorted({text for text in had if len(text) >= SHORTEST}, key=len, reverse=True)
    if not sought:
        return None
    pattern = "|".join(re.escape(text) for text in sought)
    return Replacement(sought, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE))


def _replace(mention: Mention, replaced: Replacement | None) -> None:
    for table in filter(None, [mention.model, getattr(getattr(mention.model, "history", None), "model", None)]):
        if replaced:
            rows = list(_naming(table, mention.fields, replaced.sought))
            for row in rows:
                for name in mention.fields:
                    setattr(row, name, _fitting(row, name, replaced(getattr(row, name))))
            table._base_manager.bulk_update(rows, mention.fields, batch_size=blocks.BLOCK)


def _reasons() -> list[Mention]:
    """Why rows of others changed: a merge that was undone says there who was a part of them."""
    tables = {trace.model for trace in traces()} | {Contact}
    return [Mention(table.history.model, ["history_change_reason"]) for table in tables if hasattr(table, "history")]


def _naming(table: Any, fields: Collection[str], sought: Collection[str]) -> QuerySet[Any]:
    """The rows one of whose fields has one of the texts: as it is, or as a database writes it in JSON."""
    texts = {name: Cast(F(name), TextField()) for name in fields}
    spellings = {spelling for text in sought for spelling in (text, json.dumps(text)[1:-1])}
    found = Q()
    for name in fields:
        for text in spellings:
            found |= Q(**{f"text_of_{name}__icontains": text})
    rows: QuerySet[Any] = table._base_manager.annotate(**{f"text_of_{name}": text for name, text in texts.items()})
    return rows.filter(found)


def _fitting(row: Any, name: str, value: Any) -> Any:
    most = row._meta.get_field(name).max_length
    return value[:most] if most and isinstance(value, str) else value
