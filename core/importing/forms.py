from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.fields import dress
from core.importing.kinds import Heading, Kind, kinds
from core.importing.reading import refuse_size
from core.importing.records import Column
from core.importing.table import Unreadable


class FileForm(forms.Form):
    """What is in the file, and the file."""

    kind = forms.ChoiceField(label=_("What is in the file?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("CSV file or Excel workbook"),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,text/csv"}),
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


class ColumnsForm(forms.Form):
    """For each column of the file, the heading of the kind it stands for."""

    def __init__(
        self,
        *args: Any,
        columns: Sequence[Column],
        headings: Sequence[Heading],
        suggested: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.columns, self.headings = columns, headings
        choices = [("", _("Not used")), *((heading.name, heading.label) for heading in headings)]
        for place, column in enumerate(columns):
            meant = column.name or (suggested or {}).get(column.heading, "")
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=column.heading or _("no heading"), choices=choices, required=False, initial=meant
            )
        dress(self.fields)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        names = [name for name in said.values() if name]
        for place in range(len(self.columns)):
            name = said.get(f"column-{place}")
            if name and names.count(name) > 1:
                self.add_error(f"column-{place}", _now("Another column stands for it too. Choose one of them."))
        return said

    @property
    def said(self) -> dict[str, str]:
        """By the place of the column, what it stands for, where that is another heading than before."""
        names = {str(place): self.cleaned_data[f"column-{place}"] for place in range(len(self.columns))}
        return {place: name for place, name in names.items() if name != self.columns[int(place)].name}

    def lines(self) -> Iterator[tuple[Column, Any]]:
        for place, column in enumerate(self.columns):
            yield column, self[f"column-{place}"]
