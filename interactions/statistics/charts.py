"""Charts as geometry: what is drawn where, in parts of the picture's width and height; a template makes SVG of it.

Every chart has a table behind it, which says the same in figures. An app hands charts to the statistics of a model in
its `AppConfig.ready`:

    charts.shown.add(Campaign, funnel.of_campaign)

It is asked for the row, the person and the interactions that count; None leaves the chart out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from core.extensions import Registry
from core.kinds import KINDS
from core.models import User
from core.money import rounded

Text = str | Promise
Value = int | Decimal

PLOT, ABOVE = 0.8, 0.08
"""Which part of a picture's height the columns take, and how much is left free above them."""
FILLED = 0.7
"""Which part of its place a group of columns takes."""
MOST_TICKS = 7
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Series:
    name: Text
    values: Sequence[Value]


@dataclass(frozen=True)
class Rectangle:
    """In per cent of the picture; `series` is the number of its colour, `words` what it says when pointed at."""

    x: str
    y: str
    width: str
    height: str
    series: int
    words: str


@dataclass(frozen=True)
class Chart:
    """Values by label, of one or several series; `kind` says how they are written (core/kinds)."""

    title: Text
    labels: Sequence[Text]
    series: Sequence[Series]
    kind: str = "number"
    heading: Text = ""
    """What the labels are."""
    note: Text = ""
    template = ""

    @property
    def most(self) -> Value:
        return max((value for each in self.series for value in each.values), default=0)

    @property
    def rows(self) -> list[tuple[Text, list[Value]]]:
        """The table behind the chart."""
        return [(label, [each.values[number] for each in self.series]) for number, label in enumerate(self.labels)]


@dataclass(frozen=True)
class Columns(Chart):
    """Columns beside each other, for what changes with time."""

    template = "interactions/_columns.html"

    @property
    def scale(self) -> list[tuple[str, str]]:
        """Where lines go across, and the value at each."""
        top = whole_above(self.most)
        return [(_percent(_height(value, top)), KINDS[self.kind](value)) for value in (0, top // 2, top)]

    @property
    def rectangles(self) -> Iterator[Rectangle]:
        top, place = whole_above(self.most), 1 / max(len(self.labels), 1)
        width = place * FILLED / max(len(self.series), 1)
        for number, (label, values) in enumerate(self.rows):
            for nth, value in enumerate(values):
                x = place * (number + (1 - FILLED) / 2) + nth * width
                y = _height(value, top)
                words = f"{label}, {self.series[nth].name}: {KINDS[self.kind](value)}"
                size = (_percent(width), _percent(_height(0, top) - y))
                yield Rectangle(_percent(x), _percent(y), *size, nth, words)

    @property
    def ticks(self) -> list[tuple[str, Text]]:
        """Where labels are written, as many as can be read beside each other."""
        every = -(-len(self.labels) // MOST_TICKS) or 1
        middles = [_percent((number + 0.5) / len(self.labels)) for number in range(len(self.labels))]
        return list(zip(middles, self.labels, strict=True))[::every]


@dataclass(frozen=True)
class Bars(Chart):
    """One bar a line, for what is compared; `of_first` tells each as a share of the first, as a funnel does.

    `links` are the addresses the labels lead to, where there are such.
    """

    template = "interactions/_bars.html"
    of_first: bool = False
    links: Sequence[str] = ()

    @property
    def lines(self) -> list[tuple[Text, str, Value, str, str]]:
        """Label, its link, value, how long its bar is, its share of the first (nothing where that is not told)."""
        values, first = self.series[0].values, self.series[0].values[0] if self.labels else 0
        shares = [_share(value, first) if self.of_first else "" for value in values]
        lengths = [_percent(float(value) / float(self.most) if self.most else 0) for value in values]
        links = self.links or [""] * len(values)
        return list(zip(self.labels, links, values, lengths, shares, strict=True))


Source = Callable[[Any, User, QuerySet[Any]], Chart | None]
shown: Registry[Source] = Registry("charts")


def whole_above(value: Value) -> int:
    """The next 1, 2, 4, 6 or 10 with noughts behind it: where a scale ends, even at its half."""
    if value <= 2:
        return 2
    power: int = 10 ** floor(log10(value))
    return next(step * power for step in (1, 2, 4, 6, 10) if value <= step * power)


def _height(value: Value, top: int) -> float:
    return ABOVE + PLOT * (1 - float(value) / top)


def _share(value: Value, of: Value) -> str:
    return KINDS["percent"](rounded(Decimal(100 * value) / of, TENTH)) if of else ""


def _percent(part: float) -> str:
    return f"{100 * part:.2f}%"
