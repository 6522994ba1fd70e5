from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from core.dateformulas import forms
from core.dateformulas.formula import DateFormula
from core.dateformulas.refusals import FormulaRefused
from core.dateformulas.terms import LONGEST

if TYPE_CHECKING:
    Field = models.Field[DateFormula | str, DateFormula]
else:
    Field = models.Field


class DateFormulaField(Field):
    """A date formula, stored in neutral letters; a blank one is a value, never null."""

    empty_values = [*models.Field.empty_values, DateFormula()]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": LONGEST, "default": DateFormula(), **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        if options.get("default") == DateFormula():
            del options["default"]
        return name, path, args, options

    def get_internal_type(self) -> str:
        return "CharField"

    def to_python(self, value: Any) -> DateFormula:
        if isinstance(value, DateFormula):
            return value
        try:
            return DateFormula.parse(value or "")
        except FormulaRefused as refusal:
            raise ValidationError(refusal.worded(gettext), code="date_formula") from refusal

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value is None else self.to_python(value).text

    def from_db_value(self, value: str | None, *_: Any) -> DateFormula | None:
        return None if value is None else DateFormula(value)

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": forms.DateFormulaField, **options})
