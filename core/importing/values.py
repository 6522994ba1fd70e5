"""What a cell says. Each reads the text of a cell that is not blank; ValueError carries the sentence."""

import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.codes import as_code

NUMBER = re.compile(r"-?\d+(\.\d+)?")
EITHER_WAY = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")  # 1,234: a thousand, or one and a bit?
YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)([T ][\d:.]+Z?)?")
DAY_FIRST = re.compile(r"(?P<day>\d\d?)([-/.])(?P<month>\d\d?)\2(?P<year>\d{4})( [\d:.]+)?")
YES = {"1", "true", "yes", "y", "x", "ja", "j"}
NO = {"0", "false", "no", "n", "nee", "nei"}
BLANKS = {"", "null"}


def blank(cell: str) -> bool:
    return cell.strip().casefold() in BLANKS


def text(cell: str) -> str:
    return cell.strip()


code = as_code


def number(cell: str) -> Decimal:
    """18.00, 18,00, 1.234,50 and 1,234.50; the last sign of the two is the decimal one."""
    typed = cell.strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if "," in typed and EITHER_WAY.fullmatch(typed):
        sentence = _("“%(typed)s” can be read in two ways; write the number without separators between the thousands.")
        raise ValueError(sentence % {"typed": cell.strip()})
    decimal_sign = "," if typed.rfind(",") > typed.rfind(".") else "."
    plain = typed.replace("." if decimal_sign == "," else ",", "").replace(decimal_sign, ".")
    if not NUMBER.fullmatch(plain):
        raise ValueError(_("“%(typed)s” is not a number.") % {"typed": cell.strip()})
    return Decimal(plain)


def whole(cell: str) -> int:
    typed = cell.strip()
    if not typed.isdecimal():
        raise ValueError(_("“%(typed)s” is not a whole number.") % {"typed": typed})
    return int(typed)


def percent(cell: str) -> Decimal:
    return number(cell.strip().removesuffix("%"))


def fraction(cell: str) -> Decimal:
    """The per cent of 0.15, which is 15; with the sign, 15 % is that already."""
    if cell.strip().endswith("%"):
        return percent(cell)
    if (part := number(cell)) > 1:
        raise ValueError(_("“%(typed)s” is above 1. Write 15 %% as 0.15.") % {"typed": cell.strip()})
    return part * 100


def yes_no(cell: str) -> bool:
    typed = cell.strip().casefold()
    if typed not in YES | NO:
        raise ValueError(_("“%(typed)s” is neither yes nor no; write 1 or 0.") % {"typed": cell.strip()})
    return typed in YES


def day(cell: str) -> date:
    """1996-07-04, with a time or without, 4.7.1996 and 4-7-1996; with strokes, 7/4/1996 could be another day too."""
    typed = cell.strip()
    found = YEAR_FIRST.fullmatch(typed) or DAY_FIRST.fullmatch(typed)
    try:
        read = date(*(int(found[part]) for part in ("year", "month", "day"))) if found else None
    except ValueError:
        read = None
    if read is None:
        sentence = _("“%(typed)s” is not a date; write it like %(example)s.")
        raise ValueError(sentence % {"typed": typed, "example": "2026-03-31"})
    if "/" in typed[:3] and read.day <= 12 and read.day != read.month:
        sentence = _("“%(typed)s” can be read as two days; write it like %(example)s.")
        raise ValueError(sentence % {"typed": typed, "example": read.isoformat()})
    return read
