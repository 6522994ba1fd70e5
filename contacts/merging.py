"""Two contacts become one: everything of the duplicate goes to the survivor, and the strictest consent wins (7.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts import consequences, tasks
from contacts.comparison import ALONG, CannotMerge, choices, doubled, pointing, refuse, relations, stricter
from contacts.models import AlternativeAddress, Contact, DuplicateSearch, Merge
from core import blocks
from core.models import User
from core.relations import derived_from


def merge(*, survivor: Contact, duplicate: Contact, theirs: Collection[str], by: User | None, at: datetime) -> Merge:
    """Everything that points at the duplicate points at the survivor, which takes the fields named in `theirs` and the
    stricter consent; the duplicate goes. The record of it can be undone (contacts/unmerging).

    Of a record that both have (a code, a refused channel, an exclusion) the survivor's stays; alternative addresses of
    one code are both kept. Refused (CannotMerge) as `refuse` says; then nothing changed. Some statements a table;
    who looks like the survivor is found in the background.
    """
    with transaction.atomic():
        found = _locked(survivor, duplicate)
        survivor, duplicate = found[survivor.pk], found[duplicate.pk]
        refuse(survivor, duplicate)
        return _Merging(survivor, duplicate, by, at).done(theirs)


def _locked(*contacts: Contact) -> dict[int, Contact]:
    keys = {contact.pk for contact in contacts}
    found = Contact.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(keys)
    if len(found) < len(keys):
        raise CannotMerge(_("One of the contacts is gone: it was deleted or merged meanwhile."))
    return found


def stored(row: Any) -> dict[str, Any]:
    """All that the database keeps of a row, in full, as text that its fields read again."""
    return {field.attname: kept(row, field) for field in row._meta.concrete_fields if not field.generated}


def kept(row: Any, field: Any) -> Any:
    return None if getattr(row, field.attname) is None else field.value_to_string(row)


@dataclass(frozen=True)
class _Merging:
    survivor: Contact
    duplicate: Contact
    by: User | None
    at: datetime

    def done(self, theirs: Collection[str]) -> Merge:
        duplicate = stored(self.duplicate)
        derived = [*self._derived(), *self._make_way()]
        renamed = self._rename()
        removed, moved = [], []
        for table, name in relations():
            removed += self._remove_doubled(table, name)
            moved += self._move(table, name)
        changed = self._change(theirs)
        blocks.delete(Contact, [self.duplicate], by=self.by, at=self.at, reason=self._reason)
        came_of_it = consequences.carry_out(self.survivor, by=self.by, at=self.at)
        if self.survivor.is_company and DuplicateSearch.get().is_automatic:
            transaction.on_commit(partial(tasks.search.enqueue, [self.survivor.pk]))
        return Merge.objects.create(
            survivor_key=self.survivor.pk,
            survivor=_named(self.survivor),
            duplicate=_named(self.duplicate),
            records=sum(len(each["keys"]) for each in moved),
            user=self.by,
            at=self.at,
            kept={
                "duplicate": duplicate,
                "moved": moved,
                "removed": removed,
                "changed": [*renamed, changed],
                "derived": derived,
                "consequences": came_of_it,
            },
        )

    @property
    def _reason(self) -> str:
        return (_("Merged: %(merge)s") % {"merge": f"{_named(self.duplicate)} → {_named(self.survivor)}"})[:100]

    def _derived(self) -> list[dict[str, Any]]:
        """What is made of the two, so that it can be as it was."""
        both = [self.survivor.pk, self.duplicate.pk]
        rows = {
            (relation.related_model, row.pk): row
            for relation in derived_from(Contact)
            for row in relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": both})
        }
        return [{"table": row._meta.label_lower, "row": stored(row)} for row in rows.values()]

    def _make_way(self) -> list[dict[str, Any]]:
        gone: list[dict[str, Any]] = []
        for rows in consequences.giving_way(self.survivor, self.duplicate):
            gone += [{"table": row._meta.label_lower, "row": stored(row)} for row in rows]
            rows.delete()
        return gone

    def _rename(self) -> list[dict[str, Any]]:
        """Addresses of one code: the duplicate's gets a code of its own."""
        rows = list(doubled(AlternativeAddress, "contact", self.survivor, self.duplicate))
        both = [self.survivor.pk, self.duplicate.pk]
        taken = set(AlternativeAddress.objects.filter(contact__in=both).values_list("code", flat=True))
        changed = []
        for row in rows:
            before, row.code = row.code, _free(row.code, taken)
            changed.append(change_of(row, {"code": before}))
        AlternativeAddress.objects.bulk_update(rows, ["code"], batch_size=blocks.BLOCK)
        return changed

    def _remove_doubled(self, table: Any, name: str) -> list[dict[str, Any]]:
        rows = list(doubled(table, name, self.survivor, self.duplicate))
        if rows:
            blocks.delete(table, rows, by=self.by, at=self.at, reason=self._reason)
        return [{"table": table._meta.label_lower, "row": stored(row)} for row in rows]

    def _move(self, table: Any, name: str) -> list[dict[str, Any]]:
        rows = pointing(table, name, self.duplicate)
        keys = list(rows.values_list("pk", flat=True))
        point(table, name, rows, to=self.survivor, by=self.by, at=self.at, reason=self._reason)
        return [{"table": table._meta.label_lower, "field": name, "keys": keys}] if keys else []

    def _change(self, theirs: Collection[str]) -> dict[str, Any]:
        """The survivor takes what was chosen, and the stricter consent."""
        offered = [choice.name for choice in choices(self.survivor, self.duplicate) if choice.name in theirs]
        taken = [*offered, *stricter(self.survivor, self.duplicate)]
        names = [name for each in taken for name in [each, *ALONG.get(each, [])]]
        fields: list[Any] = [
            Contact._meta.get_field(name) for name in [*names, "version", "modified_at", "modified_by"]
        ]
        before = {field.attname: kept(self.survivor, field) for field in fields}
        for name in names:
            attribute = Contact._meta.get_field(name).attname  # type: ignore[union-attr]
            setattr(self.survivor, attribute, getattr(self.duplicate, attribute))
        self.survivor.changed(by=self.by, at=self.at)
        blocks.update(Contact, [self.survivor], names, by=self.by, at=self.at, reason=self._reason)
        return change_of(self.survivor, before)


def point(
    table: Any, name: str, rows: QuerySet[Any], *, to: Contact, by: User | None, at: datetime, reason: str
) -> None:
    """Let the rows point at the contact: one statement, or with the history of each where the table keeps one."""
    if not hasattr(table, "history"):
        rows.order_by().update(**{name: to})
        return
    found = list(rows)
    for row in found:
        setattr(row, name, to)
    blocks.update(table, found, [name], by=by, at=at, reason=reason)


def change_of(row: Any, before: dict[str, Any]) -> dict[str, Any]:
    """What became of a row, by the columns named in `before`."""
    fields = [field for field in row._meta.concrete_fields if field.attname in before]
    after = {field.attname: kept(row, field) for field in fields}
    return {"table": row._meta.label_lower, "key": row.pk, "before": before, "after": after}


def _free(code: str, taken: set[str]) -> str:
    number, longest = 2, AlternativeAddress._meta.get_field("code").max_length or 10
    while (free := f"{code[: longest - len(str(number)) - 1]}-{number}") in taken:
        number += 1
    taken.add(free)
    return free


def _named(contact: Contact) -> str:
    return f"{contact.number} {contact.name}"
