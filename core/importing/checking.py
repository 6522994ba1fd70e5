"""An import: first what it would do, row by row; then, when a person confirms and no row is refused, done at once.

A file is gone through in blocks, so that a long one needs little more memory than a short one. As a row may name rows
of an earlier block, each block is written before the next is looked at, and a check takes all of it back at its end.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Self

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import Refused
from core.importing.drafts import Draft, Outcome, Told
from core.importing.kinds import Kind
from core.importing.reading import read
from core.importing.records import Column, Understanding, understand
from core.importing.table import Line
from core.importing.writing import ChangedMeanwhile, Writing, changed_meanwhile
from core.models import Import, User
from core.progress import Tell, nobody

BLOCK = 5_000
REHEARSED = datetime(2000, 1, 1, tzinfo=UTC)  # no row keeps it
MOST_TOLD = 200

Row = tuple[type[models.Model], Any]
Meaning = Callable[[Sequence[str]], Mapping[int, str]]
"""Asked with the headings of a file, what columns stand for, by their places (`understand`)."""


def nothing_said(headings: Sequence[str]) -> Mapping[int, str]:
    return {}


class RowsRefused(Refused):
    pass


@dataclass
class Check:
    """What a file does: how many rows of each outcome, the first of each in words, what its headings mean."""

    kind: Kind
    origin: str
    columns: Sequence[Column]
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    told: dict[Outcome, list[Told]] = field(default_factory=lambda: {outcome: [] for outcome in Outcome})
    fingerprint: str = ""
    """The same while the file would do the same."""

    def take_in(self, drafts: Sequence[Draft]) -> None:
        told = "".join(draft.told_apart for draft in drafts)
        self.fingerprint = sha256(f"{self.fingerprint}{told}".encode()).hexdigest()
        labels = {heading.name: heading.label for heading in self.kind.headings}
        for draft in drafts:
            self.counts[draft.outcome] += 1
            if len(self.told[draft.outcome]) < MOST_TOLD:
                self.told[draft.outcome].append(draft.told(labels))

    @property
    def unused(self) -> list[str]:
        return [column.heading for column in self.columns if not column.name]

    @property
    def is_refused(self) -> bool:
        return self.counts[Outcome.REFUSED] > 0

    @property
    def does_something(self) -> bool:
        return self.new + self.counts[Outcome.CHANGED] > 0

    @property
    def new(self) -> int:
        return self.counts[Outcome.NEW] + self.counts[Outcome.ALIKE]

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def rows(self) -> list[Told]:
        """The rows that are told, in the order of the file."""
        return sorted(self.most_telling(len(Outcome) * MOST_TOLD), key=lambda row: row.line)

    def most_telling(self, most: int = MOST_TOLD) -> list[Told]:
        """The first rows, refused ones before changed, new and unchanged ones."""
        return [row for rows in self.told.values() for row in rows][:most]


def check(
    kind: Kind,
    content: bytes,
    *,
    user: User | None,
    said: Meaning = nothing_said,
    choices: Mapping[str, str] | None = None,
    progress: Tell = nobody,
) -> Check:
    """What the file would do if it were imported now; `said` as in `understand`. `choices` (`Choice`) are by line, of
    those that look like rows that are here, and under a blank for the others of them.

    Refused (Unreadable) when it cannot be read as that kind.
    """
    passage = Passage.through(kind, content, user=user, said=said, choices=choices, progress=progress)
    *earlier, last = passage.blocks()
    with transaction.atomic() if earlier else nullcontext():
        rehearsal = Writing(kind.models, by=user, at=REHEARSED, is_rehearsal=True)
        for block in earlier:
            passage.write(passage.look_at(block), rehearsal)
        passage.look_at(last)
        if earlier:
            transaction.set_rollback(True)
    return passage.found


def run(
    kind: Kind,
    content: bytes,
    *,
    user: User | None,
    at: datetime,
    seen: str = "",
    said: Meaning = nothing_said,
    choices: Mapping[str, str] | None = None,
    progress: Tell = nobody,
    record: Import | None = None,
) -> Check:
    """Import the file in one transaction; what it did is the answer, and is noted row by row on `record`.

    Refused: as `check`; when any row is refused (RowsRefused); and when the file would not do what somebody saw, whose
    fingerprint is `seen`, or somebody writes the same rows now (ChangedMeanwhile). Then nothing is written.
    """
    try:
        with transaction.atomic():
            passage = Passage.through(kind, content, user=user, said=said, choices=choices, progress=progress)
            writing = Writing(kind.models, by=user, at=at, record=record)
            for block in passage.blocks():
                passage.write(passage.look_at(block), writing)
            if passage.found.is_refused:
                raise RowsRefused(_refusal(passage.found.counts[Outcome.REFUSED]))
            if seen and seen != passage.found.fingerprint:
                raise ChangedMeanwhile(changed_meanwhile())
            return passage.found
    except IntegrityError as error:
        raise ChangedMeanwhile(changed_meanwhile()) from error


@dataclass
class Passage:
    """On the way through the lines of a file, block by block."""

    found: Check
    understanding: Understanding
    lines: Sequence[Line]
    choices: Mapping[str, str]
    progress: Tell
    written: dict[Row, int] = field(default_factory=dict)
    """The rows of earlier blocks, and the lines that are about them."""

    @classmethod
    def through(
        cls,
        kind: Kind,
        content: bytes,
        *,
        user: User | None,
        said: Meaning,
        choices: Mapping[str, str] | None,
        progress: Tell,
    ) -> Self:
        table = read(content, known=kind.knows)
        understanding = understand(kind, table, user=user, said=said(table.headings))
        found = Check(kind, table.origin, understanding.columns_of(table))
        return cls(found, understanding, understanding.in_order(table.lines), choices or {}, progress)

    def blocks(self) -> list[Sequence[Line]]:
        """At least one, which may be empty."""
        starts = range(0, max(len(self.lines), 1), BLOCK)
        return [self.lines[start : start + BLOCK] for start in starts]

    def look_at(self, lines: Sequence[Line]) -> list[Draft]:
        records = self.understanding.records(lines)
        for record in records:
            record.choice = self.choices.get(str(record.line), self.choices.get("", ""))
        refused = [Draft(record) for record in records if record.errors]
        fine = [record for record in records if not record.errors]
        drafts = [*refused, *self.found.kind.draft(fine)]
        drafts.sort(key=lambda draft: draft.record.line)
        for draft in drafts:
            self._refuse_written(draft)
        self.found.take_in(drafts)
        self.progress(self.found.count, len(self.lines))
        return drafts

    def write(self, drafts: Sequence[Draft], writing: Writing) -> None:
        fine = [draft for draft in drafts if not draft.record.errors]
        writing.write(fine)
        self.written.update({(type(row), row.pk): draft.record.line for draft in fine for row in draft.main})

    def _refuse_written(self, draft: Draft) -> None:
        for row in draft.main:
            if line := self.written.get((type(row), row.pk)):
                draft.record.refuse(_("It is the same row as line %(line)d.") % {"line": line})


def _refusal(count: int) -> str:
    sentence = ngettext(
        "%(count)d row is refused, so nothing was imported. Mend it in the file and check it again.",
        "%(count)d rows are refused, so nothing was imported. Mend them in the file and check it again.",
        count,
    )
    return sentence % {"count": count}
