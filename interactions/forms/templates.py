"""Set-up: a template, and the templates of the events that are recorded by themselves."""

from collections.abc import Iterator
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.fields import dress
from core.forms import CardForm, FastTab
from core.lookups import LookupSelect
from interactions.models import Event, EventTemplate, InteractionTemplate

WHAT = ["code", "group", "description", "unit_cost", "unit_duration", "information_flow", "initiated_by"]
CAMPAIGN = ["campaign", "campaign_target", "campaign_response"]
SENT = ["correspondence_type", "ignores_contact_type", "language", "action"]


class TemplateForm(CardForm):
    layout = Layout(
        FastTab(_("General"), *WHAT, summary=("code", "description")),
        FastTab(_("Campaign"), *CAMPAIGN, summary=("campaign",)),
        FastTab(_("Communication"), *SENT, summary=("correspondence_type", "language")),
    )

    class Meta:
        model = InteractionTemplate
        fields = [*WHAT, *CAMPAIGN, *SENT]
        widgets: ClassVar[dict[str, Any]] = {"campaign": LookupSelect(Campaign)}


class EventsForm(forms.Form):
    """A template for each event; blank is not recorded (INT-7). Only what the person changed is saved."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = {row.event: row.template for row in EventTemplate.objects.select_related("template")}
        for event in Event:
            widget = LookupSelect(InteractionTemplate)
            widget.known = chosen.get(event)
            self.fields[event.value] = forms.ModelChoiceField(
                label=event.label,
                queryset=InteractionTemplate.objects.all(),
                initial=chosen.get(event) and chosen[event].pk,
                required=False,
                widget=widget,
                show_hidden_initial=True,
            )
        dress(self.fields)

    def changes(self) -> Iterator[tuple[Event, InteractionTemplate | None]]:
        for name in self.changed_data:
            yield Event(name), self.cleaned_data[name]
