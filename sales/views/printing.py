from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from core.access import permitted
from sales.models import SalesDocument
from sales.printing import language_of, printed
from sales.views.found import document_or_404


@require_GET
@permitted("sales.view_salesdocument")
def print_page(request: HttpRequest, number: str) -> HttpResponse:
    """The document as the customer gets it, in the customer's language."""
    document = document_or_404(number, SalesDocument.objects.for_print())
    with translation.override(language_of(document.sell_to)):
        return render(request, "sales/print.html", printed(document))
