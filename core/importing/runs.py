"""What becomes of a file that somebody brought: looked at, confirmed, imported, taken back; at once or in background.

A record says which step it is at; it goes on to the next only from the one it is expected at, as two people may send it
on. `progress` says how far a step is.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import progress
from core.errors import Refused
from core.importing import keeping, meanings, taking_back
from core.importing.checking import Check, check, run
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from core.importing.records import NotUnderstood
from core.models import Import, User
from core.sql import count_anew

State = Import.State
MANY = 5_000


def goes_on(record: Import, *, to: State) -> bool:
    """Whether the record was still where it was seen last; then it is at its next step."""
    moved = Import.objects.filter(pk=record.pk, state=record.state).update(state=to)
    if moved:
        record.state = to
        progress.wait(record)
    return bool(moved)


def look(record: Import, *, user: User | None) -> None:
    """Check the file and keep what it would do, or why it cannot be read."""
    with _at_work(record):
        kind, refusal = kinds[record.kind], ""
        try:
            found = check(kind, bytes(record.content), user=user, said=partial(_said, record), **_ways(record))
        except NotUnderstood as reason:
            refusal, found = str(reason), Check(kind, "", reason.columns)
        except Refused as reason:
            refusal, found = str(reason), Check(kind, "", [])
        record.refusal, record.found = refusal, keeping.kept(found)
        kept = {"refusal": record.refusal, "found": record.found, "state": State.CHECKED}
        if Import.objects.filter(pk=record.pk, state=State.CHECKING).update(**kept):
            record.state = State.CHECKED


def carry_out(record: Import, *, by: User | None, at: datetime) -> None:
    """Import what was looked at. Done twice, it changes nothing the second time.

    When it is refused nothing is written: why stands on the record, and the file has been looked at again.
    """
    with _at_work(record):
        try:
            with transaction.atomic():
                record = Import.objects.select_for_update(of=("self",)).get(pk=record.pk)
                if record.state == State.WRITING:
                    _import(record, by, at)
        except Refused as refusal:
            if goes_on(record, to=State.CHECKING):
                look(record, user=by)
                Import.objects.filter(pk=record.pk, state=State.CHECKED).update(refusal=str(refusal))


def take_back(record: Import, *, by: User, at: datetime) -> None:
    """As `taking_back.take_back`; when it is refused, why stands on the record."""
    with _at_work(record):
        try:
            taking_back.take_back(record, by=by, at=at, progress=partial(progress.tell, record))
        except Refused as refusal:
            waiting = Import.objects.filter(pk=record.pk, state=State.TAKING_BACK)
            waiting.update(state=State.IMPORTED, refusal=str(refusal))


def _import(record: Import, by: User | None, at: datetime) -> None:
    kind, seen = kinds[record.kind], keeping.told_again(record)
    meant = {place: column.name for place, column in enumerate(seen.columns)}
    ways = _ways(record) | {"seen": seen.fingerprint, "record": record}
    done = run(kind, bytes(record.content), user=by, at=at, said=lambda _headings: meant, **ways)
    meanings.remember(kind, done.columns, record.columns)
    if done.count > MANY:
        count_anew(kind.models)
    record.new, record.changed = done.new, done.counts[Outcome.CHANGED]
    record.unchanged = done.counts[Outcome.UNCHANGED]
    record.content, record.found, record.refusal = b"", {}, ""
    record.state, record.imported_by, record.imported_at = State.IMPORTED, by, at
    record.save()


def _said(record: Import, headings: Sequence[str]) -> dict[int, str]:
    """What columns stand for: as it was said of this file, or else of the last one with such a heading."""
    meant, _gone = meanings.remembered(kinds[record.kind], headings)
    return meant | {int(place): name for place, name in record.columns.items()}


def _ways(record: Import) -> dict[str, Any]:
    return {"choices": record.choices, "progress": partial(progress.tell, record)}


@contextmanager
def _at_work(record: Import) -> Iterator[None]:
    """What nobody foresaw leaves the record where a person can go on from."""
    progress.tell(record)
    try:
        yield
    except Exception:
        sentence = _("Something went wrong, and nothing was written. Check the file again; it was written to the log.")
        unfinished = Import.objects.filter(pk=record.pk)
        unfinished.filter(state=State.TAKING_BACK).update(state=State.IMPORTED, refusal=sentence)
        unfinished.filter(state__in=[State.CHECKING, State.WRITING]).update(state=State.CHECKED, refusal=sentence)
        raise
