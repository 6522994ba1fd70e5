"""What every file comes down to, whatever program wrote it: headings, and lines of texts below them."""

from dataclasses import dataclass

from core.errors import Refused


class Unreadable(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of a line, and where in the file it begins."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """`origin` says in a sentence how the file was read."""

    headings: list[str]
    lines: list[Line]
    origin: str
