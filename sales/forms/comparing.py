from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.fields import dress
from core.lookups import LookupSelect

NAMES = ["first", "second", "third", "fourth"]


class ComparedForm(forms.Form):
    """Up to four campaigns; a mistake in the address leaves one out."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for name, label in zip(NAMES, [_("First"), _("Second"), _("Third"), _("Fourth")], strict=True):
            self.fields[name] = forms.ModelChoiceField(
                label=label, queryset=Campaign.objects.for_list(), widget=LookupSelect(Campaign), required=False
            )
        dress(self.fields)

    @property
    def campaigns(self) -> list[Campaign]:
        """In the order they were chosen, each once."""
        self.full_clean()
        chosen = [self.cleaned_data.get(name) for name in NAMES]
        return list(dict.fromkeys(campaign for campaign in chosen if campaign))
