from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CardForm, FastTab
from core.line_cards import LineFormSet
from opportunities.models import SalesCycle, Stage


class CycleForm(CardForm):
    layout = Layout(
        FastTab(
            _("General"),
            *["code", "description", "probability", "proposed", "blocked"],
            summary=("code", "probability"),
        )
    )

    class Meta:
        model = SalesCycle
        fields = ["code", "description", "probability", "proposed", "blocked"]


STAGE_FIELDS = ["position", "description", "completed", "chances", "quote_required", "allow_skip", "date_formula"]

Stages = forms.inlineformset_factory(
    SalesCycle, Stage, fields=STAGE_FIELDS, formset=LineFormSet, extra=2, can_delete_extra=False
)
