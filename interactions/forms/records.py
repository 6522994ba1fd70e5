"""What was logged, shown as a card whose fields nobody types in (LOG-1)."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CardForm, FastTab
from core.kinds import KINDS
from interactions.models import CampaignEntry, Interaction, LoggedSegment


class RecordForm(CardForm):
    """All fields are locked; a field that names a row offers that row alone, which the card has at hand."""

    read_only = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.required = False
            if isinstance(field, forms.DateTimeField):
                self.initial[name] = KINDS["moment"](getattr(self.instance, name))
            if isinstance(field, forms.ModelChoiceField):
                row = getattr(self.instance, name)
                field.choices = [(row.pk, str(row)) if row else ("", "")]

    def _version(self) -> int:
        return 0


WHAT = ["date", "time", "description", "contact", "template", "group", "salesperson", "evaluation"]
HOW_MUCH = ["cost", "duration", "attempt_failed", "cancelled"]
CAMPAIGN = ["campaign", "campaign_entry", "campaign_target", "campaign_response", "segment_number", "logged_segment"]
MANNER = ["information_flow", "initiated_by", "correspondence_type", "contact_via", "delivery"]
CONTENT = ["language", "subject", "attachment"]
ABOUT = ["document_type", "document_number", "task", "opportunity"]


class InteractionForm(RecordForm):
    layout = Layout(
        FastTab(_("General"), *WHAT, *HOW_MUCH, summary=("date", "description")),
        FastTab(_("Campaign"), *CAMPAIGN, summary=("campaign",)),
        FastTab(_("Communication"), *MANNER, *CONTENT, summary=("information_flow", "correspondence_type")),
        FastTab(_("Document, task and opportunity"), *ABOUT, summary=("document_number",), open=False),
        FastTab(_("Who logged it"), "user", "at", summary=("user",), open=False),
    )

    class Meta:
        model = Interaction
        fields = [*WHAT, *HOW_MUCH, *CAMPAIGN, *MANNER, *CONTENT, *ABOUT, "user", "at"]


ENTRY = ["campaign", "description", "date", "salesperson", "document_type", "segment_number", "logged_segment"]


class EntryForm(RecordForm):
    layout = Layout(FastTab(_("General"), *ENTRY, "user", "cancelled", summary=("campaign", "date")))

    class Meta:
        model = CampaignEntry
        fields = [*ENTRY, "user", "cancelled"]


LOGGED = ["segment_number", "description", "created_on", "user", "at", "cancelled"]


class LoggedForm(RecordForm):
    layout = Layout(FastTab(_("General"), *LOGGED, summary=("segment_number", "created_on")))

    class Meta:
        model = LoggedSegment
        fields = LOGGED
