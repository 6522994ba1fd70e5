"""The acts: propose an edit of many rows, carry it out, take it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from hashlib import sha256
from itertools import islice
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import blocks, extensions
from core.bulk.forms import label_of
from core.differences import Difference
from core.errors import Refused
from core.kinds import said
from core.models import Card, ChangedRow, ChangeSet, User

MOST_ROWS = 10_000
MOST_SHOWN = 50
Rows = models.QuerySet[Any]
Change = tuple[Any, Mapping[str, Any]]
"""A row, and the new values by field."""


class EditRefused(Refused):
    pass


@dataclass(frozen=True)
class Proposal:
    """What an edit would do: how many rows it changes, how many are like that already, the first ones in words."""

    changing: int
    alike: int
    shown: Sequence[tuple[Any, Sequence[Difference]]]
    seen: str
    """The versions of the rows, so that an edit can tell whether they are still what was looked at."""

    following: int = 0
    """How many other rows change along with them."""

    @property
    def written(self) -> int:
        return self.changing + self.following

    @property
    def more(self) -> int:
        return self.written - len(self.shown)


def propose(rows: Rows, values: Mapping[str, Any]) -> Proposal:
    """`values` are the new ones by field. Refused: nothing to change, more rows than one edit takes."""
    if not values:
        raise EditRefused(_("Tick the fields to change."))
    found = list(_differing(rows, values)[: MOST_ROWS + 1])
    refuse_too_many(found)
    along = _following(found, values)
    changes = [*((row, values) for row in found), *along]
    shown = [(row, _differences(row, changed)) for row, changed in changes[:MOST_SHOWN]]
    seen = seen_in([row for row, _values in changes])
    return Proposal(len(found), rows.count() - len(found), shown, seen, following=len(along))


@transaction.atomic
def edit(rows: Rows, values: Mapping[str, Any], *, by: User, at: datetime, reason: str, seen: str) -> ChangeSet:
    """Change all rows or none. Refused: no reason, rows that somebody changed since they were looked at."""
    reason = reason_in(reason)
    found = list(_differing(rows, values).select_for_update(of=("self",)))
    along = _following(found, values)
    refuse_unseen([*found, *_locked(rows.model, along)], seen)
    return write(
        [*((row, values) for row in found), *along], words=_words(rows.model, values), by=by, at=at, reason=reason
    )


def _following(rows: Sequence[Any], values: Mapping[str, Any]) -> list[Change]:
    """Other rows that change when these get the values. Refused: more of them than one edit takes."""
    told = extensions.followers.of(type(rows[0])) if rows else []
    along = list(islice((change for follow in told for change in follow(rows, values)), MOST_ROWS + 1))
    if len(rows) + len(along) > MOST_ROWS:
        sentence = _("With those who follow, more than %(most)s rows would change. Narrow the filter.")
        raise EditRefused(sentence % {"most": said(MOST_ROWS)})
    return along


def _locked(model: Any, changes: Sequence[Change]) -> list[Any]:
    """The rows as they stand, which is how somebody saw them if their versions are the same."""
    keys = [row.pk for row, _values in changes]
    return [
        row
        for some in blocks.pieces(keys, blocks.BLOCK)
        for row in model._default_manager.filter(pk__in=some).select_for_update(of=("self",)).order_by("pk")
    ]


def reason_in(typed: str) -> str:
    """Refused: nothing was typed."""
    reason = " ".join(typed.split())
    if not reason:
        raise EditRefused(_("Say why: the reason stands in the history of every row."))
    return reason


def refuse_unseen(rows: Sequence[Card], seen: str) -> None:
    """Refused: the rows are no longer those that were looked at, or none is left."""
    if not rows or seen_in(rows) != seen:
        raise EditRefused(_("Somebody changed some of these rows meanwhile. Look at the changes again."))


def refuse_too_many(rows: Sequence[Any]) -> None:
    if len(rows) > MOST_ROWS:
        raise EditRefused(_("An edit takes at most %(most)s rows. Narrow the filter.") % {"most": said(MOST_ROWS)})


def write(changes: Sequence[Change], *, words: str, by: User, at: datetime, reason: str) -> ChangeSet:
    """Give each row its new values (the same fields in all of them), and keep what it held: the way back.

    The caller locked the rows. One statement more for every block of rows.
    """
    rows, names = [row for row, _values in changes], list(changes[0][1])
    before = [{name: _stored(row, name) for name in names} for row in rows]
    for row, values in changes:
        for name, value in values.items():
            setattr(row, name, value)
    _save(rows, names, by=by, at=at, reason=reason)
    table = ContentType.objects.get_for_model(type(rows[0]))
    change_set = ChangeSet.objects.create(table=table, words=words[:250], reason=reason[:100], user=by, at=at)
    ChangedRow.objects.bulk_create(
        [
            ChangedRow(change_set=change_set, key=row.pk, before=was, version=row.version)
            for row, was in zip(rows, before, strict=True)
        ],
        batch_size=blocks.BLOCK,
    )
    return change_set


@transaction.atomic
def take_back(change_set: ChangeSet, *, by: User, at: datetime) -> tuple[int, int]:
    """Give the rows what they held before: how many, and how many stay as they are as somebody changed them since.

    Done twice, it changes nothing the second time. A row that named something which is deleted by now stays, too.
    Refused when a guard of the change objects (EditRefused); the app of the rows may refuse it (extensions.taken_back).
    """
    change_set = ChangeSet.objects.select_for_update(of=("self",)).get(pk=change_set.pk)
    if change_set.taken_back_at:
        return 0, 0
    model: Any = change_set.table.model_class()
    known = {row.key: row for row in change_set.rows.all()}
    keys = change_set.rows.values("key")
    rows = list(model._default_manager.filter(pk__in=keys).select_for_update(of=("self",)))
    untouched = _still_known([(row, known[row.pk]) for row in rows if row.version == known[row.pk].version])
    if against := extensions.objections(change_set, "take back", rows=untouched, by=by):
        raise EditRefused(" ".join(against))
    for row in untouched:
        for name, value in known[row.pk].before.items():
            field = row._meta.get_field(name)
            setattr(row, field.attname, field.to_python(value))
    changed = {name for row in untouched for name in known[row.pk].before}
    _save(untouched, changed, by=by, at=at, reason=_("Taken back: %(reason)s") % {"reason": change_set.reason})
    for act in extensions.taken_back.of(model):
        act([row.pk for row in untouched], changed, by, at)
    change_set.taken_back_at, change_set.taken_back_by = at, by
    change_set.save(update_fields=["taken_back_at", "taken_back_by"])
    return len(untouched), len(known) - len(untouched)


def _still_known(rows: Sequence[tuple[Any, ChangedRow]]) -> list[Any]:
    """The rows of which all that they named before is there; one statement for each field that names something."""
    named: dict[Any, set[Any]] = {}
    for row, was in rows:
        for name, key in was.before.items():
            if row._meta.get_field(name).remote_field and key is not None:
                named.setdefault(row._meta.get_field(name), set()).add(key)
    gone = {
        field.name: keys - set(field.related_model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for field, keys in named.items()
    }
    return [row for row, was in rows if not any(was.before.get(name) in keys for name, keys in gone.items())]


def _differing(rows: Rows, values: Mapping[str, Any]) -> Rows:
    """The rows of which a field holds another value."""
    differs = (~Q(**({f"{name}__isnull": True} if value is None else {name: value})) for name, value in values.items())
    model: Any = rows.model
    neighbours = [name for name in values if model._meta.get_field(name).related_model]
    found: Rows = model._default_manager.filter(pk__in=rows.order_by().values("pk")).filter(reduce(or_, differs))
    return found.select_related(*neighbours).order_by("pk")


def seen_in(rows: Sequence[Card]) -> str:
    """The rows and their versions, as one word."""
    return sha256(",".join(f"{row.pk}:{row.version}" for row in rows).encode()).hexdigest()


def _stored(row: Any, name: str) -> Any:
    return getattr(row, row._meta.get_field(name).attname)


def _save(rows: Sequence[Any], names: Iterable[str], *, by: User, at: datetime, reason: str) -> None:
    for row in rows:
        row.changed(by=by, at=at)
    if rows:
        blocks.update(type(rows[0]), rows, names, by=by, at=at, reason=reason[:100])


def _differences(row: Any, values: Mapping[str, Any]) -> list[Difference]:
    pairs = ((name, getattr(row, name), value) for name, value in values.items())
    return [
        Difference(label_of(row, name), said(before), said(after)) for name, before, after in pairs if before != after
    ]


def _words(model: Any, values: Mapping[str, Any]) -> str:
    told = (f"{label_of(model, name)}: {said(value) or _('blank')}" for name, value in values.items())
    return ", ".join(told)
