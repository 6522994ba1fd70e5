"""The codes a contact carries, on one page."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts import classifying
from contacts.classification_form import ClassificationForm
from contacts.models import Contact
from core.access import permitted
from core.refusals import refusals_shown


@require_http_methods(["GET", "POST"])
@permitted("contacts.change_contact")
def classification(request: HttpRequest, number: str) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.select_related("company"), number=number)
    form = ClassificationForm(request.POST if request.method == "POST" else None, contact=contact)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            _save(form, request.user)
            messages.success(request, _("What %(contact)s is classified by is saved.") % {"contact": contact})
            return redirect(contact)
    return render(request, "contacts/classification.html", {"contact": contact, "form": form})


@transaction.atomic
def _save(form: ClassificationForm, user: Any) -> None:
    classifying.look_for(form.typed_words())
    for sort, codes in form.chosen():
        classifying.classify(contact=form.contact, sort=sort, codes=codes, by=user, at=now())
