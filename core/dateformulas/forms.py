from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from core.addresses import address
from core.dateformulas.formula import DateFormula
from core.dateformulas.letters import NEUTRAL
from core.dateformulas.refusals import FormulaRefused


class FormulaInput(forms.TextInput):
    """The day to which the formula leads stands below it while one types: counted from the field `counts_from` of the
    form, else from the day the person works on."""

    template_name = "core/formula_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, counts_from: str = "") -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.counts_from = counts_from

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= self._preview(name, context["widget"])
        return context

    def _preview(self, name: str, widget: Any) -> dict[str, str]:
        asked = f"{address('core:formula_day')}?of={name}"
        shown = {
            "hx-trigger": f"{'load, ' if widget['value'] else ''}input changed delay:250ms",
            "hx-target": f"#{widget['attrs'].get('id')}-day",
        }
        if not self.counts_from:
            return {"hx-get": asked, **shown}
        start = f"[name='{self.counts_from}']"
        shown["hx-trigger"] += f", change from:{start}"
        return {"hx-get": f"{asked}&from={self.counts_from}", "hx-include": start, **shown}


class DateFormulaField(forms.Field):
    """Asks for a date formula in the letters of the person's language."""

    widget = FormulaInput
    empty_values = [*forms.Field.empty_values, DateFormula()]

    def to_python(self, value: str | DateFormula | None) -> DateFormula:
        if isinstance(value, DateFormula):
            return value
        try:
            return DateFormula.parse(value or "", get_language() or NEUTRAL)
        except FormulaRefused as refusal:
            raise ValidationError(refusal.worded(gettext), code="date_formula") from refusal

    def prepare_value(self, value: Any) -> Any:
        return value.show(get_language() or NEUTRAL) if isinstance(value, DateFormula) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial or DateFormula(), data)
