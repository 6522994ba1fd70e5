from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from html import escape
from typing import Any

from django import template
from django.core.validators import EMPTY_VALUES
from django.forms.renderers import get_default_renderer
from django.template import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.formats import date_format, time_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.filters import is_plain
from core.kinds import KINDS
from core.once import new_mark
from core.tables import Row

register = template.Library()


@register.simple_tag
def fasttab_facts(form: Any, names: Sequence[str]) -> SafeString:
    """The values of a closed FastTab's key fields, as a person reads them."""
    values = [_fact(form.instance, name) for name in names]
    return format_html_join("", "<span>{}</span>", ((value,) for value in values if value))


def _fact(row: Any, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name, None)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return KINDS["number"](value)
    if isinstance(value, time):
        return time_format(value)
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else str(value)


@register.simple_tag
def table_rows(rows: Sequence[Row], *, ticked: Any) -> SafeString:
    """The lines of a list, each with a box in front where something can be done with several: a template would take
    longer over them than over all the rest of its page."""
    box = (
        '<td class="check"><input class="form-check-input" type="checkbox" name="selected" value="{}" form="selection"'
        f' aria-label="{escape(_("Select"))}: {{}}"></td>'
    )
    lines = (
        f'<tr data-row="{row.row.pk}">{box.format(row.row.pk, escape(str(row.row))) if ticked else ""}{row.cells}</tr>'
        for row in rows
    )
    return mark_safe("\n".join(lines))  # noqa: S308 - names are escaped, and cells were


@register.simple_tag(takes_context=True)
def quick(context: Context, template: str, **told: Any) -> SafeString:
    """A part of a page that says the same of a hundred rows: drawn by Jinja, with the context of the page."""
    known: dict[Any, Any] = context.flatten()
    return mark_safe(get_default_renderer().render(template, known | told))  # noqa: S308


@register.simple_tag
def filter_fields(filters: Any) -> SafeString:
    """The fields of a filter; one that leaves nothing out looks alike on every page, and is drawn once a language."""
    kind = (type(filters), get_language(), get_script_prefix())
    fields = [_blank_field(field, kind) if is_plain(field) else _field(field) for field in filters.form]
    return mark_safe("".join(fields))  # noqa: S308 - drawn by a template


_drawn: dict[Any, str] = {}


def _blank_field(field: Any, kind: tuple[Any, ...]) -> str:
    key = (*kind, field.name)
    if key not in _drawn:
        _drawn[key] = _field(field)
    return _drawn[key]


def _field(field: Any) -> str:
    return render_to_string("pages/_filter_field.html", {"field": field, "blank": field.value() in EMPTY_VALUES})


@register.simple_tag
def sent_once() -> SafeString:
    """In a form whose view is told to act once (core/once.py)."""
    return format_html('<input type="hidden" name="mark" value="{}">', new_mark())


@register.simple_tag
def field_label(form: Any, name: str) -> str:
    return str(form[name].label)


@register.filter
def as_kind(value: Any, kind: str) -> str:
    """A value as a list would show it: `{{ line.price|as_kind:"unit amount" }}`."""
    return KINDS[kind](value)
