"""On paper: letters, labels and cover sheets, at the address that holds on the day (20, ALT-5)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.addresses import Periods
from contacts.models import AlternativeAddress, Contact
from core.errors import Refused
from interactions.letters.writing import Letter, Said, Writer, address_lines

Row = TypeVar("Row", bound=Said)
MOST = 2_000
"""So many letters, labels or cover sheets are printed at once."""
ROWS = 8
"""Labels one below the other on A4."""
REMARKS: dict[str, str | Promise] = {
    "agreed": _("As agreed"),
    "information": _("For your information"),
    "comments": _("Your comments please"),
    "approval": _("For your approval"),
    "call": _("Please call"),
    "returned": _("Returned after use"),
}


@dataclass(frozen=True)
class Size:
    """Of a label, in millimetres, and how many stand side by side."""

    height: int
    width: int
    columns: int

    @property
    def name(self) -> str:
        return f"{self.height}x{self.width}"

    @property
    def label(self) -> str:
        return f"{self.height} × {self.width} mm"


SIZES = {size.name: size for size in [Size(36, 70, 3), Size(37, 70, 3), Size(36, 105, 2), Size(37, 105, 2)]}


@dataclass(frozen=True)
class Addressed:
    """A contact, and its name and address as on an envelope."""

    contact: Contact
    lines: list[str]


@dataclass(frozen=True)
class Letters:
    """Those that could be written, and why others could not."""

    written: list[Letter]
    unwritten: list[tuple[Contact | None, str]]


def addressed(contacts: Sequence[Contact], *, day: date) -> list[Addressed]:
    """Each of the contacts, fetched with company and country; two statements."""
    places = places_of(contacts, day=day)
    return [Addressed(contact, address_lines(contact, places.get(contact.pk))) for contact in contacts]


def sheets_of_labels(labels: Sequence[Addressed], size: Size) -> Iterator[Sequence[Addressed]]:
    """As many labels as a sheet of A4 has."""
    room = ROWS * size.columns
    for start in range(0, len(labels), room):
        yield labels[start : start + room]


def letters(rows: Sequence[Said], *, day: date, campaign: Campaign | None) -> Letters:
    """The letters of lines of a segment or of interactions (writing.WITH); a bounded number of statements."""
    made = Letters([], [])
    for row, letter in written(rows, day=day, campaign=campaign):
        if isinstance(letter, Letter):
            made.written.append(letter)
        else:
            made.unwritten.append((row.contact, letter))
    return made


def written(rows: Sequence[Row], *, day: date, campaign: Campaign | None) -> Iterator[tuple[Row, Letter | str]]:
    """Each of them with its letter, or with why it has none."""
    writer = Writer(row.template_id for row in rows)
    places = places_of([row.contact for row in rows if row.contact], day=day)
    for row in rows:
        try:
            letter = writer.letter(row, day=day, campaign=campaign)
        except Refused as refusal:
            yield row, str(refusal)
            continue
        at = address_lines(letter.contact, places.get(letter.contact.pk))
        yield row, replace(letter, address=at) if letter.text else _now("There is a file, but no text for a letter.")


def places_of(contacts: Sequence[Contact], *, day: date) -> Mapping[int, AlternativeAddress]:
    """The alternative addresses that hold on the day, by contact; two statements."""
    keys = [contact.pk for contact in contacts]
    periods = Periods.of(keys)
    holding = {key: place for key in keys if (place := periods.on(day, contact=key))}
    found = AlternativeAddress.objects.select_related("country").in_bulk(holding.values())
    return {contact: found[place] for contact, place in holding.items()}
