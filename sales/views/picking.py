"""Another price or discount than the system's choice, picked for a line from all that are on offer (8.8)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from core.access import permitted, person_of
from core.keys import keys_in
from pricing.models import SalesLineDiscount, SalesPrice
from pricing.picking import on_offer
from sales import lines, repricing
from sales.views.found import line_or_404, starting_again
from sales.views.worksheet import CHANGE, changed

ROWS: dict[str, Any] = {"price": SalesPrice, "discount": SalesLineDiscount}


@require_GET
@permitted(CHANGE)
@starting_again
def offers(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    line = line_or_404(number, pk)
    prices, discounts = on_offer(repricing.ask_for(line), on=line.document.document_date)
    return render(request, "sales/_offers.html", {"line": line, "prices": prices, "discounts": discounts})


@require_POST
@permitted(CHANGE)
@starting_again
def pick(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    line = line_or_404(number, pk)
    kind = next((kind for kind in ROWS if kind in request.POST), "price")
    row = get_object_or_404(ROWS[kind], pk__in=keys_in([request.POST.get(kind, "")]))
    person = person_of(request)
    lines.pick(line, row, by=person, at=now())
    return changed(request, line.document, line)
