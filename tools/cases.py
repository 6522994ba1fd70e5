"""List the acceptance cases, file by file, with the tests that name them, or why they are left out (docs/cases.md).

A test names a case in its text or its decorators (`CP-17`), or begins its name with it (`test_cp_17_…`,
`test_ci_05_cp_163_…`); what stands outside every test, such as a table of cases, counts for the whole file.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

LEFT_OUT = Path("docs") / "cases.md"
CASE = re.compile(r"^\W*\*\*(?P<id>[A-Z]{2}-\d+)\b(?P<title>.*)")
MENTION = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}-\d+(?!\d)")
REASON = re.compile(r"^\| (?P<id>[A-Z]{2}-\d+) \| (?P<why>.+) \|$", re.MULTILINE)
NAMED = re.compile(r"test((?:_[a-z]{2}_\d+)+)(?:_|$)")
IN_NAME = re.compile(r"_([a-z]{2})_(\d+)")


class Case(NamedTuple):
    id: str
    title: str


def main() -> int | str:
    files = case_files()
    if not files:
        return f"No acceptance cases in {settings.SHARED / 'cases'} (the setting SHARED says where to look)."
    proofs, reasons = proofs_by_case(Path("tests")), left_out(LEFT_OUT.read_text())
    for file in files:
        print(f"\n{file.name}")
        for case in cases_in(file.read_text()):
            print(f"  {case.id:7} {standing(case, proofs, reasons)}")
    return 0


def case_files() -> list[Path]:
    return sorted((settings.SHARED / "cases").glob("*.md"))


def standing(case: Case, proofs: dict[str, list[str]], reasons: dict[str, str]) -> str:
    if proven := proofs.get(case.id):
        return ", ".join(proven)
    return f"left out: {reasons[case.id]}" if case.id in reasons else f"open   {case.title}"


def left_out(text: str) -> dict[str, str]:
    """Why a case has no test, by its id."""
    return {match["id"]: match["why"] for match in REASON.finditer(text)}


def cases_in(text: str) -> list[Case]:
    found = (CASE.match(line) for line in text.splitlines())
    return [Case(match["id"], match["title"].strip("* ")[:80]) for match in found if match]


def proofs_by_case(folder: Path) -> dict[str, list[str]]:
    """For each case id, the tests that name it: {"CP-17": ["tests/test_prices.py::test_…"]}."""
    proofs: dict[str, list[str]] = defaultdict(list)
    for file in sorted(folder.rglob("test_*.py")):
        for case, test in named_in(file.read_text()):
            place = f"{file}::{test}" if test else str(file)
            if place not in proofs[case]:
                proofs[case].append(place)
    return proofs


def named_in(source: str) -> Iterator[tuple[str, str]]:
    """Pairs of a case and the test that names it; the test is empty for a mention outside all tests."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            if match := NAMED.match(node.name):
                in_name = IN_NAME.findall(match[1])
                yield from ((f"{file.upper()}-{int(number):02}", node.name) for file, number in in_name)
            start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
            for number in range(start, node.end_lineno or node.lineno):
                yield from ((case, node.name) for case in MENTION.findall(lines[number]))
                lines[number] = ""
    yield from ((case, "") for line in lines for case in MENTION.findall(line))


if __name__ == "__main__":
    sys.exit(main())
