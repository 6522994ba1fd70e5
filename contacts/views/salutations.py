"""How contacts are addressed: the formulas, typed in place, and what they say to one contact."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from contacts.filters import SalutationFormulaFilter
from contacts.forms import SalutationFormulaForm
from contacts.models import Contact, SalutationFormula
from contacts.salutations import salutations_of
from contacts.tables import FORMULA_COLUMNS
from core.access import permitted
from core.worksheets import Worksheet, WorksheetRow


class SalutationFormulas(Worksheet):
    model = SalutationFormula
    url_name = "contacts:salutation_formulas"
    row_url_name = "contacts:salutation_formula_row"
    columns = FORMULA_COLUMNS
    filterset_class = SalutationFormulaFilter
    form_class = SalutationFormulaForm
    order = "salutation_id"
    template_name = "core/setup_table.html"
    empty = _("What a salutation says in a language: Dear {first_name} {surname},")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return SalutationFormula.objects.select_related("salutation", "language")


class SalutationFormulaRow(WorksheetRow):
    model = SalutationFormula
    sheet = SalutationFormulas


@require_GET
@permitted("contacts.view_contact")
def salutations(request: HttpRequest, number: str) -> HttpResponse:
    """Everything the contact may be addressed with, by language (SAL-4)."""
    contact = get_object_or_404(Contact.objects.for_list().select_related("salutation"), number=number)
    return render(request, "contacts/salutations.html", {"contact": contact, "spoken": salutations_of(contact)})
