"""A card as one person arranges it: FastTabs and fields in his order, some fields out of sight.

An arrangement is a list of names: a FastTab's key, the fields shown in it, the next one's key, its fields, and so on.
What is out of sight stays in the form, so that a card is saved whole.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import Layout
from django.utils.html import format_html_join

TAB = "tab:"


@dataclass(frozen=True)
class Part:
    """What moves as one: a field with what stands beside it. Without a name it always stays, in front."""

    name: str
    items: list[Any]


@dataclass(frozen=True)
class Tab:
    """A FastTab and its parts; its key is the field it begins with, as its title depends on the language."""

    key: str
    fasttab: Any
    parts: list[Part]

    @classmethod
    def of(cls, fasttab: Any) -> "Tab":
        parts = list(_parts(fasttab.fields))
        return cls(TAB + next((part.name for part in parts if part.name), ""), fasttab, parts)

    def in_sight(self, place: Mapping[str, int], kept: Collection[str] = ()) -> list[Part]:
        if self.key not in place:
            return self.parts
        shown = [part for part in self.parts if not part.name or part.name in place or part.name in kept]
        return sorted(shown, key=lambda part: place.get(part.name, -1))


@dataclass(frozen=True)
class Arrangeable:
    """A FastTab in the dialog that arranges a card: its fields, those in sight first, and whether they are."""

    key: str
    title: Any
    fields: list[tuple[str, bool]]


class OutOfSight:
    """Fields that a person hid: sent along, not seen."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def render(self, form: Any, context: Any, template_pack: Any = None, **options: Any) -> str:
        return format_html_join("", "{}", ((form[name].as_hidden(),) for name in self.names))


def arranged(layout: Layout, chosen: Sequence[str], *, kept: Collection[str] = ()) -> Layout:
    """The layout in the chosen order. `kept` fields are in sight whatever was chosen: they are refused just now.

    A FastTab that the choice does not know stands whole at the end; one without a field in sight is left out.
    """
    shown: list[Any] = []
    hidden: list[str] = []
    place = _places(chosen)
    for tab in _in_order(layout, place):
        in_sight = tab.in_sight(place, kept)
        hidden += [part.name for part in tab.parts if part not in in_sight]
        if any(part.name for part in in_sight):
            fasttab = copy(tab.fasttab)
            fasttab.fields = [item for part in in_sight for item in part.items]
            shown.append(fasttab)
    return Layout(*shown, OutOfSight(hidden))


def arrangeable(layout: Layout, chosen: Sequence[str]) -> list[Arrangeable]:
    place = _places(chosen)
    found = []
    for tab in _in_order(layout, place):
        in_sight = tab.in_sight(place)
        parts = [*in_sight, *(part for part in tab.parts if part not in in_sight)]
        fields = [(part.name, part in in_sight) for part in parts if part.name]
        found.append(Arrangeable(tab.key, tab.fasttab.title, fields))
    return found


def _places(chosen: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(chosen)}


def _in_order(layout: Layout, place: Mapping[str, int]) -> list[Tab]:
    return sorted(map(Tab.of, layout.fields), key=lambda tab: place.get(tab.key, len(place)))


def _parts(items: Sequence[Any]) -> Iterator[Part]:
    """Each field with what follows it and is no field."""
    part = Part("", [])
    for item in items:
        if name := _field_in(item):
            if part.items:
                yield part
            part = Part(name, [])
        part.items.append(item)
    if part.items:
        yield part


def _field_in(item: Any) -> str:
    """A field, or the first one in a box of the layout."""
    if isinstance(item, str):
        return item
    return next((name for name in map(_field_in, getattr(item, "fields", [])) if name), "")
