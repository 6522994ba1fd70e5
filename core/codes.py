from typing import Any, ClassVar, Self

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

only_code_characters = RegexValidator(
    r"\A(?=.*[A-Z0-9_])[A-Z0-9_.-]+\Z", _("Use only the letters A–Z, digits and the signs - _ . in a code.")
)


class TypedCode(forms.CharField):
    """A code as somebody types it: `red` is RED."""

    def to_python(self, value: Any) -> str:
        return as_code(super().to_python(value) or "")


class CodeField(models.CharField):
    """A number or code: upper-case, without blanks around it, `A–Z 0–9 - _ .` (decision 26)."""

    default_validators = [only_code_characters]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 20, **options})

    def to_python(self, value: Any) -> str:
        return as_code(super().to_python(value) or "")

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": TypedCode, **options})

    def get_prep_value(self, value: Any) -> Any:
        return as_code(value) if isinstance(value, str) else super().get_prep_value(value)


class CodedQuerySet(models.QuerySet[Any]):
    """Rows with a code and a description, or a name, which a look-up finds by either."""

    described_by: ClassVar[str] = "description"

    def found(self, typed: str) -> Self:
        fits = Q(code__istartswith=typed) | Q(**{f"{self.described_by}__icontains": typed})
        return self.filter(fits).order_by("code")


class NamedQuerySet(CodedQuerySet):
    described_by = "name"


def as_code(text: str) -> str:
    return text.strip().upper()
