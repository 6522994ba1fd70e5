"""The shorter questions of a phone call (12.2) and of an e-mail (12.3)."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import no_letters
from core.fields import dress
from core.forms import FastTab
from interactions.forms.guide import GuideForm


class CallForm(GuideForm):
    """A phone call: which number, what about, and how it went (TEL-1). Its template is that of outgoing calls."""

    file = sends = None  # type: ignore[assignment]  # a call is not sent
    contact_via = forms.CharField(label=_("Phone No."), max_length=80, validators=[no_letters])

    layout = Layout(
        FastTab(_("Whom do you call?"), "contact", "contact_via", "description", "salesperson", "date", "time"),
        FastTab(
            _("What was the result?"),
            *["evaluation", "was_successful", "cost", "duration"],
            Div("comments", css_class="span-2"),
        ),
        FastTab(_("What is it related to?"), "campaign", "opportunity", "campaign_target", "campaign_response"),
    )

    class Meta(GuideForm.Meta):
        fields = [
            *["contact", "contact_via", "description", "salesperson", "date", "time"],
            *["campaign", "opportunity", "campaign_target", "campaign_response", "evaluation", "cost", "duration"],
        ]

    def __init__(self, *args: Any, numbers: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if known := dict(numbers):
            self.fields["contact_via"].widget = forms.Select({"class": "form-select"}, choices=list(known.items()))
            if self.initial.get("contact_via") not in known:
                self.initial["contact_via"] = next(iter(known))

    @staticmethod
    def needed(*, later: bool) -> Sequence[str]:
        return ["contact"] if later else ["contact", "contact_via", "description", "salesperson", "date"]


class EmailForm(forms.Form):
    """A message to one of the addresses of a contact."""

    to = forms.ChoiceField(label=_("To"))
    subject = forms.CharField(label=_("Subject"), max_length=100)
    text = forms.CharField(label=_("Message"), widget=forms.Textarea)

    def __init__(self, *args: Any, addresses: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        to: Any = self.fields["to"]
        to.choices = [(address, address) for address in addresses]
        dress(self.fields)
        self.fields["text"].widget.attrs["rows"] = 12
