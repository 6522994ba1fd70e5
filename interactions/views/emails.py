from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.channels import refusal
from contacts.models import Channel, Contact
from core.access import permitted, person_of
from core.errors import Refused
from core.once import once
from core.pages import work_day_of
from core.refusals import refusal_text
from interactions.forms.reaching import EmailForm
from interactions.mailing import emailing
from interactions.reaching import addresses_of

Send = Callable[..., Any]
"""Given to whom, the subject and the text, who sends it, the day and the moment; answers the interaction, if logged."""


@require_http_methods(["GET", "POST"])
@permitted("interactions.add_interaction")
@once
def email(request: HttpRequest, number: str) -> HttpResponse:
    """A message to a contact, sent from here and logged (EML-1)."""
    contact = get_object_or_404(Contact.objects.for_list(), number=number)
    return write_to(request, contact, send=partial(emailing.send, contact), about=contact)


def write_to(
    request: HttpRequest, contact: Contact, *, send: Send, about: Any, initial: dict[str, str] | None = None
) -> HttpResponse:
    """The page of a message, with what it begins with; from the card of what it is `about`, and back to it."""
    addresses = addresses_of(contact)
    if not addresses:
        sentence = _("%(contact)s has no e-mail address. Fill it in on the contact first.")
        messages.error(request, sentence % {"contact": contact})
        return redirect(about)
    form = EmailForm(request.POST if request.method == "POST" else None, addresses=addresses, initial=initial)
    if form.is_valid() and _sent(request, contact, form, send):
        return redirect(about)
    context = {"form": form, "contact": contact, "about": about, "unwanted": refusal(contact, Channel.EMAIL)}
    return render(request, "interactions/email.html", context)


def _sent(request: HttpRequest, contact: Contact, form: EmailForm, send: Send) -> bool:
    person = person_of(request)
    try:
        day = work_day_of(request)
        interaction = send(**form.cleaned_data, by=person, on=day, at=now())
    except Refused as refusal:
        form.add_error(None, refusal_text(refusal))
        return False
    said = (
        _("The message to %(contact)s is logged and on its way.")
        if interaction
        else _("The message to %(contact)s is sent.")
    )
    messages.success(request, said % {"contact": contact})
    return True
