from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.access import permitted, person_of
from core.keys import keys_in
from core.pages import refusals_shown
from sales import repricing
from sales.models import SalesDocument
from sales.views.found import document_or_404


@require_http_methods(["GET", "POST"])
@permitted("sales.change_salesdocument")
def reprice(request: HttpRequest, number: str) -> HttpResponse:
    """What today's answers would change on the lines, each with a tick; only what is ticked is written."""
    document = document_or_404(number, SalesDocument.objects.for_card())
    if request.method == "POST":
        return _apply(request, document)
    changes = []
    with refusals_shown(request):
        document.refuse_posted()
        changes = repricing.preview(document)
    return render(request, "sales/reprice.html", {"object": document, "changes": changes})


def _apply(request: HttpRequest, document: SalesDocument) -> HttpResponse:
    person = person_of(request)
    ticked = set(keys_in(request.POST.getlist("line")))
    with refusals_shown(request):
        count = repricing.reprice(document, only=ticked, by=person, at=now())
        sentence = ngettext("%(count)s line has a new price.", "%(count)s lines have new prices.", count)
        messages.success(request, sentence % {"count": count})
    return HttpResponseRedirect(document.get_absolute_url())
