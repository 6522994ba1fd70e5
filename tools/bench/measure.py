"""One thing measured: each round runs what it stands beside and itself, in turn, and compares the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import mean, quantiles
from time import perf_counter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

Call = Callable[[], Any]

FLOOR = "the floor page"
"""Asks for fifty rows by their key, as much in every size: what it took tells how fast server and database were."""
FEWEST_ROUNDS = 5
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True)
class Limits:
    """What a goal allows at most; None is no promise."""

    ratio: float | None = None
    """p50 to the p50 of what it stands beside, of many who wait at once mean to mean; `ratio_p95` p95 to p95."""
    ratio_p95: float | None = None
    statements: int | None = None
    growth: float | None = None
    """Its time to its time on the smaller data, both beside their pace."""
    tail: float | None = None
    """p99 to p50: how much longer the unluckiest of a hundred wait."""


@dataclass(frozen=True)
class Operation:
    """A call and what it is measured beside: the same answer as plain SQL, the floor page, the smaller case."""

    goal: str
    name: str
    call: Call
    beside: str
    base: Call
    limits: Limits
    same: Callable[[Any], Any] | None = None
    """What of both answers must be the same; None: they are different questions."""
    counted: Call | None = None
    """What to count statements of, where `call` starts none in this process."""
    waits: Callable[[Any], list[float]] | None = None
    """Seconds that each of many waited, out of an answer; None: one waits, from the call to its answer."""


@dataclass(frozen=True)
class Times:
    best: float
    """A twentieth of the rounds was faster: what a busy machine blurs least, so growth is told of it."""
    p50: float
    p95: float
    p99: float
    mean: float
    spread: float
    """The middle half of the rounds, as a part of the p50."""

    @classmethod
    def of(cls, seconds: list[float]) -> "Times":
        cuts = quantiles(seconds, n=100, method="inclusive")
        return cls(cuts[4], cuts[49], cuts[94], cuts[98], mean(seconds), (cuts[74] - cuts[24]) / cuts[49])


@dataclass(frozen=True)
class Result:
    operation: Operation
    size: str
    times: Times
    base: Times
    statements: int
    pace: float
    """Seconds that the same work took in the same rounds, at best: that of the floor page, or of the yardstick."""
    growth: float | None = None

    @property
    def ratio(self) -> float:
        """Where as many always wait at once, twice the mean wait is half the answers a second."""
        if self.operation.waits:
            return self.times.mean / self.base.mean
        return self.times.p50 / self.base.p50

    @property
    def ratio_p95(self) -> float:
        return self.times.p95 / self.base.p95

    @property
    def missed(self) -> list[str]:
        """The promises that were not kept, in words."""
        limits = self.operation.limits
        promises = [
            ("ratio", self.ratio, limits.ratio),
            ("p95 ratio", self.ratio_p95, limits.ratio_p95),
            ("statements", self.statements, limits.statements),
            ("growth", self.growth, limits.growth),
            ("p99 beside p50", self.times.p99 / self.times.p50, limits.tail),
        ]
        return [
            f"{name} {measured:.3g} > {most:g}"
            for name, measured, most in promises
            if most is not None and measured is not None and measured > most
        ]


@dataclass(frozen=True)
class Waited:
    """What somebody waited for in the browser, and for how long at most he may: the one goal that is a time."""

    goal: str
    name: str
    size: str
    seconds: Sequence[float]
    most: float
    why_not: str = ""
    """Why nothing was measured."""

    @property
    def missed(self) -> list[str]:
        longest = max(self.seconds, default=0)
        return [f"seconds {longest:.3g} > {self.most:g}"] if longest > self.most else []


def measure(operation: Operation, size: str, *, seconds: float) -> Result:
    """As many rounds as fit into the time. Raises ValueError where the two answers differ."""
    operation.base()
    statements = count_statements(operation.counted or operation.call)
    base: list[float] = []
    times: list[float] = []
    paces: list[float] = []
    begun = perf_counter()
    while len(paces) < FEWEST_ROUNDS or perf_counter() - begun < seconds:
        started = perf_counter()
        expected = operation.base()
        turned = perf_counter()
        answer = operation.call()
        ended = perf_counter()
        yardstick()
        paces.append(perf_counter() - ended)
        base += operation.waits(expected) if operation.waits else [turned - started]
        times += operation.waits(answer) if operation.waits else [ended - turned]
        if operation.same and operation.same(answer) != operation.same(expected):
            raise ValueError(f"{operation.name}, {size}: the answers differ:\n{expected}\n{answer}")
    steady = base if operation.beside == FLOOR else paces
    return Result(operation, size, Times.of(times), Times.of(base), statements, Times.of(steady).best)


def yardstick() -> int:
    """The same work in every round, of this process and of the database: a shared machine is not equally fast in two
    minutes' time, and its memory slows the database where it does not slow the processor."""
    return sum(len(str(kind)) for kind in ContentType.objects.order_by("pk")[:50])


def count_statements(call: Call) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
    return len([query for query in captured if not query["sql"].startswith(TRANSACTION)])


def with_growth(result: Result, before: Sequence[Result | Waited]) -> Result:
    for smaller in before:
        if isinstance(smaller, Result) and smaller.operation.name == result.operation.name:
            took, before_it_took = result.times.best / result.pace, smaller.times.best / smaller.pace
            return replace(result, growth=took / before_it_took)
    return result
