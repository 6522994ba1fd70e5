from typing import Any

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.forms import CardForm, FastTab
from core.lookups import LookupSelect
from interactions.models import Attachment
from segments import filling, header
from segments.models import Segment

TEMPLATE = ["language", "subject", "ignores_contact_type", "information_flow", "initiated_by"]
NEEDS = {
    **dict.fromkeys(filling.FLAGS, "campaign"),
    **dict.fromkeys([*TEMPLATE, "unit_cost", "unit_duration"], "template"),
    "correspondence_type": "ignores_contact_type",
}
"""Fields that can be filled in once another one is (9.6)."""


class SegmentForm(CardForm):
    """Choosing a template fills in what it says, as far as nothing else is typed with it (2.5.2)."""

    layout = Layout(
        FastTab(
            _("General"), "number", "description", "salesperson", "date", summary=("number", "salesperson", "date")
        ),
        FastTab(_("Campaign"), "campaign", "campaign_target", "campaign_response", summary=("campaign",)),
        FastTab(
            _("Interaction"),
            *["template", "language", "subject", "attachment", "ignores_contact_type", "correspondence_type"],
            *["information_flow", "initiated_by", "unit_cost", "unit_duration"],
            summary=("template", "correspondence_type"),
        ),
    )

    class Meta:
        model = Segment
        fields = ["number", "description", "salesperson", "date", *header.OFFERED]
        widgets = {"campaign": LookupSelect(Campaign)}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stood = header.values_of(self.instance)
        attachments: Any = self.fields["attachment"]
        attachments.queryset = Attachment.objects.filter(pk=self.instance.attachment_id)
        attachments.disabled = True
        for name, needed in NEEDS.items():
            self._open(name, needed)

    def _open(self, name: str, needed: str) -> None:
        """Lock the field where what it needs is blank; it keeps what it has. The page opens it when that is filled."""
        field, before = self.fields[name], bool(self.get_initial_for_field(self.fields[needed], needed))
        now = bool(self._typed(needed)) if self.is_bound else before
        unseen = self.is_bound and not before and self.add_prefix(name) not in self.data
        field.disabled = self.read_only or not now or unseen
        field.widget.attrs |= {} if self.read_only else {"data-needs": needed}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned and self.stood["campaign"] and not cleaned.get("campaign"):
            cleaned.update(campaign_target=False, campaign_response=False)
        if cleaned and "template" in self.changed_data:
            self._fill(cleaned, filling.header_values(cleaned.get("template"), campaign=cleaned.get("campaign")))
        elif cleaned and cleaned.get("template") and "language" in self.changed_data:
            language = cleaned.get("language")
            self._fill(cleaned, filling.words_in(cleaned["template"], language and language.pk))
        return cleaned

    def _fill(self, cleaned: dict[str, Any], values: dict[str, Any]) -> None:
        cleaned |= {name: value for name, value in values.items() if name not in self.changed_data}

    def offer(self) -> header.Offer | None:
        return header.offer(self.instance, before=self.stood)
