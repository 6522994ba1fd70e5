"""What is known of a contact, on a page and as a file; and the way to erase a person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from contacts import dossier, erasing
from contacts.leaving import objections_to
from contacts.models import Contact
from core.access import permitted, person_of
from core.errors import Refused
from core.once import once
from core.refusals import refusals_shown


@require_GET
@permitted("contacts.view_contact")
def known(request: HttpRequest, number: str) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.for_list(), number=number)
    parts = dossier.parts(contact, user=person_of(request), most=dossier.PAGE_SHOWS)
    context = {"contact": contact, "about": dossier.about(contact), "parts": parts}
    return render(request, "contacts/known.html", context)


@require_GET
@permitted("contacts.view_contact")
def export(request: HttpRequest, number: str) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.for_list(), number=number)
    answer = JsonResponse(
        dossier.as_data(contact, user=person_of(request)), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    name = content_disposition_header(as_attachment=True, filename=f"{contact.number.lower()}.json")
    answer.headers["Content-Disposition"] = name
    return answer


@require_http_methods(["GET", "POST"])
@permitted("contacts.delete_contact")
@once
def erase(request: HttpRequest, number: str) -> HttpResponse:
    """What becomes of every table, or what speaks against it; sent with the number typed, it is done for good."""
    contact = get_object_or_404(Contact.objects.select_related("company"), number=number)
    context: dict[str, Any] = {"contact": contact}
    if request.method == "POST":
        if request.POST.get("typed", "").strip().upper() == contact.number:
            with refusals_shown(request):
                erasing.erase(contact=contact, by=person_of(request), at=now())
                messages.success(request, _("%(number)s is erased. Its figures stay.") % {"number": contact.number})
            return redirect(contact)
        context["error"] = _("Type %(number)s, so that nobody else is erased.") % {"number": contact.number}
    try:
        erasing.refuse(contact)
    except Refused as refusal:
        return render(
            request,
            "contacts/erase.html",
            context | {"refusal": str(refusal), "objections": objections_to(contact, "erase")},
        )
    context |= {"fates": erasing.fates(contact), "namesakes": erasing.namesakes(contact)}
    return render(request, "contacts/erase.html", context)
