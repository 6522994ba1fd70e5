from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import dress
from opportunities.closing import Outcome, reasons_for
from opportunities.models import CloseOpportunityCode


class LostForm(forms.Form):
    """Why the opportunity of a quote or order that is deleted is lost."""

    code = forms.ModelChoiceField(label=_("Reason"), queryset=CloseOpportunityCode.objects.filter(outcome=Outcome.LOST))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reasons = reasons_for(Outcome.LOST)
        self.initial["code"] = self.reasons[0] if len(self.reasons) == 1 else None
        dress(self.fields)
