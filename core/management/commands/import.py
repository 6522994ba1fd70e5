# ruff: noqa: N999 - the command is called import
"""./dev import KIND FILE [--confirm] [--by USER]: what a file would do; with --confirm, do it."""

from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from core.errors import Refused
from core.importing import runs
from core.importing.checking import Check
from core.importing.drafts import Outcome, Told
from core.importing.keeping import told_again
from core.importing.kinds import kinds
from core.importing.reading import refuse_size
from core.models import Import, User


class Command(BaseCommand):
    help = (
        "Says row by row what a CSV file or an Excel workbook would do; with --confirm, does it when no row is refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(kinds))
        parser.add_argument("file", type=Path)
        parser.add_argument("--confirm", action="store_true", help="write what the check says")
        parser.add_argument("--by", metavar="USER", help="who did it, for the history of the rows")

    def handle(self, *args: Any, **options: Any) -> None:
        user = _person(options["by"])
        record = _brought(options["kind"], options["file"], user)
        runs.look(record, user=user)
        found = told_again(record)
        self._tell(found)
        if options["confirm"] and not (record.refusal or found.is_refused):
            Import.objects.filter(pk=record.pk).update(state=Import.State.WRITING)
            runs.carry_out(record, by=user, at=now())
            record.refresh_from_db()
        if not record.is_over:
            record.delete()
        if record.refusal:
            raise CommandError(record.refusal)
        if found.is_refused:
            raise CommandError("Rows are refused; nothing can be imported until they are mended in the file.")
        megabytes = getrusage(RUSAGE_SELF).ru_maxrss // 1024
        self.stdout.write(f"It took {megabytes} MB of memory at most.")
        self.stdout.write("Imported." if options["confirm"] else "Nothing was written. Add --confirm to import it.")

    def _tell(self, found: Check) -> None:
        if found.unused:
            self.stdout.write(f"Not used: {', '.join(found.unused)}.")
        for row in found.rows:
            if row.outcome is not Outcome.UNCHANGED:
                self.stdout.write(f"Line {row.line}: {row.title}: {_said(row)}")
        self.stdout.write(", ".join(f"{count} {outcome.value}" for outcome, count in found.counts.items()) + ".")


def _brought(kind: str, file: Path, user: User | None) -> Import:
    try:
        content = file.read_bytes()
        refuse_size(len(content))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except Refused as refusal:
        raise CommandError(str(refusal)) from refusal
    return Import.objects.create(kind=kind, name=file.name[:200], content=content, uploaded_by=user, uploaded_at=now())


def _said(row: Told) -> str:
    if row.outcome is Outcome.REFUSED:
        return f"refused. {' '.join(row.errors)}"
    if row.outcome is Outcome.NEW:
        return "new."
    changes = (f"{change.label} {change.before or '–'} → {change.after or '–'}" for change in row.differences)
    return f"changed: {'; '.join(changes)}."


def _person(name: str | None) -> User | None:
    if not name:
        return None
    person = User.objects.filter(username=name).first()
    if person is None:
        raise CommandError(f"There is no user {name}.")
    return person
