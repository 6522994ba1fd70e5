"""What the headings of a file mean: what a person said last time, and what looks alike."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from core.importing.kinds import Heading, Kind, folded
from core.importing.records import Column
from core.models import MeantHeading

ALIKE = 0.75
SHORTEST = 4
"""Letters of a word that counts as the beginning of another."""


def remembered(kind: Kind, headings: Sequence[str]) -> tuple[dict[int, str], list[str]]:
    """What headings meant last time, by their places; and those that meant one of the kind's that is no more."""
    known = {heading.name for heading in kind.headings} | {""}
    kept = dict(MeantHeading.objects.filter(kind=kind.code).values_list("heading", "name"))
    meant = {place: kept[_key(heading)] for place, heading in enumerate(headings) if _key(heading) in kept}
    return (
        {place: name for place, name in meant.items() if name in known},
        [headings[place] for place, name in meant.items() if name not in known],
    )


def remember(kind: Kind, columns: Sequence[Column], said: Mapping[str, str]) -> None:
    """What a person said of columns, by their places, counts for the next file with these headings."""
    meant = {_key(columns[int(place)].heading): name for place, name in said.items()}
    rows = [MeantHeading(kind=kind.code, heading=key, name=name) for key, name in meant.items() if key]
    MeantHeading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "heading"], update_fields=["name"]
    )


def _key(heading: str) -> str:
    """As it is remembered; of a heading without letters nothing is."""
    return folded(heading)[:100]


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
