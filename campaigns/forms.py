from typing import Any

from crispy_forms.layout import HTML, Div, Layout
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns import pipeline
from campaigns.models import Campaign
from core.extensions import objections
from core.forms import CardForm, FastTab
from core.lookups import LookupSelect
from salespeople.models import Salesperson

DATES = ("starting_date", "ending_date")


class CampaignForm(CardForm):
    """A campaign's fields. Both dates are saved together (decision 7); upper apps guard a change of status or dates.

    A guard of "dates" is asked with the wanted `starting_date` and `ending_date`, one of "status" with `to`.
    """

    layout = Layout(
        FastTab(
            _("General"),
            *["number", "description", "status", "type", *DATES, "salesperson"],
            HTML('{% include "campaigns/_activated.html" %}'),
            summary=("number", "status", "starting_date", "ending_date", "salesperson"),
        ),
        FastTab(
            _("Plan"),
            *["budget", "expected_revenue", "expected_response"],
            Div("sales_text", css_class="span-2"),
            summary=("budget", "expected_revenue", "expected_response"),
        ),
    )

    class Meta:
        model = Campaign
        fields = [
            *["number", "description", "status", "type", *DATES, "salesperson"],
            *["budget", "expected_revenue", "expected_response", "sales_text"],
        ]
        widgets = {"salesperson": LookupSelect(Salesperson)}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        salesperson: Any = self.fields["salesperson"]
        salesperson.queryset = Salesperson.objects.available(kept=self.instance.salesperson_id)
        salesperson.error_messages["invalid_choice"] = _("Choose a salesperson who is not blocked.")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        start, end = (cleaned.get(name) for name in DATES)
        if start and end and start > end:
            self.add_error("ending_date", _now("The starting date must lie before the ending date."))
        elif self.instance.pk:
            self._ask_guards(cleaned)
        return cleaned

    def _ask_guards(self, cleaned: dict[str, Any]) -> None:
        if to := cleaned.get("status"):
            for sentence in pipeline.against_move(self.instance, since=self.instance.status, to=to):
                self.add_error("status", sentence)
        if any(name in self.changed_data for name in DATES):
            for sentence in objections(self.instance, "dates", **{name: cleaned.get(name) for name in DATES}):
                self.add_error(None, sentence)
