"""A contact becomes a customer: at once, or with the terms of a template that is chosen first."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts import conversion
from contacts.customer_forms import TemplateChoice
from contacts.models import Contact
from core import pages
from core.access import permitted
from core.models import User


@require_http_methods(["GET", "POST"])
@permitted("contacts.add_customer")
def create_customer(request: HttpRequest, number: str) -> HttpResponse:
    """The button of the card sends nothing: where templates fit, they are shown first (CUS-3)."""
    contact = get_object_or_404(Contact.objects.for_list(), number=number)
    form = TemplateChoice(request.POST if "template" in request.POST else None, contact=contact)
    with pages.refusals_shown(request):
        conversion.refuse_conversion(contact)
        if request.method == "GET" or (form.has_choice and not form.is_valid()):
            return render(request, "contacts/create_customer.html", {"contact": contact, "form": form})
        by = cast(User, request.user)
        customer = conversion.create_as_customer(contact=contact, template=form.chosen, by=by, at=now())
        messages.success(request, _("%(row)s is created.") % {"row": customer})
        return redirect(customer)
    return redirect(contact)
