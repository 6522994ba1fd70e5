"""An import keeps what its rows held before: it can be taken back as a whole while nothing newer touched them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import CASCADE, PROTECT, RESTRICT, SET_NULL
from django.utils.translation import gettext as _

from core import blocks
from core.errors import Refused
from core.importing.drafts import Part
from core.importing.kinds import kinds
from core.models import Import, ImportedRow, NumberSeries, User
from core.progress import Tell, nobody
from core.relations import is_derived, pointing_at

CHUNK = 1000
Table = type[models.Model]
TAKEN_FROM = (Import.State.IMPORTED, Import.State.TAKING_BACK)
BOOKKEEPING = {"version", "modified_at", "modified_by"}


class TouchedSince(Refused):
    pass


def remember(record: Import, table: Table, parts: Iterable[Part]) -> None:
    """Note rows that are written just now: made ones, and of changed ones what they held before."""
    before = {part.row.pk: None if part.is_new else _stored(part) for part in parts}
    kept = ContentType.objects.get_for_model(table)
    for keys in blocks.pieces(list(before), CHUNK):
        marks = _marks(table, keys, _marked(record, table))
        noted = dict(_rows(record, table).filter(key__in=keys).values_list("key", "before"))
        rows = [
            ImportedRow(run=record, table=kept, key=key, before=_first(before[key], noted.get(key, {})), mark=mark)
            for key, mark in marks.items()
        ]
        ImportedRow.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["run", "table", "key"], update_fields=["mark", "before"]
        )


def _first(before: dict[str, Any] | None, noted: dict[str, Any] | None) -> dict[str, Any] | None:
    """What a row held before the first of the lines that change it; nothing where one of them made it."""
    return None if before is None or noted is None else {**before, **noted}


def remember_numbers(record: Import, series: NumberSeries, *, first: str) -> None:
    """Note on the record, which the caller saves, which numbers were drawn."""
    drawn = record.numbers.setdefault(str(series.pk), [first, ""])
    drawn[1] = series.next_number


def take_back(record: Import, *, by: User, at: datetime, progress: Tell = nobody) -> int:
    """Delete the rows an import made, give back to others what they held, and to the series the numbers nobody drew
    after it; the answer is how many rows. Done twice, it changes nothing the second time.

    Refused (TouchedSince), all of it, when a row was changed or deleted since, or something newer names one that would
    go.
    """
    try:
        with transaction.atomic():
            record = Import.objects.select_for_update(of=("self",)).get(pk=record.pk)
            return _take_back(record, by, at, progress) if record.state in TAKEN_FROM else 0
    except IntegrityError as error:
        raise TouchedSince(_("Somebody uses these rows just now, so nothing was taken back.")) from error


def _take_back(record: Import, by: User, at: datetime, progress: Tell) -> int:
    tables = list(reversed(kinds[record.kind].models))
    for table in tables:
        _refuse_touched(record, table)
        _refuse_named(record, table)
    reason = (_("Import taken back: %(file)s") % {"file": record})[:100]
    for table in tables:
        _put_back(record, table, by, at, reason)
    done, count = 0, record.rows.count()
    for table in tables:
        for keys in blocks.pieces(list(_made(record, table).values_list("key", flat=True)), CHUNK):
            blocks.delete(table, list(_all(table).filter(pk__in=keys)), by=by, at=at, reason=reason)
            progress(done := done + len(keys), count)
    for series, (first, after) in record.numbers.items():
        NumberSeries.objects.filter(pk=series, next_number=after).update(next_number=first)
    record.state, record.refusal = Import.State.TAKEN_BACK, ""
    record.taken_back_at, record.taken_back_by = at, by
    record.save(update_fields=["state", "refusal", "taken_back_at", "taken_back_by"])
    record.rows.all().delete()
    return count


def _refuse_touched(record: Import, table: Table) -> None:
    known = dict(_rows(record, table).values_list("key", "mark"))
    for keys in blocks.pieces(list(known), CHUNK):
        found = _marks(table, keys, _marked(record, table), locked=True)
        for key in keys:
            if key not in found:
                raise TouchedSince(
                    _("One of the rows (%(table)s) was deleted since this import, so nothing was taken back.")
                    % {"table": table._meta.verbose_name}
                )
            if found[key] != known[key]:
                sentence = _("%(row)s was changed since this import, so nothing was taken back.")
                raise TouchedSince(sentence % {"row": _all(table).get(pk=key)})


def _refuse_named(record: Import, table: Table) -> None:
    """Refused when a row that is none of this import names one that would be deleted."""
    made = _made(record, table).values("key")
    for relation in pointing_at(table, CASCADE, PROTECT, RESTRICT, SET_NULL):
        if is_derived(relation):
            continue
        others = _all(relation.related_model).filter(**{f"{relation.field.name}__in": made})
        first = others.exclude(pk__in=_rows(record, relation.related_model).values("key")).first()
        if first:
            sentence = _("%(row)s is used since by %(other)s (%(table)s), so nothing was taken back.")
            named = {"row": getattr(first, relation.field.name), "other": first}
            raise TouchedSince(sentence % {**named, "table": relation.related_model._meta.verbose_name})


def _put_back(record: Import, table: Table, by: User, at: datetime, reason: str) -> None:
    changed = list(_rows(record, table).filter(before__isnull=False).values_list("key", "before"))
    for some in blocks.pieces(changed, CHUNK):
        before = dict(some)
        rows = list(_all(table).filter(pk__in=before))
        for row in rows:
            for name, value in before[row.pk].items():
                field: Any = table._meta.get_field(name)
                setattr(row, field.attname, field.to_python(value))
            if hasattr(row, "changed"):
                row.changed(by=by, at=at)
        names = {name for values in before.values() for name in values}
        blocks.update(table, rows, names, by=by, at=at, reason=reason)


def _rows(record: Import, table: Table) -> models.QuerySet[ImportedRow]:
    return record.rows.filter(table=ContentType.objects.get_for_model(table))


def _made(record: Import, table: Table) -> models.QuerySet[ImportedRow]:
    return _rows(record, table).filter(before__isnull=True)


def _all(table: Any) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = table._base_manager.all()
    return rows


def _marked(record: Import, table: Table) -> list[str]:
    """The columns that tell whether a row was touched, as they were when the import began to write; which version a row
    is and who saved it do not count, as another import that was taken back has changed them."""
    now = [field.attname for field in table._meta.concrete_fields if field.name not in BOOKKEEPING]
    kept: list[str] = record.marked.setdefault(table._meta.label_lower, now)
    return [name for name in kept if name in now]


def _marks(table: Table, keys: Sequence[Any], columns: Sequence[str], *, locked: bool = False) -> dict[Any, str]:
    """Of the values of the rows, as the database has them."""
    rows = _all(table).filter(pk__in=keys)
    if locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.values_list("pk", *columns)
    return {row[0]: blake2b("\x1f".join(map(str, row)).encode(), digest_size=16).hexdigest() for row in found}


def _stored(part: Part) -> dict[str, Any]:
    return {name: getattr(old, "pk", old) for name, old in part.before.items()}
