from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from core.access import permitted
from sales.models import SalesLine

VIEW = "sales.view_salesdocument"


@require_GET
@permitted(VIEW)
def why_line(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    line = get_object_or_404(SalesLine, document__number=number, pk=pk)
    return render(request, "sales/_why_line.html", {"line": line})


@require_GET
@permitted(VIEW)
def why(request: HttpRequest) -> HttpResponse:
    return render(request, "sales/why.html", {})
