from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from core.dateformulas.formula import DateFormula
from core.dateformulas.letters import NEUTRAL
from core.dateformulas.refusals import FormulaRefused


class DateFormulaField(forms.Field):
    """Asks for a date formula in the letters of the person's language."""

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
