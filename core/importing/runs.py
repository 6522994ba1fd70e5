"""What becomes of a file that somebody brought: looked at, confirmed, imported; each step at once or in the background.

A record says which step it is at; `progress` says how far that is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refused
from core.importing import keeping, meanings, progress
from core.importing.checking import Check, check, run
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from core.importing.records import NotUnderstood
from core.models import Import, User
from core.sql import count_anew

State = Import.State
MANY = 5_000


def look(record: Import, *, user: User | None) -> None:
    """Check the file and keep what it would do, or why it cannot be read."""
    with _at_work(record):
        record.refusal = ""
        try:
            found = check(kinds[record.kind], bytes(record.content), user=user, **_ways(record))
        except NotUnderstood as refusal:
            record.refusal, found = str(refusal), Check(kinds[record.kind], "", refusal.columns)
        except Refused as refusal:
            record.refusal, found = str(refusal), Check(kinds[record.kind], "", [])
        record.found, record.state = keeping.kept(found), State.CHECKED
        record.save(update_fields=["refusal", "found", "state"])


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
            look(record, user=by)
            Import.objects.filter(pk=record.pk).update(refusal=str(refusal))


def _import(record: Import, by: User | None, at: datetime) -> None:
    kind = kinds[record.kind]
    seen = keeping.told_again(record).fingerprint
    done = run(kind, bytes(record.content), user=by, at=at, seen=seen, record=record, **_ways(record))
    meanings.remember(kind, record.columns)
    if done.count > MANY:
        count_anew(kind.models)
    record.new, record.changed = done.new, done.counts[Outcome.CHANGED]
    record.unchanged = done.counts[Outcome.UNCHANGED]
    record.content, record.found, record.refusal = b"", {}, ""
    record.state, record.imported_by, record.imported_at = State.IMPORTED, by, at
    record.save()


def _ways(record: Import) -> dict[str, Any]:
    meant, _gone = meanings.remembered(kinds[record.kind])
    return {"columns": meant | record.columns, "choices": record.choices, "progress": partial(progress.tell, record.pk)}


@contextmanager
def _at_work(record: Import) -> Iterator[None]:
    """What nobody foresaw leaves the record where a person can go on from."""
    progress.tell(record.pk)
    try:
        yield
    except Exception:
        sentence = _("Something went wrong, and nothing was written. Check the file again; it was written to the log.")
        Import.objects.filter(pk=record.pk).update(state=State.CHECKED, refusal=sentence)
        raise
