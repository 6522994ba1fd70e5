"""What to print, and how."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.fields import dress
from interactions.letters.printing import REMARKS, SIZES
from interactions.models import InteractionTemplate


class Kind(TextChoices):
    LETTERS = "letters", _("Letters")
    LABELS = "labels", _("Labels")
    COVER_SHEETS = "cover-sheets", _("Cover sheets")


class PrintForm(forms.Form):
    """For a segment, whose lines know what is said to whom; `log` is offered where cover sheets have a template."""

    kind = forms.ChoiceField(label=_("Print"), choices=Kind.choices, initial=Kind.LETTERS)
    day = forms.DateField(label=_("Date"), help_text=_("An alternative address that holds on this day is used."))
    size = forms.ChoiceField(
        label=_("Size of the labels"), choices=[(name, size.label) for name, size in SIZES.items()], required=False
    )
    remarks = forms.MultipleChoiceField(
        label=_("Remarks on the cover sheets"),
        choices=REMARKS.items(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(label=_("Text on the cover sheets"), widget=forms.Textarea, required=False, max_length=1000)
    log = forms.BooleanField(
        label=_("Log Interaction"),
        required=False,
        help_text=_("Printing cover sheets enters the log: one interaction for each contact."),
    )

    def __init__(self, *args: Any, may_log: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        dress({name: field for name, field in self.fields.items() if name != "remarks"})
        self.fields["log"].initial = True
        if not may_log:
            del self.fields["log"]

    def clean_size(self) -> str:
        return self.cleaned_data["size"] or next(iter(SIZES))

    @property
    def logs(self) -> bool:
        return bool(self.cleaned_data.get("log")) and self.cleaned_data["kind"] == Kind.COVER_SHEETS

    @property
    def query(self) -> str:
        """What was chosen, for the address of the paper."""
        said = {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items() if value}
        said.pop("log", None)
        return urlencode(said, doseq=True)


class PrintContactForm(PrintForm):
    """For one contact: a letter needs to be told by which template."""

    template = forms.ModelChoiceField(
        label=_("Interaction Template"),
        queryset=InteractionTemplate.objects.filter(languages__isnull=False).distinct(),
        required=False,
    )
    field_order = ["kind", "template"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == Kind.LETTERS and not said.get("template"):
            self.add_error("template", _("Choose the template whose text is the letter."))
        return said
