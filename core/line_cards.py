"""A card with a few lines of its own, whose columns each person arranges as he arranges those of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import transaction
from django.forms import BaseInlineFormSet, BoundField, HiddenInput, ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core import deletion, personal
from core.cards import CardPage, Lines
from core.fields import dress
from core.kinds import said
from core.lists import choices_of
from core.lookups import LookupSelect
from core.tables import Column


class LineFormSet(BaseInlineFormSet):
    """Lines of a card. They come back with the values the person saw, so that only what he changed is saved.

    Where somebody else changed the same value meanwhile, the line says so; saved again, it keeps what was typed.
    """

    model: Any
    chosen: Sequence[str] = ()
    """The columns in sight, in their order; nothing: all of them, as they are."""

    @property
    def empty_form(self) -> Any:
        form = super().empty_form
        self._show_chosen(form)
        return form

    def columns(self) -> list[Column]:
        """What a person may show, hide and order: the fields of a line, but not whether it goes."""
        fields: dict[str, Any] = self.form.base_fields
        return [Column(name, field.label) for name, field in fields.items() if not field.widget.is_hidden]

    def show(self, chosen: Sequence[str]) -> None:
        """Only these columns, in this order; what is hidden goes along unseen, unless it is refused just now."""
        refused = {name for errors in self.errors if self.is_bound for name in errors}
        self.chosen = [*chosen, *(column.name for column in self.columns() if column.name in refused - set(chosen))]
        for form in self.forms:
            self._show_chosen(form)

    def _show_chosen(self, form: Any) -> None:
        if not self.chosen:
            return
        form.order_fields(self.chosen)
        for column in self.columns():
            if column.name not in self.chosen:
                field = form.fields[column.name]
                field.widget = field.hidden_widget()

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        dress(form.fields)
        self._ask_choices_once(form)
        for name in form.base_fields if form.instance.pk else ():
            form.fields[name].show_hidden_initial = True

    def _ask_choices_once(self, form: Any) -> None:
        """What can be chosen is the same in every line: it is read with the first one."""
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField) and not isinstance(field.widget, LookupSelect | HiddenInput):
                asked: Any = field.choices
                field.choices = self.choices[name] = self.choices.get(name) or list(asked)

    @cached_property
    def choices(self) -> dict[str, list[Any]]:
        """By field, what can be chosen in the lines."""
        return {}

    def clean(self) -> None:
        super().clean()
        for form in self.initial_forms:
            for name in set(form.changed_data) & set(form.base_fields):
                self._compare(form, form[name])

    def _compare(self, form: Any, typed: BoundField) -> None:
        seen, stands = form.data.get(typed.html_initial_name), _as_sent(typed)
        if seen in (None, stands) or not typed.field.has_changed(typed.initial, typed.data):
            return
        form.data = form.data.copy()
        form.data[typed.html_initial_name] = stands
        known = {"field": typed.label, "theirs": _in_words(typed, typed.initial), "mine": _in_words(typed, typed.data)}
        form.add_error(typed.name, _("%(field)s: saved meanwhile is %(theirs)s, you typed %(mine)s.") % known)

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        for constraint in self.model._meta.total_unique_constraints:
            if set(constraint.fields) - {self.fk.name} == set(unique_check) - {self.fk.name}:
                return str(constraint.get_violation_error_message())
        return super().get_unique_error_message(unique_check)


def _as_sent(field: BoundField) -> str:
    """What the row holds now, as the page would send it along unseen."""
    return str(field.field.hidden_widget().format_value(field.field.prepare_value(field.initial)) or "")


def _in_words(field: BoundField, value: Any) -> str:
    choices = getattr(field.field, "choices", ())
    return next((str(label) for key, label in choices if str(key) == str(value)), said(value)) or "–"


def chooser(request: HttpRequest, offered: Sequence[Column], shown: Sequence[Column], *, key: str) -> HttpResponse:
    """The dialog in which a person chooses the columns of a table of the card, kept under `key`."""
    context = {"choices": choices_of(offered, shown), "page_key": key, "next": request.path}
    return render(request, "pages/_chooser.html", context)


@dataclass(frozen=True)
class LineTable:
    """A few lines that belong to a card, under a title of their own."""

    title: Any
    formset_class: type[Lines]

    @property
    def key(self) -> str:
        return self.formset_class.get_default_prefix()


class CardWithLines(CardPage):
    """A card with a few lines of its own, saved together with it; long line tables are list pages instead."""

    template_name = "pages/card_with_lines.html"
    line_tables: ClassVar[Sequence[LineTable]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.choosing() if "choose" in request.GET else super().get(request, *args, **kwargs)

    def choosing(self) -> HttpResponse:
        """The columns of one of the tables to choose from; asked for when somebody wants to."""
        self.object, asked = self.get_object(), self.request.GET["choose"]
        table = next((table for table in self.line_tables if table.key == asked), None)
        if table is None:
            raise Http404
        lines: Any = table.formset_class(instance=self.object)
        offered = lines.columns()
        return chooser(self.request, offered, self.columns_shown(table, offered), key=self.columns_key(table))

    def columns_key(self, table: LineTable) -> str:
        return f"{self.place}:{table.key}"

    def columns_shown(self, table: LineTable, offered: Sequence[Column]) -> list[Column]:
        return personal.columns_of(self.arranged.get(self.columns_key(table), []), offered)

    def lines(self) -> list[tuple[LineTable, Lines]]:
        locked = not self.may_change()
        tables = [(table, self._formset(table, locked=locked)) for table in self.line_tables]
        for _table, formset in tables:
            for line in formset:
                for field in line.fields.values():
                    field.disabled = field.disabled or locked
        return tables

    def _formset(self, table: LineTable, *, locked: bool) -> Lines:
        formset = table.formset_class(self.request.POST or None, instance=self.object)
        if locked:
            formset.extra, formset.can_delete = 0, False
        return formset

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The lines as the person arranged them; they are read and saved as if nobody had."""
        lines = context.setdefault("lines", self.lines())
        for table, formset in lines:
            formset.show([column.name for column in self.columns_shown(table, formset.columns())])
        return super().get_context_data(**context)

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        form, self.typed = self.get_form(), self.lines()
        if not all([form.is_valid(), *(formset.is_valid() for _table, formset in self.typed)]):
            return self.form_invalid(form)
        return self.form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data(form=form, lines=self.typed))

    def save(self, form: Any) -> None:
        super().save(form)
        for _table, formset in self.typed:
            for row in formset.save(commit=False):
                row.save()
            for row in formset.deleted_objects:
                deletion.delete(row)
