from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, ActivityStep
from core.forms import CardForm, FastTab
from core.line_cards import LineFormSet


class ActivityForm(CardForm):
    layout = Layout(FastTab(_("General"), "code", "description", summary=("code",)))

    class Meta:
        model = Activity
        fields = ["code", "description"]


class StepFormSet(LineFormSet):
    """The formula is typed with its date beside it; nothing the browser remembers is offered instead."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["position"].widget.attrs |= {"class": "form-control step-position", "min": 1}
        form.fields["description"].widget.attrs |= {"class": "form-control step-text"}
        form.fields["date_formula"].widget = forms.TextInput(
            {"class": "form-control step-formula", "autocomplete": "off", "spellcheck": "false"}
        )


ActivitySteps = forms.inlineformset_factory(
    Activity,
    ActivityStep,
    fields=["position", "type", "description", "priority", "date_formula"],
    formset=StepFormSet,
    extra=3,
    can_delete_extra=False,
)
