"""What goes out with an interaction: the field for a file, and the text of a template in a language."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Language
from core.errors import Refused
from core.fields import dress
from core.lookups import LookupSelect
from interactions.attachments import keeping
from interactions.attachments.kinds import SUFFIXES
from interactions.letters import merging
from interactions.models import InteractionTemplate, TemplateLanguage


def _what_is_taken() -> str:
    sentence = gettext("PDF, picture, Word, Excel, OpenDocument or text; at most %(most)s.")
    return sentence % {"most": filesizeformat(settings.LARGEST_ATTACHMENT)}


class AttachmentField(forms.FileField):
    """A file as a person chooses it, refused with a sentence when it cannot be attached; `keeping.keep` keeps it."""

    widget = forms.FileInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": _("Attachment"), "required": False, "allow_empty_file": True, **options})
        self.widget.attrs.setdefault("accept", ",".join(SUFFIXES))
        self.help_text = self.help_text or lazy(_what_is_taken, str)()

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file is not initial:
            try:
                keeping.looked_at(file, keeping.clean(file.name))
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return file


class MergedText(forms.CharField):
    """A text with merge fields; one that nobody knows is refused, with the nearest ones."""

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            merging.check(value)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class TextForm(forms.ModelForm):
    """What a template says in one language."""

    file = AttachmentField()
    contact = forms.ModelChoiceField(
        label=_("Show what this contact gets"),
        queryset=Contact.objects.select_related("company", "country", "language", "salesperson"),
        widget=LookupSelect(Contact),
        required=False,
    )
    remove = forms.BooleanField(label=_("Remove the attachment"), required=False)

    class Meta:
        model = TemplateLanguage
        fields = ["language", "description", "subject", "text"]
        field_classes = {"subject": MergedText, "text": MergedText}

    def __init__(self, *args: Any, template: InteractionTemplate, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.template = template
        dress(self.fields)
        self.fields["text"].widget.attrs["rows"] = 14
        if self.instance.pk:
            del self.fields["language"]
        else:
            language: Any = self.fields["language"]
            language.queryset = Language.objects.exclude(pk__in=template.languages.values("language"))
        if not self.instance.attachment_id:
            del self.fields["remove"]

    def _get_validation_exclusions(self) -> set[str]:
        """The template is checked along with the language: each language once."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"template"}
