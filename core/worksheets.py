"""A worksheet: a list whose rows are typed in place, each saved by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import IntegrityError, models, transaction
from django.forms import BoundField
from django.forms.renderers import get_default_renderer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic import View

from core import deletion
from core.access import may
from core.addresses import address
from core.errors import Refused
from core.list_rows import NOT_KEPT, without
from core.lists import ListPage
from core.row_forms import Note, RowForm
from core.tables import Column, Values, rows_shown, value_of

ADDRESS, HISTORY = "address-of-the-row", "address-of-its-history"
"""Stand for them in what all rows have alike."""
NOT_FILTERS = (*NOT_KEPT, "line", "focus", "chosen", "shown")


@dataclass(frozen=True)
class Cell:
    """A cell of a row that is being typed; a column that is not shown keeps its inputs out of sight."""

    id: str
    column: Column
    inputs: Sequence[BoundField]
    shown: str
    hidden: bool


@dataclass(frozen=True)
class Line:
    """A row as it goes to the page: `cells` is HTML while it is only shown, cells with inputs while it is typed."""

    key: str
    cells: Any
    notes: Sequence[Note]
    address: str
    may_change: bool = False
    actions: str = ""
    form: RowForm | None = None
    focus: bool = False

    @property
    def tone(self) -> str:
        return "bad" if any(note.tone == "bad" for note in self.notes) else "warn" if self.notes else ""


class Worksheet(ListPage):
    """A list page that takes rows. A child also names the form of a row and the addresses of a single row.

    GET is the page; `?line` is its empty row, which the page asks for once it stands, and with `&focus` the cursor goes
    into it. POST adds a row, and with `?chosen=field` only says what the choice brings.
    """

    template_name = "pages/worksheet.html"
    form_class: ClassVar[type[RowForm]]
    row_url_name: ClassVar[str]
    history_url_name: ClassVar[str] = ""

    def get_permission_required(self) -> Sequence[str]:
        act = "add" if self.request.method == "POST" else "view"
        return [f"{self.model._meta.app_label}.{act}_{self.model._meta.model_name}"]

    def get_template_names(self) -> list[str]:
        return ["pages/worksheet.html#table"] if self.request.htmx else [self.template_name]  # type: ignore[attr-defined]

    @property
    def page_key(self) -> str:
        return self.url_name

    # --- what a child may say ---

    def new_row(self, after: Any = None) -> Any:
        """The row that the empty line begins with: what the filter says, or what the row typed before it said."""
        return self.model()

    def notes(self, rows: Sequence[Any]) -> dict[int, list[Note]]:
        """What is worth a warning in these rows, by primary key."""
        return {}

    # --- the page and its rows ---

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if "line" in request.GET and may(self.user, "add", self.model):
            return self.answer(self.typed(self.form(self.new_row()), focus="focus" in request.GET))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(self.model(), request.POST)
        if not self.saved(form):
            return self.answer(self.typed(form))
        empty = self.form(self.new_row(after=form.instance))
        return self.answer(self.typed(empty, focus=True), *self.shown([form.instance.pk]))

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        if "rows" in context:
            rows = [row.row for row in context["rows"]]
            notes = self.notes(rows)
            context["lines"] = [self.line(row.row, row.cells, notes) for row in context["rows"]]
            context["new_address"] = self.address(self.model()) if may(self.user, "add", self.model) else ""
        return context

    def form(self, row: Any, data: Any = None) -> RowForm:
        return self.form_class(data, instance=row, address=self.address(row))

    def address(self, row: Any) -> str:
        """Where the row is typed; with the filter, because what the page shows of a row may hang on it."""
        return self._with_filter(self.row_url_name, row.pk) if row.pk else self._with_filter(self.url_name)

    def _with_filter(self, url_name: str, *key: Any) -> str:
        return f"{address(url_name, *key)}?{self._filter_query}"

    @cached_property
    def _filter_query(self) -> str:
        return without(self.request.GET, *NOT_FILTERS).urlencode()

    def saved(self, form: RowForm) -> bool:
        """Save what was typed, unless it was only asked what a choice brings or something is wrong."""
        chosen = self.request.GET.get("chosen", "")
        valid = form.is_valid()
        if chosen in form.brings:
            form.chosen(chosen)
            return False
        return valid and self._stored(form)

    def _stored(self, form: RowForm) -> bool:
        try:
            with transaction.atomic():
                form.save()
        except IntegrityError:
            form.add_error(None, _("Somebody saved such a row at the same moment. Look at the list again."))
            return False
        return True

    def typed(self, form: RowForm, *, focus: bool = False) -> Line:
        """The row with inputs; after a choice, with what the choice brought."""
        if self.request.GET.get("chosen", "") in form.brings and form.is_bound:
            form = self.form(form.instance)
        shown = self.shown_columns()
        hidden = [column for column in self.offered_columns() if column not in shown and form.inputs(column.name)]
        values = self.values([form.instance], shown)
        cells = [self._cell(form, column, values) for column in shown] + [
            self._cell(form, column, {}, hidden=True) for column in hidden
        ]
        visible = [field.name for cell in cells if not cell.hidden for field in cell.inputs]
        return Line(form.key, cells, form.notes(visible), self.address(form.instance), form=form, focus=focus)

    def _cell(self, form: RowForm, column: Column, values: Values, *, hidden: bool = False) -> Cell:
        inputs = form.inputs(column.name)
        shown = "" if inputs else column.html(form.instance, value_of(column, form.instance, values))
        return Cell(form.cell_id(column.name), column, inputs, shown, hidden)

    def shown(self, keys: Sequence[int], refusal: str = "") -> list[Line]:
        """The rows as they stand, not typed in."""
        rows, columns = list(self.rows().filter(pk__in=keys)), self.shown_columns()
        notes = self.notes(rows)
        if refusal:
            notes = {row.pk: [Note(refusal, "bad")] for row in rows}
        return [self.line(row.row, row.cells, notes) for row in rows_shown(rows, columns, self.values(rows, columns))]

    def line(self, row: Any, cells: Any, notes: dict[int, list[Note]]) -> Line:
        may_change, may_delete = self._may
        address = self.address(row) if may_change or may_delete else ""
        html = self._actions.replace(ADDRESS, escape(address))
        if self.history_url_name:
            html = html.replace(HISTORY, escape(self._with_filter(self.history_url_name, row.pk)))
        actions = mark_safe(html)  # noqa: S308 - our own template
        return Line(str(row.pk), cells, notes.get(row.pk, []), address, may_change, actions)

    @cached_property
    def _may(self) -> tuple[bool, bool]:
        return may(self.user, "change", self.model), may(self.user, "delete", self.model)

    @cached_property
    def _actions(self) -> str:
        """The same in every row but for its address, so they are rendered once."""
        may_change, may_delete = self._may
        shown = {"may_change": may_change, "may_delete": may_delete, "address": ADDRESS}
        shown["history"] = HISTORY if self.history_url_name else ""
        return render_to_string("pages/_worksheet_actions.html", shown)

    def answer(self, *lines: Line) -> HttpResponse:
        """The rows for the page that asked; a browser that came here by itself is sent to the page."""
        if not self.request.htmx:  # type: ignore[attr-defined]
            for form in filter(None, (line.form for line in lines)):
                for error in chain.from_iterable(form.errors.values()):
                    messages.error(self.request, str(error))
            return HttpResponseRedirect(self.address(self.model()))
        return HttpResponse(get_default_renderer().render("pages/worksheet_rows.html", {"lines": lines}))


class WorksheetRow(PermissionRequiredMixin, View):
    """One row of a worksheet: GET shows its inputs (`?shown`: itself), POST saves it, DELETE takes it away."""

    model: type[models.Model]
    sheet: ClassVar[type[Worksheet]]
    slug_field = slug_url_kwarg = "pk"

    def get_permission_required(self) -> Sequence[str]:
        act = "delete" if self.request.method == "DELETE" else "change"
        return [f"{self.model._meta.app_label}.{act}_{self.model._meta.model_name}"]

    def opened(self) -> Worksheet:
        sheet = self.sheet()
        sheet.setup(self.request)
        return sheet

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = self.opened()
        row = get_object_or_404(sheet.rows(), pk=pk)
        if "shown" in request.GET:
            return sheet.answer(*sheet.shown([pk]))
        return sheet.answer(sheet.typed(sheet.form(row)))

    @transaction.atomic
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = self.opened()
        row = get_object_or_404(self.model._default_manager.select_for_update(), pk=pk)
        form = sheet.form(row, request.POST)
        return sheet.answer(*sheet.shown([pk]) if sheet.saved(form) else [sheet.typed(form)])

    @transaction.atomic
    def delete(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Nothing stays of the row; or it says what stands in the way."""
        row = get_object_or_404(self.model._default_manager.all(), pk=pk)
        try:
            deletion.delete(row)
        except Refused as refusal:
            sheet = self.opened()
            return sheet.answer(*sheet.shown([pk], str(refusal)))
        return HttpResponse("")
