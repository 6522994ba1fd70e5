"""How a value is shown, by its kind: on a page, in a sentence, on paper. In the reader's language."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def plain(number: Decimal) -> str:
    """Without the zeros that only the column's precision adds: 5 instead of 5.00000."""
    return f"{number.normalize():f}"


def _text(value: Any) -> str:
    return "" if value is None else escape(str(value))


def _clip(value: Any) -> str:
    """A text in one line; in full on hovering."""
    return f'<span class="clip" title="{(shown := _text(value))}">{shown}</span>' if value else ""


def _title(value: Any) -> str:
    """What the row is about, wherever there is room for it; else clipped."""
    return f'<span class="clip clip-title" title="{(shown := _text(value))}">{shown}</span>' if value else ""


def _unbroken(value: Any) -> str:
    return f'<span class="text-nowrap">{_text(value)}</span>' if value else ""


def _number(value: Any) -> str:
    shown = plain(value) if isinstance(value, Decimal) else str(value)
    return "" if value is None else _figure(shown, None, get_language())


def _amount(value: Any) -> str:
    return "" if value is None else _figure(value, 2, get_language())


def _unit_amount(value: Decimal | None) -> str:
    if value is None:
        return ""
    decimals = len(plain(value).partition(".")[2])
    return _figure(value, max(2, decimals), get_language())


@lru_cache(4096)
def _figure(value: Any, decimals: int | None, _language: str | None) -> str:
    return number_format(value, decimals, use_l10n=True, force_grouping=True)


def _percent(value: Any) -> str:
    return "" if value is None else f"{_number(value)}\N{NO-BREAK SPACE}%"


def _date(value: Any) -> str:
    day = localtime(value) if isinstance(value, datetime) else value
    return "" if day is None else _day(day, get_language())


@lru_cache(4096)
def _day(day: date, _language: str | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _moment(value: datetime | None) -> str:
    return "" if value is None else date_format(localtime(value), "SHORT_DATETIME_FORMAT")


def _check(value: Any) -> str:
    if not value:
        return ""
    return format_html(
        '<span class="text-green" title="{0}">✓<span class="visually-hidden">{0}</span></span>', _("Yes")
    )


KINDS: dict[str, Callable[[Any], str]] = {
    "text": _text,
    "clip": _clip,
    "title": _title,
    "unbroken": _unbroken,
    "number": _number,
    "amount": _amount,
    "unit amount": _unit_amount,
    "percent": _percent,
    "date": _date,
    "moment": _moment,
    "check": _check,
}
NUMERIC = {"number", "amount", "unit amount", "percent"}
DAYS = {"date", "moment"}
"""Never broken between its parts, whatever stands between them in a language."""
MADE_ONCE = {*NUMERIC, *DAYS, "check", "clip", "title"}
"""What a value looks like in the reader's language takes long to find: a page finds it once for all its rows."""


def said(value: Any) -> str:
    """A value as a person reads it, in a sentence; nothing for a blank."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return _date(value)
    return _number(value) if isinstance(value, int | Decimal) else str(value or "")
