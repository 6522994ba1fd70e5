"""The lines of a quote, typed in place: each row is a form of its own, and answers with itself and the totals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import personal
from core.access import permitted, person_of
from core.keys import row_in
from core.lists import Choice
from core.models import CompanyInformation, User
from core.tables import Column, rows_shown
from items.models import Item
from sales import lines, repricing
from sales.forms.line import LineForm, NewLineForm
from sales.margins import margins
from sales.models import SalesDocument, SalesLine
from sales.tables import LINE_COLUMNS
from sales.totals import totals_of
from sales.views.found import document_or_404, line_or_404, starting_again

CHANGE = "sales.change_salesdocument"


PAGE = "sales:lines"


@dataclass(frozen=True)
class ShownLine:
    """A row of the worksheet: the cells one types in, and the person's other columns as HTML."""

    form: LineForm
    extras: str


def worksheet(document: SalesDocument, user: User, *, editable: bool) -> dict[str, Any]:
    """What the card's lines need: each with its form, an empty one, and the totals; a bounded number of queries."""
    offered = [column for column in LINE_COLUMNS if not column.permission or user.has_perm(column.permission)]
    shown = personal.columns_for(user, PAGE, offered)
    rows = list(document.lines.for_card())
    return {
        "document": document,
        "shown_lines": _shown(rows, document, shown, editable=editable),
        "columns": shown,
        "choices": [Choice(column, shown=column in shown) for column in offered],
        "page_key": PAGE,
        "new_line": NewLineForm(line=SalesLine(document=document)) if editable else None,
        "totals": totals_of(rows),
        "currency": document.currency or CompanyInformation.get().local_currency or _("local currency"),
        "editable": editable,
    }


def _shown(
    rows: Sequence[SalesLine], document: SalesDocument, columns: Sequence[Column], *, editable: bool
) -> list[ShownLine]:
    values = {"margin": margins(rows, of=document)} if any(column.name == "margin" for column in columns) else {}
    cells = [row.cells for row in rows_shown(rows, columns, values)]
    forms = [LineForm(line=row, read_only=not editable) for row in rows]
    return [ShownLine(form, extras) for form, extras in zip(forms, cells, strict=True)]


@require_GET
@permitted(CHANGE)
def new_line(request: HttpRequest, number: str) -> HttpResponse:
    """The empty row once an item is chosen: its variants and units are offered."""
    document = document_or_404(number)
    line = SalesLine(document=document)
    item = row_in(Item.objects.all(), request.GET.get("item", ""))
    if item:
        line.item, line.unit = item, item.sales_unit or item.base_unit
    form = NewLineForm(line=line, focus="quantity")
    form.initial["quantity"] = request.GET.get("quantity", "1")
    return _answer(request, "new-line", {"new_line": form, "document": document})


@require_POST
@permitted(CHANGE)
@starting_again
def add_line(request: HttpRequest, number: str) -> HttpResponse:
    document = document_or_404(number)
    item = row_in(Item.objects.all(), request.POST.get("item", ""))
    form = NewLineForm(request.POST, line=SalesLine(document=document, item=item))
    if form.is_valid():
        try:
            line = lines.add_line(document=document, by=person_of(request), at=now(), **form.values)
            empty = NewLineForm(line=SalesLine(document=document), focus="item")
            return changed(request, document, line, empty)
        except lines.LineRefused as refusal:
            form.add_error(refusal.field, str(refusal))
    return _refused(request, "new-line", form, {"new_line": form, "document": document})


@require_POST
@permitted(CHANGE)
@starting_again
@transaction.atomic
def change_line(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The row is read under the document's lock: two people who type in one line wait for each other."""
    document_or_404(number, SalesDocument.objects.select_for_update(of=("self",)))
    line = line_or_404(number, pk)
    form = LineForm(request.POST, line=line)
    if form.is_valid():
        try:
            lines.change_line(line, form.changes, by=person_of(request), at=now())
            return changed(request, line.document, line)
        except lines.LineRefused as refusal:
            form.add_error(refusal.field, str(refusal))
    known = worksheet(line.document, person_of(request), editable=True)
    stands = next(shown for shown in known["shown_lines"] if shown.form.line.pk == line.pk)
    return _refused(request, "line", form, {**known, "shown": replace(stands, form=form)})


@require_POST
@permitted(CHANGE)
@starting_again
def system_price(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take what a person typed back: the line gets the system's price and discount."""
    line = line_or_404(number, pk)
    repricing.reprice(line.document, only={line.pk}, by=person_of(request), at=now())
    return changed(request, line.document, line)


@require_POST
@permitted(CHANGE)
@starting_again
def delete_line(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    line = line_or_404(number, pk)
    lines.delete_line(line, by=person_of(request), at=now())
    return changed(request, line.document, None)


def changed(
    request: HttpRequest, document: SalesDocument, line: SalesLine | None, new_line: NewLineForm | None = None
) -> HttpResponse:
    """The row as it stands now and the totals, or the whole card where the browser runs no scripts."""
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(document.get_absolute_url())
    known = worksheet(document, person_of(request), editable=True)
    shown = next((shown for shown in known["shown_lines"] if line and shown.form.line.pk == line.pk), None)
    return _answer(request, "answer", {**known, "shown": shown, "new_line": new_line})


def _refused(request: HttpRequest, part: str, form: LineForm, context: dict[str, Any]) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        for sentences in form.errors.values():
            for sentence in sentences:
                messages.error(request, str(sentence))
        return HttpResponseRedirect(context["document"].get_absolute_url())
    return _answer(request, part, context, status=422)


def _answer(request: HttpRequest, part: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"sales/_{part.replace('-', '_')}.html", context, status=status)
