"""The price question while another process writes: python -m tools.bench.together is that process (G12).

It is told on its input what to do, does it, takes it back, and says so.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from select import select
from time import perf_counter
from typing import IO, Any, Protocol

import django

if __name__ == "__main__":
    django.setup()

from contacts.models import Contact
from core.models import User
from segments import building, recording
from segments.models import Segment
from tools.bench.criteria import undone
from tools.bench.data import DAY, FRESH, ONE, TO_LOG, Size
from tools.bench.measure import Call, Limits, Operation
from tools.bench.operations import Prices, priced_lines
from tools.bench.writing import MOMENT

QUESTIONS = 50
"""So often the question is asked alone."""


class Writer(Protocol):
    def beside(self, act: str, ask: Call) -> list[float]:
        """Let it do its act and ask meanwhile; the seconds that each answer took."""
        ...


def of_writing(size: Size, writer: Writer) -> Iterator[Operation]:
    prices = Prices(ONE, priced_lines(100, items=size.items))
    alone = partial(_alone, prices.public)
    limits = Limits(ratio_p95=1.5, statements=6)
    acts = {"log": f"a segment of {size.lines:,} is logged", "build": f"one of {size.contacts:,} is built"}
    for act, words in acts.items():
        together = partial(writer.beside, act, prices.public)
        name = f"price of 100 lines while {words}"
        yield Operation("G12", name, together, "alone", alone, limits, counted=prices.public, waits=list)


def _alone(ask: Call) -> list[float]:
    return [seconds(ask) for _time in range(QUESTIONS)]


def seconds(ask: Call) -> float:
    started = perf_counter()
    ask()
    return perf_counter() - started


class OtherProcess:
    def __init__(self, told: IO[str], says: IO[str]) -> None:
        self.told, self.says = told, says

    def beside(self, act: str, ask: Call) -> list[float]:
        print(act, file=self.told, flush=True)
        waits = [seconds(ask)]
        while not select([self.says], [], [], 0)[0]:
            waits.append(seconds(ask))
        if not self.says.readline():
            raise ValueError(f"The process that was to {act} has ended.")
        return waits


@contextmanager
def other_process() -> Iterator[OtherProcess]:
    command: list[str] = [sys.executable, "-m", "tools.bench.together"]
    started: Any = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with started as writer:
        yield OtherProcess(writer.stdin, writer.stdout)
        writer.stdin.close()


def log() -> int:
    person, segment = User.objects.get(username="marketer"), Segment.objects.get(pk=TO_LOG)
    return recording.log(segment, sends=True, follows_up=False, by=person, at=MOMENT, on=DAY).count


def build() -> int:
    segment = Segment.objects.get(pk=FRESH)
    return building.add(segment=segment, contacts=Contact.objects.all(), words="All", by=None, at=MOMENT).added


def main() -> None:
    for act in sys.stdin:
        print(undone({"log": log, "build": build}[act.strip()]), flush=True)


if __name__ == "__main__":
    main()
