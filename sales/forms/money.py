from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.fields import Day, DressedForm


class DaysForm(DressedForm):
    """From which day to which; a blank one is open."""

    since = forms.DateField(label=_("From"), widget=Day(), required=False)
    until = forms.DateField(label=_("Until"), widget=Day(), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _now("The last day must not lie before the first."))
        return cleaned
