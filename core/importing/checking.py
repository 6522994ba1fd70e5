"""An import: first what it would do, row by row; then, when a person confirms and no row is refused, done at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import Refused
from core.importing.drafts import Draft, Outcome
from core.importing.kinds import Heading, Kind
from core.importing.reading import Table, read
from core.importing.records import understand
from core.importing.writing import write
from core.models import User


class RowsRefused(Refused):
    pass


class ChangedMeanwhile(Refused):
    pass


@dataclass(frozen=True)
class Check:
    """What a file would do: a draft for each row, the headings used and not used."""

    kind: Kind
    table: Table
    used: Sequence[Heading]
    unused: Sequence[str]
    drafts: Sequence[Draft]

    @cached_property
    def counts(self) -> dict[Outcome, int]:
        counted = Counter(draft.outcome for draft in self.drafts)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def is_refused(self) -> bool:
        return self.counts[Outcome.REFUSED] > 0

    @property
    def does_something(self) -> bool:
        return self.counts[Outcome.NEW] + self.counts[Outcome.CHANGED] > 0

    def most_telling(self, most: int) -> list[Draft]:
        """The first rows, refused ones before changed, new and unchanged ones."""
        order = list(Outcome)
        return sorted(self.drafts, key=lambda draft: order.index(draft.outcome))[:most]

    @property
    def fingerprint(self) -> str:
        """The same while the file would do the same."""
        said = [(draft.record.line, draft.outcome.value, draft.differences) for draft in self.drafts]
        return sha256(repr(said).encode()).hexdigest()


def check(kind: Kind, content: bytes, *, user: User | None) -> Check:
    """What the file would do if it were imported now. Refused (Unreadable) when it cannot be read as that kind."""
    table = read(content, known=kind.knows)
    understood = understand(kind, table, user=user)
    refused = [Draft(record) for record in understood.refused]
    drafts = [*kind.draft(understood.fine), *refused]
    drafts.sort(key=lambda draft: draft.record.line)
    return Check(kind, table, list(understood.columns), understood.unused, drafts)


def run(kind: Kind, content: bytes, *, user: User | None, at: datetime, seen: str = "") -> Check:
    """Import the file in one transaction; what it did is the answer.

    Refused: as `check`; when any row is refused (RowsRefused); and when the file would not do what somebody saw, whose
    fingerprint is `seen`, or somebody writes the same rows now (ChangedMeanwhile). Then nothing is written.
    """
    meanwhile = _("Somebody changed these rows meanwhile, so nothing was imported. Look at the rows again.")
    try:
        with transaction.atomic():
            found = check(kind, content, user=user)
            if found.is_refused:
                raise RowsRefused(_refusal(found.counts[Outcome.REFUSED]))
            if seen and seen != found.fingerprint:
                raise ChangedMeanwhile(meanwhile)
            write(found.drafts, kind.models, by=user, at=at)
            return found
    except IntegrityError as error:
        raise ChangedMeanwhile(meanwhile) from error


def _refusal(count: int) -> str:
    sentence = ngettext(
        "%(count)d row is refused, so nothing was imported. Mend it in the file and check it again.",
        "%(count)d rows are refused, so nothing was imported. Mend them in the file and check it again.",
        count,
    )
    return sentence % {"count": count}
