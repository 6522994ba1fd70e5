from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core.errors import Refused
from core.forms import CardForm, FastTab
from core.lookups import LookupSelect
from core.models import CompanyInformation
from sales import documents
from sales.models import SalesDocument
from salespeople.models import Salesperson

GENERAL = FastTab(
    _("General"),
    "number",
    "document_date",
    "sell_to",
    "your_reference",
    "salesperson",
    "campaign",
    summary=("sell_to", "document_date"),
)
INVOICING = FastTab(_("Invoicing"), "bill_to", "currency", summary=("bill_to", "currency"), open=False)


class QuoteForm(CardForm):
    """The head of a quote. Its lines are typed below it and saved one by one."""

    layout = Layout(GENERAL, INVOICING)

    class Meta:
        model = SalesDocument
        fields = [
            *["number", "document_date", "sell_to", "your_reference", "salesperson", "campaign"],
            *["bill_to", "currency"],
        ]
        widgets = {
            "sell_to": LookupSelect(Contact),
            "bill_to": LookupSelect(Contact),
            "salesperson": LookupSelect(Salesperson),
            "campaign": LookupSelect(Campaign),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["bill_to"].help_text = _("Whose prices count. Blank: the customer's bill-to customer, or itself.")

    def clean_number(self) -> str:
        return str(self.cleaned_data["number"] or self.instance.number)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in {"sell_to", "bill_to"} & set(self.changed_data):
            self._refuse_blocked(name, cleaned.get(name))
        self._check_rate(cleaned)
        return cleaned

    def _refuse_blocked(self, name: str, contact: Contact | None) -> None:
        try:
            if contact:
                documents.refuse_blocked(contact)
        except Refused as refusal:
            self.add_error(name, str(refusal))

    def _check_rate(self, cleaned: dict[str, Any]) -> None:
        """The local currency is a blank one; any other needs a rate on the day of the document."""
        currency, day = cleaned.get("currency"), cleaned.get("document_date")
        if currency and currency == CompanyInformation.get().local_currency:
            cleaned["currency"] = None
        elif currency and day:
            try:
                currency.rate(on=day)
            except Refused as refusal:
                self.add_error("currency", str(refusal))


class NewQuoteForm(QuoteForm):
    """A quote that does not exist yet: for a contact, or for a customer, whose contact is meant then."""

    customer = forms.ModelChoiceField(
        Customer.objects.select_related("contact"),
        label=_("Customer"),
        required=False,
        widget=LookupSelect(Customer),
        help_text=_("Or choose the contact: a company, one of its persons, or somebody who is no customer yet."),
    )

    layout = Layout(
        FastTab(
            _("General"),
            *["customer", "sell_to", "document_date", "your_reference", "salesperson", "campaign", "number"],
        ),
        FastTab(_("Invoicing"), "bill_to", "currency"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sell_to"].required = False
        for name in ("currency", "salesperson"):
            self.fields[name].help_text = _("Blank: the customer's own.")

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("customer")
        if chosen and not self.cleaned_data.get("sell_to"):
            self.cleaned_data["sell_to"] = chosen.contact
            self._refuse_blocked("customer", chosen.contact)
        elif not self.cleaned_data.get("sell_to") and "sell_to" not in self.errors:
            self.add_error("sell_to", _now("Choose the customer or the contact it is for."))
        return super().clean()
