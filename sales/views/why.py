from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.access import permitted
from core.errors import Refused
from core.pages import work_day_of
from sales.forms.why import WhyForm
from sales.models import SalesLine
from sales.views.found import line_or_404
from sales.why import answer_to, explanation_of, now_different

VIEW = "sales.view_salesdocument"


@require_GET
@permitted(VIEW)
def why_line(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Why a line has its price, as it was frozen; and what would come out now, if that is something else."""
    return render(request, "sales/_why_line.html", about(line_or_404(number, pk)))


def about(line: SalesLine) -> dict[str, Any]:
    """What the panel says of a line; nothing counts any more of a posted one but what it has."""
    try:
        other = None if line.document.is_posted else now_different(line)
    except Refused:
        other = None
    return {"line": line, "found": explanation_of(line), "other": other, "editable": not line.document.is_posted}


@require_GET
@permitted(VIEW)
def why(request: HttpRequest) -> HttpResponse:
    """The price question without a document; the address holds the question, so it can be sent to a colleague."""
    form = WhyForm(request.GET or None, today=work_day_of(request))
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            context["found"] = answer_to(form.asked)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "sales/why.html", context)
