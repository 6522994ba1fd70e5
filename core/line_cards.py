"""A card with a few lines of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import transaction
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse

from core import deletion
from core.cards import CardPage, Lines
from core.fields import dress


class LineFormSet(BaseInlineFormSet):
    """Lines of a card; of one that stands there twice they say what its model says."""

    model: Any

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        for constraint in self.model._meta.total_unique_constraints:
            if set(constraint.fields) == set(unique_check) | {self.fk.name}:
                return str(constraint.get_violation_error_message())
        return super().get_unique_error_message(unique_check)


@dataclass(frozen=True)
class LineTable:
    """A few lines that belong to a card, under a title of their own."""

    title: Any
    formset_class: type[Lines]


class CardWithLines(CardPage):
    """A card with a few lines of its own, saved together with it; long line tables are list pages instead."""

    template_name = "pages/card_with_lines.html"
    line_tables: ClassVar[Sequence[LineTable]]

    def lines(self) -> list[tuple[LineTable, Lines]]:
        locked = not self.may_change()
        tables = [(table, self._formset(table, locked=locked)) for table in self.line_tables]
        for _table, formset in tables:
            for line in formset:
                dress(line.fields)
                for field in line.fields.values():
                    field.disabled = field.disabled or locked
        return tables

    def _formset(self, table: LineTable, *, locked: bool) -> Lines:
        formset = table.formset_class(self.request.POST or None, instance=self.object)
        if locked:
            formset.extra, formset.can_delete = 0, False
        return formset

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context.setdefault("lines", self.lines())
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
