"""Rows by what stands in the address; who still has the number of a quote gets the order it has become."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django_htmx.http import HttpResponseClientRedirect

from core.errors import Refused
from sales.models import SalesDocument, SalesLine
from sales.models.document import SalesDocumentQuerySet

View = Callable[..., HttpResponse]


def document_or_404(number: str, rows: SalesDocumentQuerySet | None = None) -> SalesDocument:
    document = (SalesDocument.objects.all() if rows is None else rows).numbered(number)
    if document is None:
        raise Http404
    return document


def line_or_404(number: str, pk: int) -> SalesLine:
    rows = SalesLine.objects.for_card().select_related("document__bill_to", "document__currency")
    return get_object_or_404(rows, Q(document__number=number) | Q(document__quote_number=number), pk=pk)


def starting_again(view: View) -> View:
    """A refusal the view does not answer itself is about the document, such as posted meanwhile: the card is shown as
    it stands now, with the sentence."""

    @wraps(view)
    def guarded(request: HttpRequest, number: str, **rest: Any) -> HttpResponse:
        try:
            return view(request, number, **rest)
        except Refused as refusal:
            messages.error(request, str(refusal))
        card = document_or_404(number).get_absolute_url()
        htmx = request.htmx  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(card) if htmx else HttpResponseRedirect(card)

    return guarded
