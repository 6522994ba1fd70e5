"""A merge is undone: the two contacts are as they were, unless something newer touched what would be put back."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import consequences
from contacts.merging import kept, point
from contacts.models import Contact, Merge
from core import blocks
from core.errors import Refused
from core.models import User
from core.relations import derived_from
from core.sql import listed

BOOKKEEPING = {"version", "modified_at", "modified_by_id"}


class TouchedSince(Refused):
    pass


def undo(merge: Merge, *, by: User | None, at: datetime) -> bool:
    """Make two contacts of one again, exactly; answers whether that changed anything: done twice, it does nothing.

    Refused (TouchedSince), all of it: when the survivor is gone or holds something newer where the merge wrote, when
    the duplicate's number is taken, when a moved record is deleted or belongs to somebody else by now, or when
    something that would be named again no longer exists. What came to the survivor since stays with it.
    """
    try:
        with transaction.atomic():
            merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
            if merge.undone_at:
                return False
            _Undoing(merge, by, at).carry_out()
            merge.undone_at, merge.undone_by, merge.kept = at, by, {}
            merge.save(update_fields=["undone_at", "undone_by", "kept"])
    except IntegrityError as error:
        raise TouchedSince(_("Something newer stands where this would be put back, so nothing was undone.")) from error
    return True


class _Undoing:
    def __init__(self, merge: Merge, by: User | None, at: datetime) -> None:
        self.merge, self.by, self.at, self.kept = merge, by, at, merge.kept
        self.reason = (_("Merge undone: %(merge)s") % {"merge": merge})[:100]

    def carry_out(self) -> None:
        survivor = Contact.objects.select_for_update(of=("self",)).filter(pk=self.merge.survivor_key).first()
        if survivor is None:
            raise TouchedSince(_("%(contact)s was deleted or merged since.") % {"contact": self.merge.survivor})
        if survivor.erased_at:
            raise TouchedSince(_("%(contact)s was erased since.") % {"contact": survivor.number})
        duplicate = _read(Contact, self.kept["duplicate"])
        self._refuse_taken(duplicate)
        removed = [_read(apps.get_model(each["table"]), each["row"]) for each in self.kept["removed"]]
        refuse_gone([duplicate, *removed], coming=duplicate)
        moved = [self._moved(each, survivor) for each in self.kept["moved"]]
        changed = [self._changed(each) for each in self.kept["changed"]]
        blocks.create(Contact, [duplicate], by=self.by, at=self.at)
        for table, name, rows in moved:
            point(table, name, rows, to=duplicate, by=self.by, at=self.at, reason=self.reason)
        for row, names in changed:
            blocks.update(type(row), [row], names, by=self.by, at=self.at, reason=self.reason)
        self._create(removed)
        self._derive(survivor, duplicate)
        consequences.follow_undo(survivor, duplicate, self.kept.get("consequences", {}), at=self.at)

    def _refuse_taken(self, duplicate: Contact) -> None:
        other = Contact.objects.filter(number=duplicate.number).first()
        if other:
            sentence = _("The number %(number)s belongs to %(contact)s by now, so nothing was undone.")
            raise TouchedSince(sentence % {"number": duplicate.number, "contact": other})

    def _moved(self, each: dict[str, Any], survivor: Contact) -> tuple[Any, str, Any]:
        table: Any = apps.get_model(each["table"])
        rows = table._base_manager.filter(pk__in=listed(each["keys"])).order_by("pk")
        missing = len(each["keys"]) - rows.filter(**{each["field"]: survivor}).count()
        if missing:
            sentence = ngettext(
                "%(count)d record (%(table)s) was deleted or given to another contact since, so nothing was undone.",
                "%(count)d records (%(table)s) were deleted or given to another contact since, so nothing was undone.",
                missing,
            )
            raise TouchedSince(sentence % {"count": missing, "table": table._meta.verbose_name_plural})
        return table, each["field"], rows

    def _changed(self, each: dict[str, Any]) -> tuple[Any, list[str]]:
        """The row as it was, and the fields of it that are written. A newer version keeps its own count and name."""
        table: Any = apps.get_model(each["table"])
        row = table._base_manager.select_for_update(of=("self",)).filter(pk=each["key"]).first()
        fields = [field for field in table._meta.concrete_fields if field.attname in each["before"]]
        touched = {field.attname for field in fields if row is None or kept(row, field) != each["after"][field.attname]}
        if row is None or touched - BOOKKEEPING:
            sentence = _("%(row)s was changed since in what the merge wrote, so nothing was undone.")
            raise TouchedSince(sentence % {"row": row or self.merge.survivor})
        for field in fields:
            if not (touched and field.attname in BOOKKEEPING):
                setattr(row, field.attname, field.to_python(each["before"][field.attname]))
        if touched:
            row.changed(by=self.by, at=self.at)
        return row, [field.name for field in fields]

    def _derive(self, survivor: Contact, duplicate: Contact) -> None:
        """What is made of the two, and what gave way, is as it was; but what names something that is gone."""
        for relation in derived_from(Contact):
            about = {f"{relation.field.name}__in": [survivor, duplicate]}
            rows: Any = relation.related_model._base_manager.filter(**about)
            rows._raw_delete(rows.db)
        for those in consequences.giving_way(survivor, survivor):
            those.delete()
        rows = [_read(apps.get_model(each["table"]), each["row"]) for each in self.kept["derived"]]
        missing = gone(rows, coming=survivor)
        self._create(row for row in rows if not missing.intersection(_named_by(row)))

    def _create(self, rows: Iterable[Any]) -> None:
        tables: dict[Any, list[Any]] = defaultdict(list)
        for row in rows:
            tables[type(row)].append(row)
        for table, those in tables.items():
            blocks.create(table, those, by=self.by, at=self.at)


def refuse_gone(rows: Iterable[Any], *, coming: Contact) -> None:
    for model, key in gone(rows, coming=coming):
        sentence = _("Something that was named then no longer exists (%(table)s %(key)s), so nothing was undone.")
        raise TouchedSince(sentence % {"table": model._meta.verbose_name, "key": key})


def gone(rows: Iterable[Any], *, coming: Contact) -> set[tuple[Any, Any]]:
    """What the rows name and is not there, but the contact that comes back; one statement for each table named."""
    named: dict[Any, set[Any]] = defaultdict(set)
    for row in rows:
        for model, key in _named_by(row):
            named[model].add(key)
    named[Contact].discard(coming.pk)
    return {
        (model, key)
        for model, keys in named.items()
        for key in keys - set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
    }


def _named_by(row: Any) -> list[tuple[Any, Any]]:
    fields = [field for field in row._meta.concrete_fields if field.remote_field]
    return [(field.related_model, key) for field in fields if (key := getattr(row, field.attname)) is not None]


def _read(table: Any, values: dict[str, Any]) -> Any:
    fields = {field.attname: field for field in table._meta.concrete_fields}
    return table(**{name: fields[name].to_python(value) for name, value in values.items() if name in fields})
