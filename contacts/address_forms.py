"""Other addresses of a contact, and the days on which they hold."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import AddressPeriod, AlternativeAddress
from core.forms import CardForm, FastTab
from core.line_cards import LineFormSet


class OfContact(forms.ModelForm):
    """The contact is not typed, yet what must be unique hangs on it."""

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"contact"}


class AddressForm(OfContact, CardForm):
    layout = Layout(
        FastTab(_("General"), "code", "name", "name_2", summary=("code", "name")),
        FastTab(
            _("Address"),
            *["address", "address_2", "post_code", "city", "county", "country"],
            summary=("address", "post_code", "city", "country"),
        ),
        FastTab(
            _("Communication"),
            *["phone", "mobile_phone", "email", "home_page"],
            summary=("phone", "email"),
        ),
    )

    class Meta:
        model = AlternativeAddress
        fields = [
            *["code", "name", "name_2", "address", "address_2", "post_code", "city", "county", "country"],
            *["phone", "mobile_phone", "email", "home_page"],
        ]


class PeriodForm(OfContact):
    class Meta:
        model = AddressPeriod
        fields = ["starting_date", "ending_date"]


class PeriodFormSet(LineFormSet):
    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.instance.contact = self.instance.contact


Periods = forms.inlineformset_factory(
    AlternativeAddress, AddressPeriod, form=PeriodForm, formset=PeriodFormSet, extra=2, can_delete_extra=False
)
