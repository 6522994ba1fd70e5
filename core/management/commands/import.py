# ruff: noqa: N999 - the command is called import
"""./dev import KIND FILE [--confirm] [--by USER]: what a CSV file would do, and with --confirm, do it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from core.errors import Refused
from core.importing.checking import Check, check, run
from core.importing.drafts import Draft, Outcome
from core.importing.kinds import kinds
from core.models import User


class Command(BaseCommand):
    help = "Says row by row what a CSV file would do; with --confirm, does it when no row is refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(kinds))
        parser.add_argument("file", type=Path)
        parser.add_argument("--confirm", action="store_true", help="write what the check says")
        parser.add_argument("--by", metavar="USER", help="who did it, for the history of the rows")

    def handle(self, *args: Any, **options: Any) -> None:
        kind, user = kinds[options["kind"]], _person(options["by"])
        try:
            content = options["file"].read_bytes()
            found = check(kind, content, user=user)
            self._tell(found)
            if options["confirm"]:
                run(kind, content, user=user, at=now())
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if found.is_refused:
            raise CommandError("Rows are refused; nothing can be imported until they are mended in the file.")
        self.stdout.write("Imported." if options["confirm"] else "Nothing was written. Add --confirm to import it.")

    def _tell(self, found: Check) -> None:
        if found.unused:
            self.stdout.write(f"Not used: {', '.join(found.unused)}.")
        for draft in found.drafts:
            if draft.outcome is not Outcome.UNCHANGED:
                self.stdout.write(f"Line {draft.record.line}: {draft.title}: {_said(draft)}")
        self.stdout.write(", ".join(f"{count} {outcome.value}" for outcome, count in found.counts.items()) + ".")


def _said(draft: Draft) -> str:
    if draft.outcome is Outcome.REFUSED:
        return f"refused. {' '.join(draft.record.errors)}"
    if draft.outcome is Outcome.NEW:
        return "new."
    changes = (f"{change.label} {change.before or '–'} → {change.after or '–'}" for change in draft.differences)
    return f"changed: {'; '.join(changes)}."


def _person(name: str | None) -> User | None:
    if not name:
        return None
    person = User.objects.filter(username=name).first()
    if person is None:
        raise CommandError(f"There is no user {name}.")
    return person
