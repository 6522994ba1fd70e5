"""Headings that several kinds of file share."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core.importing import values as cells
from core.importing.kinds import Heading
from core.models import Currency
from salespeople.models import Salesperson


def code_of(model: type[Model], name: str, label: Any, also: tuple[str, ...] = ()) -> Heading:
    return Heading(name, label, also=also, read=cells.code, of=model)


SALESPERSON = code_of(Salesperson, "salesperson", _("Salesperson"), also=("employeeID", "salesperson_code"))
CURRENCY = code_of(Currency, "currency", _("Currency"), also=("currency_code",))
REACHED = [
    Heading("address", _("Address")),
    Heading("address_2", _("Address 2")),
    Heading("city", _("City")),
    Heading("county", _("County"), also=("region", "state")),
    Heading("post_code", _("Post Code"), also=("postalCode", "zip")),
    Heading("country", _("Country/Region")),
    Heading("phone", _("Phone No."), also=("phone_no",)),
    Heading("email", _("E-Mail")),
    Heading("home_page", _("Home Page"), also=("website",)),
    SALESPERSON,
    CURRENCY,
]
