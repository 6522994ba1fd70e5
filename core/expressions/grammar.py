"""The signs of a filter expression: `|` or, `&` and, `..` from and to, `<> < <= > >=`, and '…' as it stands.

any of:  1000..2000 | >5000         all of:  >=10 & <>15         blank:  ''         not blank:  <>''
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.errors import Refused

COMPARISONS = ("<>", "<=", ">=", "<", ">", "=")
PART = re.compile(
    r"""\s*(?:
      '(?P<quoted>(?:[^']|'')*)'(?=\s*(?:\.\.|[|&]|$))
    | (?P<sign>\.\.|[|&]|<>|<=|>=|[<>=])
    | (?P<bare>(?:(?!\.\.|[|&]).)+?)(?=\s*(?:\.\.|[|&]|$))
    )""",
    re.VERBOSE | re.DOTALL,
)


class ExpressionRefused(Refused):
    """What was typed says nothing; the sentence says why."""


@dataclass(frozen=True)
class Operand:
    """What rows are compared with. Between quotes every sign stands for itself."""

    text: str
    quoted: bool = False

    @property
    def is_blank(self) -> bool:
        return self.quoted and not self.text

    @property
    def has_wildcards(self) -> bool:
        return not self.quoted and any(sign in self.text for sign in "*?")


BLANK = Operand("", quoted=True)


@dataclass(frozen=True)
class Term:
    """One condition. `sign` is a comparison of `low`, or `..` from `low` to `high`, either of which may be open."""

    sign: str
    low: Operand | None
    high: Operand | None = None

    @property
    def named(self) -> Operand | None:
        """What is asked for by itself; nothing where something is compared, or is to be blank."""
        return self.low if self.sign == "=" and self.low and not self.low.is_blank else None


Alternatives = tuple[tuple[Term, ...], ...]
"""Any of these, of each of which all terms hold."""


def alternatives(typed: str) -> Alternatives:
    """Refused: a sign with nothing beside it."""
    any_of: list[list[list[str | Operand]]] = [[[]]]
    for part in _parts(typed):
        if part == "|":
            any_of.append([[]])
        elif part == "&":
            any_of[-1].append([])
        else:
            any_of[-1][-1].append(part)
    return tuple(tuple(_term(parts, typed) for parts in all_of) for all_of in any_of)


def literal(text: str) -> str:
    """The text as an expression that means just it."""
    plain = text and not any(sign in text for sign in "*?|&'") and ".." not in text
    return text if plain and not text.startswith(COMPARISONS) else "'{}'".format(text.replace("'", "''"))


def _parts(typed: str) -> Iterator[str | Operand]:
    for found in PART.finditer(typed.strip()):
        if found["sign"]:
            yield found["sign"]
        elif found["quoted"] is not None:
            yield Operand(found["quoted"].replace("''", "'"), quoted=True)
        else:
            yield Operand(found["bare"].strip())


def _term(parts: list[str | Operand], typed: str) -> Term:
    if ".." in parts and len(parts) > 1:
        at = parts.index("..")
        return Term("..", _end(parts[:at], typed), _end(parts[at + 1 :], typed))
    match parts:
        case [Operand() as operand]:
            return Term("=", operand)
        case ["<>"]:
            return Term("<>", BLANK)
        case [str() as sign, Operand() as operand] if sign in COMPARISONS:
            return Term(sign, operand)
    raise _refused(typed)


def _end(parts: list[str | Operand], typed: str) -> Operand | None:
    """One end of a range; open where nothing stands."""
    match parts:
        case []:
            return None
        case [Operand() as operand]:
            return operand
    raise _refused(typed)


def _refused(typed: str) -> ExpressionRefused:
    sentence = _("“%(typed)s” is not a filter. Write for example A..C, A|B, <>A, >10 or A*.")
    return ExpressionRefused(sentence % {"typed": typed})
