"""What the headings of a file mean: what a person said last time, and what looks alike."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from core.importing.kinds import Heading, Kind, folded
from core.importing.records import Column
from core.models import MeantHeading

ALIKE = 0.75
SHORTEST = 4
"""Letters of a word that counts as the beginning of another."""


def remembered(kind: Kind) -> tuple[dict[str, str], list[str]]:
    """What headings meant last time; and those that meant one of the kind's headings that is no more."""
    known = {heading.name for heading in kind.headings} | {""}
    meant = dict(MeantHeading.objects.filter(kind=kind.code).values_list("heading", "name"))
    return (
        {heading: name for heading, name in meant.items() if name in known},
        [heading for heading, name in meant.items() if name not in known],
    )


def remember(kind: Kind, columns: Mapping[str, str]) -> None:
    rows = {folded(heading): name for heading, name in columns.items()}
    MeantHeading.objects.bulk_create(
        [MeantHeading(kind=kind.code, heading=heading[:100], name=name) for heading, name in rows.items()],
        update_conflicts=True,
        unique_fields=["kind", "heading"],
        update_fields=["name"],
    )


def suggested(columns: Sequence[Column], headings: Iterable[Heading]) -> dict[str, str]:
    """For headings of the file that mean nothing yet: the free heading of the kind whose name or label is like it."""
    used = {column.name for column in columns}
    free = {
        word: heading.name
        for heading in headings
        if heading.name not in used
        for word in (*heading.names, folded(str(heading.label)))
    }
    found: dict[str, str] = {}
    for column in columns:
        word = "" if column.name else _closest(folded(column.heading), free)
        if word and free[word] not in found.values():
            found[column.heading] = free[word]
    return found


def _closest(heading: str, words: Iterable[str]) -> str:
    """The word written most like it, else the longest it begins with: e-mail address, e-mail."""
    alike = get_close_matches(heading, words, n=1, cutoff=ALIKE)
    begun = sorted((word for word in words if len(word) >= SHORTEST and heading.startswith(word)), key=len)
    return next(iter(alike or begun[-1:]), "")
