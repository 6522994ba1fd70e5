from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from core.access import permitted
from core.errors import Refused
from sales.forms.why import WhyForm
from sales.models import SalesLine
from sales.why import answer_to, explanation_of, now_different

VIEW = "sales.view_salesdocument"


@require_GET
@permitted(VIEW)
def why_line(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Why a line has its price, as it was frozen; and what would come out now, if that is something else."""
    rows = SalesLine.objects.for_card().select_related("document__bill_to", "document__currency")
    line = get_object_or_404(rows, document__number=number, pk=pk)
    try:
        other = now_different(line)
    except Refused:
        other = None
    found = explanation_of(line)
    return render(request, "sales/_why_line.html", {"line": line, "found": found, "other": other})


@require_GET
@permitted(VIEW)
def why(request: HttpRequest) -> HttpResponse:
    """The price question without a document; the address holds the question, so it can be sent to a colleague."""
    person: Any = request.user
    form = WhyForm(request.GET or None, today=person.day_of_work(today=localdate()))
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            context["found"] = answer_to(form.asked)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "sales/why.html", context)
