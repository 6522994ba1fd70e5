"""Addresses of rows: a list makes a hundred of them, and Django would look through its patterns for each."""

from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

PLAIN = "!$&'()*+,;=/~:@"
"""What Django leaves as it is in the path of an address."""


def address(view: str, *keys: Any) -> str:
    """As `reverse` answers, for a view whose address has the keys one after the other."""
    shown = _pattern(view, len(keys), get_script_prefix())
    return shown.format(*(key if type(key) is int else _quoted(str(key)) for key in keys))


@lru_cache(4096)
def _quoted(key: str) -> str:
    return quote(key, safe=PLAIN)


@cache
def _pattern(view: str, keys: int, _prefix: str) -> str:
    found = reverse(view, args=[_place(number) for number in range(keys)])
    found = found.replace("{", "{{").replace("}", "}}")
    for number in range(keys):
        found = found.replace(_place(number), "{}", 1)
    return found


def _place(number: int) -> str:
    """Stands for a key in a pattern; digits, because some keys are numbers."""
    return f"98765432{number}"
