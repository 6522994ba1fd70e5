from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.fields import dress
from core.lookups import LookupSelect
from core.models import CompanyInformation, Currency
from items.models import Item, ItemVariant, UnitOfMeasure
from sales.explanation import Asked
from sales.forms.line import units_of


class WhyForm(forms.Form):
    """Who buys what, how many, on which day: the price question as one types it. Variants and units go by code."""

    contact = forms.ModelChoiceField(
        Contact.objects.select_related("company"), label=_("Contact"), widget=LookupSelect(Contact)
    )
    item = forms.ModelChoiceField(
        Item.objects.select_related("base_unit", "sales_unit"), label=_("Item"), widget=LookupSelect(Item)
    )
    variant = forms.CharField(label=_("Variant"), required=False)
    unit = forms.CharField(label=_("Unit"), required=False)
    quantity = forms.DecimalField(label=_("Quantity"), min_value=0, max_digits=18, decimal_places=5, initial=1)
    currency = forms.ModelChoiceField(
        Currency.objects.all(), label=_("Currency"), to_field_name="code", required=False, empty_label=_("Local")
    )
    on = forms.DateField(label=_("Date"), widget=forms.DateInput)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        dress(self.fields)

    @property
    def asked(self) -> Asked:
        given: dict[str, Any] = self.cleaned_data
        return Asked(
            party=given["contact"],
            item=given["item"],
            variant=given["variant"],
            unit=given["unit"],
            quantity=given["quantity"],
            currency=given["currency"],
            on=given["on"],
        )

    def clean_currency(self) -> Currency | None:
        chosen: Currency | None = self.cleaned_data["currency"]
        return None if chosen == CompanyInformation.get().local_currency else chosen

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if item := given.get("item"):
            given["variant"] = self._variant(item, given.get("variant", ""))
            given["unit"] = self._unit(item, given.get("unit", ""))
        return given

    def _variant(self, item: Item, code: str) -> ItemVariant | None:
        found = item.variants.filter(code=code).first() if code else None
        if code and found is None:
            self.add_error("variant", self._not_of(item, code, item.variants.values_list("code", flat=True)))
        return found

    def _unit(self, item: Item, code: str) -> UnitOfMeasure:
        units = {unit.code: unit for unit in units_of(item)}
        if code and code.upper() not in units:
            self.add_error("unit", self._not_of(item, code, list(units)))
        return units.get(code.upper()) or item.sales_unit or item.base_unit

    @staticmethod
    def _not_of(item: Item, code: str, others: Any) -> str:
        known = {"item": item.number, "code": code, "others": ", ".join(others) or "–"}
        return _now("Item %(item)s has no %(code)s. It has: %(others)s.") % known
