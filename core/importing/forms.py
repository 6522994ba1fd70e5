from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import dress
from core.importing.kinds import Kind, kinds
from core.importing.reading import Unreadable, refuse_size


class FileForm(forms.Form):
    """What is in the file, and the file."""

    kind = forms.ChoiceField(label=_("What is in the file?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("CSV file"),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )

    def __init__(self, *args: Any, offered: Sequence[Kind], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["kind"]
        choice.choices = [(kind.code, kind.label) for kind in offered]
        choice.error_messages["required"] = _("Say what is in the file.")
        dress({"file": self.fields["file"]})

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            refuse_size(file.size)
        except Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file

    @property
    def chosen(self) -> Kind:
        return kinds[self.cleaned_data["kind"]]
