"""The four questions of the guide (12.1)."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import AlternativeAddress, Contact
from core.fields import dress
from core.forms import FastTab
from core.lookups import LookupSelect
from interactions.forms.content import AttachmentField
from interactions.models import Interaction, InteractionComment, InteractionTemplate
from interactions.readiness import TO_FINISH_LATER
from opportunities.models import Opportunity
from salespeople.models import Salesperson

ASKING = {
    "hx-get": "",
    "hx-include": "closest form",
    "hx-params": "not csrfmiddlewaretoken,mark,file",
    "hx-target": "#guide",
    "hx-select": "#guide",
    "hx-swap": "outerHTML",
    "hx-push-url": "false",
}
"""Another contact, template, salesperson, day or opportunity is told to the page, which keeps what was typed and fills
in the rest."""
ASKED = {"contact", "template", "salesperson", "date", "opportunity"}

LONGEST_COMMENT = InteractionComment._meta.get_field("text").max_length or 0


class Clock(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class GuideForm(forms.ModelForm):
    """`contact` and `seller` are those chosen now: they say which opportunities there are (WIZ-10). A `fixed` contact
    stays (CI-40); `place` is the alternative address that holds on the day (WIZ-7). To finish it `later`, no more is
    needed than the act needs."""

    was_successful = forms.BooleanField(label=_("Was successful"), required=False)
    comments = forms.CharField(
        label=_("Comments"), required=False, widget=forms.Textarea, help_text=_("Each line is a comment.")
    )
    file = AttachmentField()
    sends = forms.BooleanField(
        label=_("Send it by e-mail now"),
        required=False,
        help_text=_("Leave it unticked for what was sent already. It goes out as soon as it is logged."),
    )
    template_before = forms.CharField(required=False, widget=forms.HiddenInput)

    layout = Layout(
        FastTab(_("What kind of interaction?"), "contact", "template", "description", "salesperson", "date", "time"),
        FastTab(
            _("What content?"),
            *["subject", "language", "correspondence_type", "information_flow", "initiated_by", "file", "sends"],
            summary=("subject", "language", "correspondence_type", "information_flow", "initiated_by"),
            open=False,
        ),
        FastTab(_("What is it related to?"), "campaign", "opportunity", "campaign_target", "campaign_response"),
        FastTab(
            _("What was the result?"),
            *["evaluation", "was_successful", "cost", "duration"],
            Div("comments", css_class="span-2"),
        ),
    )

    class Meta:
        model = Interaction
        fields = [
            *["contact", "template", "description", "salesperson", "date", "time"],
            *["subject", "language", "correspondence_type", "information_flow", "initiated_by"],
            *["campaign", "opportunity", "campaign_target", "campaign_response", "evaluation", "cost", "duration"],
        ]
        widgets = {
            "contact": LookupSelect(Contact),
            "campaign": LookupSelect(Campaign),
            "time": Clock(),
        }
        labels = {
            "campaign_target": _("The contact is a target of the campaign"),
            "campaign_response": _("It is a response to the campaign"),
        }

    def __init__(
        self,
        *args: Any,
        contact: Contact | None,
        seller: Salesperson | None,
        place: AlternativeAddress | None = None,
        fixed: bool = False,
        later: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.required = name in self.needed(later=later)
        self.initial.setdefault("was_successful", not self.instance.attempt_failed)
        self._offer(contact, seller)
        self.fields["contact"].disabled = fixed
        if place and "date" in self.fields:
            sentence = _now("The contact is at its alternative address %(place)s on this day.")
            self.fields["date"].help_text = sentence % {"place": place}
        for name in ASKED & self.fields.keys():
            self.fields[name].widget.attrs |= ASKING
        if "file" in self.fields:
            self._offer_file()
        dress(self.fields)

    @staticmethod
    def needed(*, later: bool) -> Sequence[str]:
        return TO_FINISH_LATER if later else [*TO_FINISH_LATER, "description", "salesperson", "date"]

    def _offer(self, contact: Contact | None, seller: Salesperson | None) -> None:
        fields: Any = self.fields
        kept = self.instance
        fields["salesperson"].queryset = Salesperson.objects.available(kept=kept.salesperson_id)
        fields["opportunity"].queryset = opportunities_for(contact, seller, kept=kept.opportunity_id)
        if "template" in fields:
            fields["template"].choices = list(_by_group(InteractionTemplate.objects.for_list()))

    def _offer_file(self) -> None:
        """A chosen file stays chosen when another template is: the page keeps that input as it is."""
        self.fields["file"].widget.attrs["hx-preserve"] = "true"
        if kept := self.instance.attachment:
            sentence = _now("%(file)s goes along, unless you choose another file.")
            self.fields["file"].help_text = sentence % {"file": kept}

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout("template_before", *self.layout.fields) if "template" in self.fields else self.layout
        return helper

    def clean_comments(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["comments"].splitlines() if line.strip()]
        if any(len(line) > LONGEST_COMMENT for line in lines):
            sentence = _now("A comment has at most %(most)d characters. Split the longer ones in two lines.")
            raise forms.ValidationError(sentence % {"most": LONGEST_COMMENT})
        return lines

    def clean_cost(self) -> Any:
        return self.cleaned_data["cost"] or 0

    def clean_duration(self) -> int:
        return self.cleaned_data["duration"] or 0

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        self.instance.attempt_failed = not cleaned.get("was_successful")
        return cleaned


def opportunities_for(contact: Contact | None, seller: Salesperson | None, *, kept: int | None = None) -> Any:
    """The open opportunities of the contact's company, of its salesperson if there is one (WIZ-10)."""
    found = Opportunity.objects.open().filter(contact__party=contact.party if contact else None)
    if seller:
        found = found.filter(salesperson=seller)
    return Opportunity.objects.filter(Q(pk__in=found.values("pk")) | Q(pk=kept or 0)).order_by("number")


def _by_group(templates: Iterable[InteractionTemplate]) -> Iterable[tuple[str, Any]]:
    yield "", ""
    of_groups = sorted(templates, key=lambda template: (template.group.code, template.code))
    for group, members in groupby(of_groups, key=lambda template: template.group):
        yield group.description or group.code, [(template.pk, str(template)) for template in members]
