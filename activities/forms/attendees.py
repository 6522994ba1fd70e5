from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import Attendance, Attendee
from contacts.models import Contact
from core.fields import DressedForm
from core.lookups import LookupSelect
from salespeople.models import Salesperson


class InviteForm(DressedForm):
    """Who is invited: a contact or a salesperson; then `person`."""

    contact = forms.ModelChoiceField(
        label=_("Contact"),
        queryset=Contact.objects.select_related("company"),
        required=False,
        widget=LookupSelect(Contact),
    )
    salesperson = forms.ModelChoiceField(
        label=_("or salesperson"), queryset=Salesperson.objects.available(), required=False
    )
    attendance = forms.ChoiceField(label=_("Attendance"), choices=Attendance.choices)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("contact")) == bool(cleaned.get("salesperson")):
            raise ValidationError(gettext("Choose a contact or a salesperson."))
        return cleaned

    @property
    def person(self) -> Contact | Salesperson:
        found: Contact | Salesperson = self.cleaned_data["contact"] or self.cleaned_data["salesperson"]
        return found


class AnswerForm(forms.ModelForm):
    class Meta:
        model = Attendee
        fields = ["attendance", "response"]
