"""The file of a segment's header."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import permitted, person_of
from core.fields import DressedForm
from interactions.forms.content import AttachmentField
from segments import attaching
from segments.models import Segment

CHANGE = "segments.change_segment"


class FileForm(DressedForm):
    file = AttachmentField(required=True)


@require_http_methods(["GET", "POST"])
@permitted(CHANGE)
def attach(request: HttpRequest, number: str) -> HttpResponse:
    segment, person = _segment(number), person_of(request)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        attaching.attach(segment, form.cleaned_data["file"], by=person, at=now())
        messages.success(request, _("%(file)s goes out with the segment.") % {"file": segment.attachment})
        return redirect(segment)
    return render(request, "segments/attach.html", {"form": form, "segment": segment})


@require_POST
@permitted(CHANGE)
def detach(request: HttpRequest, number: str) -> HttpResponse:
    segment = _segment(number)
    attaching.detach(segment, by=person_of(request), at=now())
    messages.success(request, _("No file goes out with the segment any more."))
    return redirect(segment)


def _segment(number: str) -> Segment:
    return get_object_or_404(Segment.objects.select_related("attachment"), number=number)
