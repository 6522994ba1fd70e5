from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.forms import AssignForm
from activities.scheduling import Target
from activities.spreading import no_salesperson
from contacts.models import Contact
from core.fields import DressedForm, dress
from core.lookups import LookupSelect
from opportunities.forms.opportunity import NewOpportunityForm, OpportunityForm
from opportunities.models import Opportunity
from segments import hold_out, selling
from segments.assigning import Audience
from segments.models import Segment, TargetExclusion
from segments.pasting import NOTHING_PASTED


class ContactForm(DressedForm):
    contact = forms.ModelChoiceField(
        label=_("Contact"), queryset=Contact.objects.all(), widget=LookupSelect(Contact, {"required": True})
    )


class NumbersForm(DressedForm):
    numbers = forms.CharField(
        label=_("Contact numbers"),
        widget=forms.Textarea,
        error_messages={"required": NOTHING_PASTED},
        help_text=_("One below the other, or with commas, semicolons or blanks between them."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["numbers"].widget.attrs |= {"rows": 10, "autofocus": True}


class LogForm(DressedForm):
    """What logging a segment is to do besides."""

    sends = forms.BooleanField(
        label=_("Send"),
        required=False,
        help_text=_("Interactions with a correspondence type are sent once they are logged."),
    )
    follows_up = forms.BooleanField(
        label=_("Create Follow-up Segment"),
        required=False,
        help_text=_("A new segment of the same campaign with the same contacts, neither targets nor with a template."),
    )


class ExclusionForm(DressedForm):
    contact = forms.ModelChoiceField(label=_("Company"), queryset=Contact.objects.all(), widget=LookupSelect(Contact))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=TargetExclusion._meta.get_field("reason").max_length,
    )


class HoldOutForm(DressedForm):
    percent = forms.IntegerField(
        label=_("Companies without the prices, in %"),
        widget=forms.NumberInput({"min": hold_out.LEAST, "max": hold_out.MOST}),
    )


class OpportunitiesForm(NewOpportunityForm):
    """What the opportunities of a segment have in common; their campaign is the segment's."""

    class Meta(OpportunityForm.Meta):
        fields = ["description", "salesperson", "priority", "cycle", "campaign"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        campaign: Any = self.fields["campaign"]
        campaign.disabled = True


class SegmentChoice(forms.Form):
    """The segments of the opportunity's campaign; the only one is proposed."""

    segment = forms.ModelChoiceField(label=_("Segment"), queryset=Segment.objects.none(), required=False)

    def __init__(self, *args: Any, opportunity: Opportunity, **options: Any) -> None:
        super().__init__(*args, **options)
        known = selling.segments_for(opportunity)
        field: Any = self.fields["segment"]
        field.queryset = known
        field.initial = known.filter(number=opportunity.segment_number).first() or _only(known[:2])
        if opportunity.campaign:
            field.help_text = _("Of the campaign %(campaign)s.") % {"campaign": opportunity.campaign}
        dress(self.fields)


def _only(rows: Iterable[Segment]) -> Segment | None:
    found = list(rows)
    return found[0] if len(found) == 1 else None


class AssignToSegmentForm(AssignForm):
    """As for one contact, but every contact of the segment gets the tasks, and each one's salesperson may do them."""

    contact = opportunity = None  # type: ignore[assignment]
    each_own = forms.BooleanField(
        label=_("Each contact's own salesperson"),
        required=False,
        help_text=_("The salesperson chosen here then does it for contacts without one."),
    )
    field_order = ["activity", "start", "salesperson", "each_own", "team", "organizer", "campaign"]

    def __init__(self, *args: Any, segment: Segment, audience: Audience, **options: Any) -> None:
        super().__init__(*args, **options)
        self.segment, self.audience = segment, audience

    @property
    def target(self) -> Target:
        return replace(super().target, segment_number=self.segment.number, each_own=self.cleaned_data["each_own"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and cleaned["each_own"] and not cleaned["salesperson"] and self.audience.lone:
            self.add_error("salesperson", no_salesperson(self.audience.lone))
        return cleaned
