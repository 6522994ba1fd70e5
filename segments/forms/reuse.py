"""What is asked before contacts are used again, sorted out, or compared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import MailingGroup
from core.fields import DressedForm
from core.lookups import LookupSelect
from segments.keeping import Keep, Order
from segments.models import Segment

DESCRIPTION = Segment._meta.get_field("description")


class ReuseForm(DressedForm):
    """Into which segment: an open one, or a new one of this description and campaign."""

    segment = forms.ModelChoiceField(
        label=_("Open segment"),
        queryset=Segment.objects.all(),
        required=False,
        widget=LookupSelect(Segment),
        help_text=_("Leave it blank to begin a new segment."),
    )
    description = forms.CharField(
        label=_("Description of the new segment"), max_length=DESCRIPTION.max_length, required=False
    )
    campaign = forms.ModelChoiceField(
        label=_("Campaign of the new segment"),
        queryset=Campaign.objects.all(),
        required=False,
        widget=LookupSelect(Campaign),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["segment"] and not cleaned["description"]:
            self.add_error("description", _("Choose an open segment, or describe the new one."))
        return cleaned


class KeepForm(DressedForm):
    """How many lines stay, and which."""

    count = forms.IntegerField(
        label=_("Lines that stay"), min_value=1, max_value=10_000_000, widget=forms.NumberInput({"min": 1})
    )
    order = forms.ChoiceField(label=_("Which"), choices=Order.choices)
    seed = forms.CharField(
        label=_("Seed"), max_length=20, required=False, help_text=_("The same seed draws the same contacts again.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("order") == Order.LOT and not cleaned.get("seed"):
            self.add_error("seed", _("Type any word or number: it says which draw this is."))
        return cleaned

    @property
    def step(self) -> Keep:
        cleaned = self.cleaned_data
        return Keep(cleaned["count"], cleaned["order"], cleaned["seed"] if cleaned["order"] == Order.LOT else "")


class MailingGroupForm(DressedForm):
    group = forms.ModelChoiceField(
        label=_("Mailing group"), queryset=MailingGroup.objects.all(), to_field_name="code", empty_label=_("Choose one")
    )
    only = forms.BooleanField(
        label=_("Delete old assignments"),
        required=False,
        help_text=_("Everybody else leaves the mailing group, whether in this segment or not."),
    )


class OtherSegmentForm(DressedForm):
    """The segment to compare with."""

    other = forms.ModelChoiceField(
        label=_("Other segment"),
        queryset=Segment.objects.all(),
        widget=LookupSelect(Segment, {"required": True}),
        error_messages={"required": _("Choose a segment: type the beginning of its number or description.")},
    )

    def __init__(self, *args: Any, segment: Segment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.segment = segment

    def clean_other(self) -> Segment:
        other: Segment = self.cleaned_data["other"]
        if other == self.segment:
            raise forms.ValidationError(_("Choose another segment than this one."))
        return other
