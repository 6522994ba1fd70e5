from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permitted, person_of
from core.once import once
from core.pages import refusals_shown, work_day_of
from interactions.automatic import template_for
from interactions.views.emails import write_to
from sales.models import SalesDocument
from sales.printing import as_mail, language_of, printed
from sales.recording import event_of, record_document, send_document
from sales.views.found import document_or_404


@require_GET
@permitted("sales.view_salesdocument")
def print_page(request: HttpRequest, number: str) -> HttpResponse:
    """The document as the customer gets it, in the customer's language; that he gets it can be logged (AUT-1)."""
    document = document_or_404(number, SalesDocument.objects.for_print())
    may_log = request.user.has_perm("interactions.add_interaction") and template_for(event_of(document)) is not None
    with translation.override(language_of(document.sell_to)):
        return render(request, "sales/print.html", printed(document) | {"may_log": may_log})


@require_http_methods(["GET", "POST"])
@permitted("interactions.add_interaction")
@once
def email(request: HttpRequest, number: str) -> HttpResponse:
    """The document as an e-mail to its contact, who may be told more in it (AUT-1)."""
    document = document_or_404(number, SalesDocument.objects.for_print())
    send = partial(send_document, document)
    return write_to(request, document.sell_to, send=send, about=document, initial=as_mail(document))


@require_POST
@permitted("interactions.add_interaction")
@once
def log(request: HttpRequest, number: str) -> HttpResponse:
    """That the quote or the order went to its contact."""
    person = person_of(request)
    document = document_or_404(number)
    with refusals_shown(request):
        record_document(document, on=work_day_of(request), by=person, at=now())
        messages.success(request, _("%(document)s is logged as an interaction.") % {"document": document})
    return redirect(document)
