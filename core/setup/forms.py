from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import numbering
from core.codes import TypedCode
from core.forms import CardForm, FastTab
from core.line_cards import LineFormSet
from core.models import CompanyInformation, Currency, ExchangeRate, NumberSeries, NumberSeriesUse
from core.row_forms import RowForm

OF_SERIES = ["description", "next_number", "ending_number", "allow_manual"]


class NumbersForm(RowForm):
    """A purpose with the series it draws from, whose own fields are typed in the same row.

    A code that is new makes a series; the same code in two rows is one series for both.
    """

    code = TypedCode(label=_("Number series"), max_length=20, required=False)
    description = forms.CharField(label=_("Description"), max_length=100, required=False)
    next_number = TypedCode(label=_("Next No."), max_length=20, required=False)
    ending_number = TypedCode(label=_("Ending No."), max_length=20, required=False)
    allow_manual = forms.BooleanField(label=_("Manual numbers allowed"), required=False)

    brings = {"code": [*OF_SERIES, "left"]}

    class Meta:
        model = NumberSeriesUse
        fields: Sequence[str] = []

    def __init__(self, *args: Any, instance: NumberSeriesUse, **options: Any) -> None:
        series = instance.series
        stands = {name: getattr(series, name) for name in ["code", *OF_SERIES]} if series else {}
        super().__init__(*args, instance=instance, initial=stands, **options)
        self.series = series

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.series = self._series()
        if self.series:
            self._fill(self.series)
        return cleaned

    def _series(self) -> NumberSeries | None:
        """The series of the typed code as it stands, or a new one."""
        code = self.cleaned_data.get("code")
        return (NumberSeries.objects.filter(code=code).first() or NumberSeries(code=code)) if code else None

    def _fill(self, series: NumberSeries) -> None:
        """Only what was typed goes into a series that exists: its next number may have moved on meanwhile."""
        self.filled = [name for name in OF_SERIES if series._state.adding or name in self.changed_data]
        for name in self.filled:
            setattr(series, name, self.cleaned_data.get(name))
        try:
            series.full_clean()
        except ValidationError as wrong:
            self.add_error(None, wrong)

    def chosen(self, name: str) -> None:
        self.instance.series = self._series()

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        if self.series:
            self.series.save(update_fields=None if self.series._state.adding else self.filled)
        self.instance.series = self.series
        return super().save(commit)


class NewNumbersForm(NumbersForm):
    """The row of a purpose that has none yet."""

    purpose = forms.ChoiceField(label=_("Purpose"))

    class Meta(NumbersForm.Meta):
        fields = ["purpose"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["purpose"].choices = [(use.code, use.label) for use in numbering.without_row()]  # type: ignore[attr-defined]


class CompanyForm(CardForm):
    layout = Layout(
        FastTab(_("General"), "name", "address", "post_code", "city", "country", summary=("name", "city")),
        FastTab(_("Communication"), "phone", "email", summary=("phone", "email")),
        FastTab(_("Defaults"), "local_currency", summary=("local_currency",)),
    )

    class Meta:
        model = CompanyInformation
        fields = ["name", "address", "post_code", "city", "country", "phone", "email", "local_currency"]
        help_texts = {
            "local_currency": _(
                "Of item cards, and of every price without a currency. A new one is added under Currencies."
            )
        }


class CurrencyForm(CardForm):
    layout = Layout(
        FastTab(_("General"), "code", "name", summary=("code", "name")),
        FastTab(_("Rounding"), "amount_rounding", "unit_amount_rounding", summary=("amount_rounding",)),
    )

    class Meta:
        model = Currency
        fields = ["code", "name", "amount_rounding", "unit_amount_rounding"]


class RateForm(forms.ModelForm):
    class Meta:
        model = ExchangeRate
        fields = ["starting_date", "rate"]
        error_messages = {"rate": {"min_value": _("A rate lies above zero.")}}


ExchangeRates = forms.inlineformset_factory(
    Currency, ExchangeRate, form=RateForm, formset=LineFormSet, extra=2, can_delete_extra=False
)
