"""Log a segment: see what would be logged and what is missing, then log it, a big one in the background."""

from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from core import progress
from core.access import permitted, person_of
from core.pages import work_day_of
from segments import recording, tasks
from segments.forms import LogForm
from segments.models import Logging, Segment
from segments.outlook import outlook

LOG = "interactions.add_loggedsegment"


@require_http_methods(["GET", "POST"])
@permitted(LOG)
def log(request: HttpRequest, number: str) -> HttpResponse:
    """GET shows what would be logged and changes nothing; POST decides it, once for each page."""
    key = _key(request)
    if earlier := Logging.objects.filter(key=key, number=number).first():
        return redirect(earlier)
    segment = get_object_or_404(Segment.objects.for_list(), number=number)
    found = outlook(segment)
    form = LogForm(request.POST or None, initial={"sends": bool(found.sendable)})
    form.fields["sends"].disabled = not found.sendable
    if form.is_valid():
        return redirect(_decided(request, segment, found.lines, key=key, **form.cleaned_data))
    context = {"segment": segment, "outlook": found, "form": form, "key": key}
    return render(request, "segments/log.html", context)


@require_GET
@permitted(LOG)
def logging(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the logging is, and what became of it."""
    record = get_object_or_404(Logging.objects.select_related("segment", "logged", "follow_up"), pk=pk)
    if request.htmx and not record.is_at_work:  # type: ignore[attr-defined]
        return HttpResponseClientRefresh()
    part = "#progress" if request.htmx else ""  # type: ignore[attr-defined]
    context = {"record": record, "progress": progress.of(record)}
    return render(request, f"segments/logging.html{part}", context)


@require_POST
@permitted(LOG)
def log_again(request: HttpRequest, pk: int) -> HttpResponse:
    """For one that was stopped from outside: nothing of it was logged."""
    record = get_object_or_404(Logging, pk=pk)
    if record.is_at_work and progress.of(record).has_stopped:
        progress.wait(record)
        _start(request, record, in_background=True)
    return redirect(record)


def _decided(request: HttpRequest, segment: Segment, lines: int, *, key: UUID, **options: bool) -> Logging:
    person = person_of(request)
    day = work_day_of(request)
    record, is_new = recording.decide(segment, key=key, by=person, at=now(), on=day, **options)
    if is_new:
        _start(request, record, in_background=lines > recording.MANY)
    return record


def _start(request: HttpRequest, record: Logging, *, in_background: bool) -> None:
    person = person_of(request)
    if in_background:
        transaction.on_commit(partial(tasks.log.enqueue, record.pk, person.pk, get_language()))
    else:
        recording.carry_out(record, by=person)


def _key(request: HttpRequest) -> UUID:
    """Of the page, so that sending it twice logs once."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
