from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import dress
from segments import filling
from segments.filling import FLAGS
from segments.models import SegmentLine


class LineForm(forms.ModelForm):
    """One line by itself. Another template refills it, as far as nothing else is typed with it (2.6.2)."""

    class Meta:
        model = SegmentLine
        fields = ["template", "description", "date", "salesperson", "cost", "duration", "correspondence_type"]
        fields += ["language", "subject", "information_flow", "initiated_by", "evaluation", "attempt_failed", *FLAGS]

    def __init__(self, *args: Any, locked: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.segment.campaign_id is None:
            for name in FLAGS:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("The segment has no campaign.")
        dress(self.fields)
        for field in self.fields.values():
            field.disabled = field.disabled or locked

    def _post_clean(self) -> None:
        """The row is as it stood until here."""
        self.refilled = {}
        if "template" in self.changed_data and "template" in self.cleaned_data:
            values = filling.line_values(self.instance, self.cleaned_data["template"])
            typed = set(self.changed_data) - {"template"}
            self.refilled = {name: value for name, value in values.items() if name.removesuffix("_id") not in typed}
        super()._post_clean()  # type: ignore[misc]

    def values(self) -> dict[str, Any]:
        """What is to be written: what was typed, and what another template refills."""
        typed = {name: self.cleaned_data[name] for name in self.changed_data if f"{name}_id" not in self.refilled}
        return typed | self.refilled
