"""What the product promises is proven by tests, which are named beside each promise."""

import re
from ast import FunctionDef, parse, walk

import pytest
from django.conf import settings

PROMISES = [
    line.strip("| ").split(" | ")
    for line in (settings.BASE_DIR / "docs" / "promises.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| We promise")
]


@pytest.mark.parametrize(("promise", "proofs"), PROMISES)
def test_every_promise_is_proven_by_a_test_that_is_there(promise: str, proofs: str) -> None:
    named = re.findall(r"`(tests/\S+\.py)::(\w+)`", proofs)
    assert named
    for file, name in named:
        tests = [
            node.name for node in walk(parse((settings.BASE_DIR / file).read_text())) if isinstance(node, FunctionDef)
        ]
        assert name in tests, f"{promise} {file} has no {name}"
