"""A person changes company: choose the new one, look at what that means, and do it."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts import moving
from contacts.forms import CompanyChoice
from contacts.models import Contact
from contacts.views import telling
from core import pages
from core.access import permitted
from core.keys import keys_in
from core.models import User
from core.once import once


@require_http_methods(["GET", "POST"])
@permitted("contacts.change_contact")
@once
def move(request: HttpRequest, number: str) -> HttpResponse:
    person = get_object_or_404(Contact.objects.for_list(), number=number)
    asked = request.POST if request.method == "POST" else request.GET
    form = CompanyChoice(asked if "company" in asked else None)
    to = form.cleaned_data["company"] if form.is_valid() else None
    if request.method == "POST" and to:
        with pages.refusals_shown(request):
            _move(request, person, to)
            return redirect(person)
    look = moving.look_at(person, to=to) if to else None
    return render(request, "contacts/move.html", {"contact": person, "form": form, "move": look})


def _move(request: HttpRequest, person: Contact, to: Contact) -> None:
    seen = next(iter(keys_in([request.POST.get("version", "")])), 0)
    keeper, moved = moving.move(person=person, to=to, seen=seen, by=cast(User, request.user), at=now())
    messages.success(request, _("%(contact)s works for %(company)s now.") % {"contact": person, "company": to})
    telling.say_kept(request, keeper, moved)
