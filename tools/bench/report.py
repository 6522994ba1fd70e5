"""The table of what was measured, for the terminal and for docs/benchmark.md."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from statistics import median

import django
from django.db import connection

from tools.bench.measure import Result, Waited

PAGE = Path(__file__).parents[2] / "docs" / "benchmark.md"
MISSED = "**missed**: "
HEADS = ["goal", "operation", "size", "p50 ms", "p95 ms", "spread", "statements", "beside", "ratio", "growth", "limit"]
HEADS += ["kept"]


Row = Result | Waited


def line_of(result: Row) -> list[str]:
    return _waited(result) if isinstance(result, Waited) else _measured(result)


def _waited(row: Waited) -> list[str]:
    times = [f"{each(row.seconds) * 1000:.2f}" for each in (median, max)] if row.seconds else ["", ""]
    kept = f"not measured: {row.why_not}" if row.why_not else _kept(row)
    return [row.goal, row.name, row.size, *times, *[""] * 5, f"{row.most:g} s", kept]


def _kept(result: Row) -> str:
    return MISSED + ", ".join(result.missed) if result.missed else "kept"


def _measured(result: Result) -> list[str]:
    operation, times, limits = result.operation, result.times, result.operation.limits
    allowed = [
        ("×", limits.ratio),
        ("× p95", limits.ratio_p95),
        ("statements", limits.statements),
        ("× growth", limits.growth),
        ("× p99 beside p50", limits.tail),
    ]
    return [
        operation.goal,
        operation.name,
        result.size,
        f"{times.p50 * 1000:.2f}",
        f"{times.p95 * 1000:.2f}",
        f"{times.spread:.0%}",
        str(result.statements),
        operation.beside,
        f"{result.ratio:.2f}",
        "" if result.growth is None else f"{result.growth:.2f}",
        ", ".join(f"{most:g} {what}" if what[0] != "×" else f"{most:g}{what}" for what, most in allowed if most),
        _kept(result),
    ]


def table(results: Iterable[Row]) -> Iterator[str]:
    """Line by line, as the results come in."""
    for line in chain([HEADS, ["---"] * len(HEADS)], map(line_of, results)):
        yield f"| {' | '.join(line)} |"


def database() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    major, minor = divmod(connection.pg_version, 10_000)  # type: ignore[attr-defined]
    return f"PostgreSQL {major}.{minor}"


def write(results: Sequence[Row]) -> None:
    """Put the table into its database's section of the page, and what both databases missed into the first."""
    name = database().split()[0]
    where = f"{database()}, Python {platform.python_version()}, Django {django.__version__}, {os.cpu_count()} cores"
    lines = "\n".join(table(results))
    page = with_section(PAGE.read_text(), name, f"{date.today():%Y-%m-%d}, {where}.\n\n{lines}")  # noqa: DTZ011 - a stamp
    PAGE.write_text(with_section(page, "Missed", told(page)))


def with_section(page: str, title: str, text: str) -> str:
    """The page with this text below the title, at its end where there was none; the rest of the page stays."""
    section = f"## {title}\n\n{text}\n\n"
    found = re.compile(rf"^## {title}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
    page = found.sub(lambda _old: section, page) if found.search(page) else f"{page.rstrip()}\n\n{section}"
    return page.rstrip() + "\n"


def told(page: str) -> str:
    """What the page opens with."""
    return "\n".join(misses(page)) or "Nothing: every goal was kept."


def misses(page: str) -> Iterator[str]:
    """A line for each goal that a table of the page says was missed, with its database."""
    where = ""
    for line in page.splitlines():
        where = line.removeprefix("## ") if line.startswith("## ") else where
        cells = line.strip("| ").split(" | ")
        if cells[-1].startswith(MISSED):
            goal, operation, size = cells[:3]
            yield f"- {where}, {goal}: {operation}, {size}: {cells[-1].removeprefix(MISSED)}"
