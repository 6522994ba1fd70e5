from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from contacts import history, minors
from contacts.models import Channel, Contact, ContactDefaults, DoNotContact, SalutationFormula
from contacts.models.names import Parts, joined, split
from core.fields import DressedForm, dress
from core.forms import CardForm, FastTab
from core.lookups import LookupSelect
from core.row_forms import RowForm
from salespeople.models import Salesperson

ADDRESS = FastTab(
    _("Address"),
    *["address", "address_2", "post_code", "city", "county", "country", "territory"],
    summary=("address", "post_code", "city", "country"),
)
COMMUNICATION = FastTab(
    _("Communication"),
    *["phone", "mobile_phone", "email", "home_page", "correspondence_type", "language", "salutation"],
    summary=("phone", "email"),
)
TRADE = FastTab(_("Foreign trade"), "currency", "external_id", summary=("currency", "external_id"), open=False)
CONSENT = ["exclude_from_segments", "privacy_blocked"]
PERSONAL = ["company", "job_title", "organizational_level", "first_name", "middle_name", "surname", "initials"]
SHARED = [
    *["number", "name", "type", "name_2", "search_name", "salesperson"],
    *CONSENT,
    *["phone", "mobile_phone", "email", "home_page", "correspondence_type", "language", "salutation"],
    *["address", "address_2", "post_code", "city", "county", "country", "territory", "currency", "external_id"],
]


class ContactForm(CardForm):
    """What the cards of companies and of persons share: names that agree, and questions before a change of type."""

    class Meta:
        model = Contact
        fields = SHARED
        widgets = {"salesperson": LookupSelect(Salesperson), "company": LookupSelect(Contact, among="companies")}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        self._agree_on_names(cleaned)
        if self.instance.pk and "type" in self.changed_data:
            self._object("type", history.against_type(self.instance))
        return cleaned

    def _agree_on_names(self, cleaned: dict[str, Any]) -> None:
        """The search name follows the name until somebody edits it by hand."""
        before = self.initial
        follows = before.get("search_name", "") in ("", str(before.get("name", "")).upper())
        if follows and "search_name" not in self.changed_data:
            cleaned["search_name"] = cleaned.get("name", "").upper()

    def _object(self, field: str, sentences: list[str]) -> None:
        for sentence in sentences:
            self.add_error(field, sentence)


class CompanyForm(ContactForm):
    layout = Layout(
        FastTab(
            _("General"),
            *["number", "type", "name", "name_2", "search_name", "salesperson"],
            summary=("number", "salesperson"),
        ),
        COMMUNICATION,
        ADDRESS,
        FastTab(_("Marketing"), *CONSENT, "no_campaign_prices"),
        TRADE,
    )

    class Meta(ContactForm.Meta):
        fields = [*SHARED, "no_campaign_prices"]


class PersonForm(ContactForm):
    layout = Layout(
        FastTab(
            _("General"),
            *["number", "type", "name", "company", "job_title", "organizational_level", "salesperson"],
            *["first_name", "middle_name", "surname", "initials", "search_name", "name_2"],
            summary=("number", "company", "job_title"),
        ),
        COMMUNICATION,
        ADDRESS,
        FastTab(_("Marketing"), *CONSENT, *minors.SWITCHES, "no_campaign_prices"),
        TRADE,
    )

    class Meta(ContactForm.Meta):
        fields = [*SHARED, *PERSONAL, *minors.SWITCHES, "no_campaign_prices"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = False
        if self.instance.company_id or self.initial.get("company"):
            self.fields["no_campaign_prices"].disabled = True
            self.fields["no_campaign_prices"].help_text = _("The card of the company decides this.")
        self.fields["company"].error_messages["invalid_choice"] = _("Choose a company; persons belong to companies.")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("type") == Contact.Type.COMPANY:
            cleaned["company"] = None
        elif self.instance.pk and "company" in self.changed_data:
            self._object("company", history.against_company(self.instance))
        if minors.blocks(self.changed_data, minor=cleaned.get("minor", False)):
            cleaned["privacy_blocked"] = True
        return cleaned

    def _agree_on_names(self, cleaned: dict[str, Any]) -> None:
        """A name that is typed falls into parts; parts that are typed make the name (CON-10)."""
        parts = Parts(*(cleaned.get(part, "") for part in Parts._fields))
        retyped = any(part in self.changed_data for part in Parts._fields)
        if "name" in self.changed_data and not retyped:
            cleaned.update(split(cleaned.get("name", ""))._asdict())
        elif retyped and "name" not in self.changed_data:
            cleaned["name"] = joined(parts)
        if not cleaned.get("name"):
            self.add_error("name", _now("Type the name, or a first name and surname."))
        super()._agree_on_names(cleaned)


class ContactDefaultsForm(CardForm):
    layout = Layout(
        FastTab(
            _("Default values"),
            *["salesperson", "territory", "country", "language", "correspondence_type"],
            summary=("salesperson", "country", "language"),
        ),
        FastTab(
            _("Inheritance: what persons take over from their company"),
            *["inherit_salesperson", "inherit_territory", "inherit_country", "inherit_language"],
            *["inherit_address", "inherit_communication"],
        ),
    )

    class Meta:
        model = ContactDefaults
        fields = [
            *["salesperson", "territory", "country", "language", "correspondence_type"],
            *["inherit_salesperson", "inherit_territory", "inherit_country", "inherit_language"],
            *["inherit_address", "inherit_communication"],
        ]
        widgets = {"salesperson": LookupSelect(Salesperson)}


class CompanyChoice(DressedForm):
    """Where a person works from now on."""

    company = forms.ModelChoiceField(
        label=_("New company"),
        queryset=Contact.objects.companies(),
        widget=LookupSelect(Contact, among="companies"),
        empty_label="",
        error_messages={"invalid_choice": _("Choose a company; persons belong to companies.")},
    )


class SalutationFormulaForm(RowForm):
    class Meta:
        model = SalutationFormula
        fields = ["salutation", "language", "kind", "text"]


class RefusalForm(forms.ModelForm):
    """What a contact does not want, and who or what says so."""

    class Meta:
        model = DoNotContact
        fields = ["channel", "reason", "source", "date"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self.fields)


class LiftForm(forms.Form):
    channel = forms.ChoiceField(choices=Channel.choices)
    reason = forms.CharField(max_length=100)


FORMS = {Contact.Type.COMPANY: CompanyForm, Contact.Type.PERSON: PersonForm}
