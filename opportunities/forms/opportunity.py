from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.errors import Refused
from core.forms import CardForm, FastTab
from core.lookups import LookupSelect
from opportunities import creation
from opportunities.models import Opportunity, SalesCycle
from salespeople.models import Salesperson


class OpportunityForm(CardForm):
    """What may be typed of an opportunity; its stage and figures come from its entries."""

    layout = Layout(
        FastTab(
            _("General"),
            *["number", "description", "contact", "salesperson", "priority"],
            summary=("number", "contact", "salesperson"),
        ),
        FastTab(_("Sales"), "cycle", "campaign", summary=("cycle", "campaign")),
    )

    class Meta:
        model = Opportunity
        fields = ["number", "description", "contact", "salesperson", "priority", "cycle", "campaign"]
        widgets = {"contact": LookupSelect(Contact), "salesperson": LookupSelect(Salesperson)}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["salesperson"].queryset = Salesperson.objects.available(kept=self.instance.salesperson_id)
        fields["salesperson"].error_messages["invalid_choice"] = _("Choose a salesperson who is not blocked.")
        fields["cycle"].queryset = SalesCycle.objects.available(kept=self.instance.cycle_id)
        fields["cycle"].error_messages["invalid_choice"] = _("Choose a sales cycle that is not blocked.")
        fields["cycle"].disabled = fields["cycle"].disabled or self.instance.is_started
        on, kept = self.instance.creation_date, self.instance.campaign_id
        fields["campaign"].queryset = creation.campaigns_for(on=on, kept=kept).order_by("number")
        fields["campaign"].error_messages["invalid_choice"] = _(
            "Choose a campaign that is activated and ran on the day the opportunity was created."
        )

    def clean_contact(self) -> Contact:
        contact: Contact = self.cleaned_data["contact"]
        if self.instance.pk:
            try:
                creation.refuse_contact(self.instance, to=contact)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return contact


class NewOpportunityForm(OpportunityForm):
    """A new one may start at once, with what is expected of it."""

    start = forms.BooleanField(
        label=_("Start at the first stage"), required=False, help_text=_("Otherwise it waits until you start it.")
    )
    estimated_value = forms.DecimalField(label=_("Estimated value"), required=False, max_digits=18, decimal_places=2)
    closes_on = forms.DateField(
        label=_("Estimated closing date"), required=False, help_text=_("Blank: as the stage proposes.")
    )

    layout = Layout(*OpportunityForm.layout.fields, FastTab(_("Start"), "start", "estimated_value", "closes_on"))
