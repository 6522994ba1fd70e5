from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.fields import Day, dress
from core.lookups import LookupSelect
from core.spans import Span
from opportunities.models import SalesCycle, Stage, Status
from opportunities.periods import Figure, Lines
from salespeople.models import Salesperson

UNITS = [("0", _("Exact")), ("1", _("1")), ("1000", _("1,000")), ("1000000", _("1,000,000"))]
FILTERS = ("cycle", "stage", "salesperson", "campaign", "contact")
STATUSES = [(each.value, each.label) for each in (Status.IN_PROGRESS, Status.WON, Status.LOST)]


class PeriodsForm(forms.Form):
    """What the page shows; what the address leaves out or gets wrong is as it was proposed."""

    lines = forms.ChoiceField(label=_("Lines"), choices=Lines.choices)
    figure = forms.ChoiceField(label=_("Show"), choices=Figure.choices)
    period = forms.ChoiceField(label=_("By"), choices=Span.choices)
    start = forms.DateField(label=_("From"), widget=Day())
    status = forms.ChoiceField(label=_("Status"), choices=STATUSES)
    unit = forms.ChoiceField(label=_("Rounded to"), choices=UNITS)
    cycle = forms.ModelChoiceField(
        label=_("Sales cycle"), queryset=SalesCycle.objects.all(), to_field_name="code", required=False
    )
    stage = forms.ModelChoiceField(
        label=_("Stage"), queryset=Stage.objects.all(), required=False, widget=LookupSelect(Stage)
    )
    salesperson = forms.ModelChoiceField(
        label=_("Salesperson"), queryset=Salesperson.objects.all(), required=False, widget=LookupSelect(Salesperson)
    )
    campaign = forms.ModelChoiceField(
        label=_("Campaign"), queryset=Campaign.objects.all(), required=False, widget=LookupSelect(Campaign)
    )
    contact = forms.ModelChoiceField(
        label=_("Contact"), queryset=Contact.objects.all(), required=False, widget=LookupSelect(Contact)
    )

    @property
    def form(self) -> "PeriodsForm":
        """As a filter has one: its fields are drawn like those of a list."""
        return self

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self.fields)
        for name in FILTERS:
            field: Any = self.fields[name]
            field.empty_label = _("All")
