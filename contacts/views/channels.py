"""What a contact allows, on one page with all that was before; channels it does not want are noted and lifted there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from contacts import channels, consent
from contacts.forms import LiftForm, RefusalForm
from contacts.models import Contact
from core.access import permitted, person_of
from core.pages import refusals_shown, work_day_of


@require_GET
@permitted("contacts.view_donotcontact")
def show(request: HttpRequest, number: str) -> HttpResponse:
    contact = get_object_or_404(Contact, number=number)
    return _page(request, contact, RefusalForm(initial={"date": work_day_of(request)}))


@require_POST
@permitted("contacts.add_donotcontact")
def note(request: HttpRequest, number: str) -> HttpResponse:
    contact, form = get_object_or_404(Contact, number=number), RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, contact, form)
    with refusals_shown(request):
        channels.note(contact=contact, **form.cleaned_data, by=person_of(request), at=now())
        messages.success(request, _("It is noted: %(contact)s does not want this.") % {"contact": contact})
    return redirect("contacts:channels", number)


@require_POST
@permitted("contacts.delete_donotcontact")
def lift(request: HttpRequest, number: str) -> HttpResponse:
    contact, form = get_object_or_404(Contact, number=number), LiftForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the contact may be reached this way again."))
        return redirect("contacts:channels", number)
    with refusals_shown(request):
        channels.lift(contact=contact, **form.cleaned_data, by=person_of(request), at=now())
        messages.success(request, _("%(contact)s may be reached this way again.") % {"contact": contact})
    return redirect("contacts:channels", number)


def _page(request: HttpRequest, contact: Contact, form: RefusalForm) -> HttpResponse:
    noted = contact.refused_channels.select_related("user").order_by("channel")
    context = {"contact": contact, "form": form, "noted": noted, "story": consent.story_of(contact)}
    context["switched_on"] = consent.switched_on(contact)
    return render(request, "contacts/channels.html", context)
