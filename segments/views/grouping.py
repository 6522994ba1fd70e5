"""The contacts of a segment in a mailing group: who would join and who would leave, then the act (4.6)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts import gathering
from core.access import permitted, person_of
from core.once import once
from segments.forms.reuse import MailingGroupForm
from segments.models import Segment


@require_http_methods(["GET", "POST"])
@permitted("contacts.change_contact")
@once
def apply_mailing_group(request: HttpRequest, number: str) -> HttpResponse:
    segment = get_object_or_404(Segment, number=number)
    form = MailingGroupForm(request.POST or request.GET or None)
    found = None
    if form.is_valid():
        chosen: dict[str, Any] = {"contacts": segment.contacts(), "only": form.cleaned_data["only"]}
        group = form.cleaned_data["group"]
        if request.method == "POST":
            user = person_of(request)
            done = gathering.gather(group, **chosen, by=user, at=now())
            messages.success(request, _told(done, group=group, segment=segment))
            return redirect(segment)
        found = gathering.outlook(group, **chosen)
    context = {"segment": segment, "form": form, "found": found, "count": segment.contacts().count()}
    part = "#found" if request.htmx else ""  # type: ignore[attr-defined]
    return render(request, f"segments/mailing_group.html{part}", context)


def _told(done: gathering.Gathering, **about: Any) -> str:
    sentence = _("The contacts of %(segment)s are in the mailing group %(group)s: %(new)d joined, %(gone)d left.")
    return sentence % {**about, "new": done.new, "gone": done.gone}
