from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.expressions.filters import ExpressionField
from core.fields import DressedForm, dress
from segments.criteria import SOURCES, Criteria, Source
from segments.models import SegmentStep
from segments.stepping import Step

ADD = SegmentStep.Kind.ADD
Companies = Criteria.Companies
OF_SOURCE = "-"
"""`interactions-date` is the field for the date of interactions."""


class CriteriaForm(forms.Form):
    """An expression for everything that contacts may be asked about, and how far what is found is widened."""

    companies = forms.ChoiceField(
        label=_("Companies and persons"), required=False, choices=[("", _("Only who fits")), *Companies.choices]
    )
    allow_existing = forms.BooleanField(label=_("Also who stands in the segment already"), required=False)

    def __init__(self, *args: Any, kind: SegmentStep.Kind, today: date, work_date: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind, self.today, self.work_date = kind, today, work_date
        if kind != ADD:
            del self.fields["allow_existing"]
            choice: Any = self.fields["companies"]
            choice.choices = [("", _("Only who fits")), (Companies.ALL, _("Entire companies"))]
        for source in SOURCES.values():
            for name, (column, asked) in source.kinds(today=today, work_date=work_date, must_exist=True).items():
                field = ExpressionField(kind=asked, label=column.label, required=False)
                self.fields[f"{source.name}{OF_SOURCE}{name}"] = field
        dress(self.fields)

    @property
    def groups(self) -> Iterator[tuple[Source, list[Any], bool]]:
        """The sources with their fields, and whether they stand open: those that are asked, at first the contact."""
        nothing_yet = not any(field.data for field in self.told)
        for source in SOURCES.values():
            fields = [self[name] for name in self.fields if name.startswith(source.name + OF_SOURCE)]
            is_first = source.name == "contact" and nothing_yet
            yield source, fields, is_first or any(field.data for field in fields)

    def offered(self) -> dict[str, Sequence[tuple[str, str]]]:
        """The codes that the fields of codes offer while one types, by the id of their list; a statement for each."""
        found = {name: source.codes for name, source in SOURCES.items()}
        for name in filter(found.get, found):
            self.fields[f"{name}{OF_SOURCE}code"].widget.attrs["list"] = f"codes-{name}"
        return {f"codes-{name}": codes for name, codes in found.items() if codes}

    @property
    def told(self) -> list[Any]:
        """The fields that say what was typed into them."""
        return [self[name] for name in self.fields if OF_SOURCE in name]

    @property
    def takes_all_out(self) -> bool:
        """Everybody fits criteria that say nothing, so reducing by them leaves none."""
        return self.kind == SegmentStep.Kind.REDUCE and not any(str(field.data or "").strip() for field in self.told)

    @property
    def step(self) -> Step:
        typed: dict[str, dict[str, str]] = {}
        for name in self.fields:
            source, dash, column = name.partition(OF_SOURCE)
            if dash and (text := str(self[name].data or "").strip()):
                typed.setdefault(source, {})[column] = text
        cleaned = self.cleaned_data
        criteria = Criteria(typed, self.today, self.work_date, cleaned["companies"])
        return Step(self.kind, criteria, cleaned.get("allow_existing", False))


class SaveCriteriaForm(DressedForm):
    code = forms.CharField(label=_("Code"), max_length=10)
    description = forms.CharField(label=_("Description"), max_length=100, required=False)
