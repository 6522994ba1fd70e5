"""What a new rating is asked for."""

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.fields import DressedForm


class Scheme(TextChoices):
    HIGH_LOW = "high low", _("High and low")
    ABC = "abc", _("A, B and C")
    OWN = "own", _("Answers of your own")


class RatingForm(DressedForm):
    description = forms.CharField(label=_("Description"), max_length=100)
    scheme = forms.ChoiceField(label=_("Answers"), choices=Scheme.choices, initial=Scheme.ABC)
    own = forms.CharField(
        label=_("Answers of your own"),
        required=False,
        widget=forms.Textarea,
        help_text=_("The best first, each in a line."),
    )
    highest = forms.DecimalField(label=_("Points from which the best answer holds"), max_digits=9, decimal_places=2)
    lowest = forms.DecimalField(
        label=_("Points below which the lowest answer holds"),
        max_digits=9,
        decimal_places=2,
        required=False,
        help_text=_("The points between are divided evenly. Of two answers, the lowest is all below the best."),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        answers = self.answers
        if not answers:
            self.add_error("own", _now("Name the answers, the best first, each in a line."))
        if any(len(answer) > 100 for answer in answers):
            self.add_error("own", _now("An answer has at most 100 letters."))
        if len(answers) > 2 and cleaned.get("lowest") is None and "lowest" not in self.errors:
            self.add_error("lowest", _now("Say below how many points the lowest answer holds."))
        return cleaned

    @property
    def answers(self) -> list[str]:
        scheme = self.cleaned_data.get("scheme")
        if scheme == Scheme.OWN:
            return [line.strip() for line in self.cleaned_data.get("own", "").splitlines() if line.strip()]
        return [_now("High"), _now("Low")] if scheme == Scheme.HIGH_LOW else ["A", "B", "C"]
