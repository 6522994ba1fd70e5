from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from contacts import conversion
from contacts.models import Contact, Customer, CustomerTemplate
from core.errors import Refused
from core.fields import dress
from core.forms import CardForm, FastTab
from core.lookups import LookupSelect
from salespeople.models import Salesperson


class TemplateChoice(forms.Form):
    """With which terms a contact becomes a customer; with none but its own, too."""

    template = forms.ModelChoiceField(
        label=_("Customer template"), queryset=CustomerTemplate.objects.none(), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["template"]
        choice.queryset = CustomerTemplate.objects.fitting(contact)
        dress(self.fields)

    @property
    def has_choice(self) -> bool:
        choice: Any = self.fields["template"]
        return bool(choice.queryset.exists())

    @property
    def chosen(self) -> CustomerTemplate | None:
        return self.cleaned_data["template"] if self.is_valid() else None


class CustomerForm(CardForm):
    """The terms of a customer; who it is stands on its contact's card."""

    layout = Layout(
        FastTab(_("General"), "number", "salesperson", "bill_to", "blocked", summary=("number", "salesperson")),
        FastTab(
            _("Prices"),
            *["currency", "price_group", "discount_group", "allow_line_discount"],
            summary=("currency", "price_group", "discount_group"),
        ),
    )

    class Meta:
        model = Customer
        fields = [
            *["number", "salesperson", "bill_to", "blocked"],
            *["currency", "price_group", "discount_group", "allow_line_discount"],
        ]
        widgets = {
            "contact": LookupSelect(Contact),
            "bill_to": LookupSelect(Customer),
            "salesperson": LookupSelect(Salesperson),
        }


class NewCustomerForm(CustomerForm):
    layout = Layout(
        FastTab(_("General"), "number", "contact", "salesperson", "bill_to"), *CustomerForm.layout.fields[1:]
    )

    class Meta(CustomerForm.Meta):
        fields = ["contact", *CustomerForm.Meta.fields]

    def clean_contact(self) -> Contact:
        """A person of a company is taken as that company (CUS-2)."""
        contact: Contact = self.cleaned_data["contact"]
        try:
            conversion.refuse_conversion(contact)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return contact.head

    def clean(self) -> dict[str, Any] | None:
        """Terms left blank are the contact's (CUS-4)."""
        cleaned = super().clean() or self.cleaned_data
        if contact := cleaned.get("contact"):
            cleaned["currency"] = cleaned.get("currency") or contact.currency
            cleaned["salesperson"] = cleaned.get("salesperson") or contact.salesperson
        return cleaned
