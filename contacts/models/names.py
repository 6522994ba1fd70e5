"""How a person's name falls into parts, and how the parts make a name (CON-10)."""

from typing import NamedTuple

LONGEST_PART = 30


class Parts(NamedTuple):
    first_name: str = ""
    middle_name: str = ""
    surname: str = ""


def split(name: str) -> Parts:
    """The last word is the surname, of three or more the one before is the middle name, the rest the first name."""
    words = name.split()
    if len(words) < 2:
        return _short("", "", name.strip())
    if len(words) == 2:
        return _short(words[0], "", words[1])
    return _short(" ".join(words[:-2]), words[-2], words[-1])


def joined(parts: Parts) -> str:
    return " ".join(part for part in parts if part)


def _short(*parts: str) -> Parts:
    return Parts(*(part[:LONGEST_PART] for part in parts))
