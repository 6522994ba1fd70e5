"""What the role centre is made of."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

MOST_SHOWN = 8


@dataclass(frozen=True)
class Tile:
    """A figure and the address of the list that shows its rows; `capped` when there are more than were counted."""

    label: str | Promise
    value: int
    url: str
    note: str | Promise = ""
    capped: bool = False


@dataclass(frozen=True)
class Panel:
    """A short list of rows, with the address of the whole one. What takes long to count comes `later`, from there."""

    title: str | Promise
    empty: str | Promise
    rows: list[Any]
    url: str
    template: str
    later: str = ""


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    icon: str


@dataclass(frozen=True)
class FirstStep:
    """Something to do before the product is of use, with the page to do it on for those who may."""

    label: str | Promise
    why: str | Promise
    url: str
    done: bool = False


def address(name: str, query: str = "") -> str:
    return reverse(name) + (f"?{query}" if query else "")
