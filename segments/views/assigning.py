"""Assign an activity to every contact of a segment: choose, look at it step by step, create it in the background."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from activities.views.reviewing import NOTHING_TICKED, Review
from activities.workload import given_by, workload
from core import progress
from core.access import permitted, person_of
from core.errors import Refused
from core.pages import refusals_shown, work_day_of
from segments import assigning, tasks
from segments.forms import AssignToSegmentForm
from segments.models import Assignment, Segment

MUCH = 2_000
"""Tasks that one does not wait for in front of the page."""


@require_http_methods(["GET", "POST"])
@permitted("activities.add_task")
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """The address holds what and from when; the tasks below it are created for every contact once that is confirmed."""
    segment = get_object_or_404(Segment.objects.for_list(), number=number)
    try:
        audience = assigning.audience_of(segment)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(segment)
    sent = {"data": request.GET} if "start" in request.GET else {"initial": _first_values(request, segment)}
    form = AssignToSegmentForm(segment=segment, audience=audience, **sent)
    context = {"form": form, "segment": segment, "audience": audience}
    if not form.is_valid():
        return render(request, "segments/assign.html", context)
    review = Review(request, form)
    if review.is_decided and (answer := _decided(request, segment, audience, review)):
        return answer
    context |= {**review.context(), "key": _key(request), "workload": _workload(segment, audience, review)}
    context["total"] = audience.count * len(review.tasks)
    return render(request, "segments/assign.html", context)


@require_GET
@permitted("activities.add_task")
def assignment(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """How far the tasks are, and what became of them."""
    record = _record(number, pk)
    if request.htmx and not record.is_at_work:  # type: ignore[attr-defined]
        return HttpResponseClientRefresh()
    template = "segments/assignment.html"
    part = f"{template}#progress" if request.htmx else template  # type: ignore[attr-defined]
    return render(request, part, {"record": record, "progress": progress.of(record)})


@require_POST
@permitted("activities.add_task")
def begin_again(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """For tasks whose creation was stopped from outside: none of them was created."""
    record = _record(number, pk)
    if record.is_at_work and progress.of(record).has_stopped:
        progress.wait(record)
        _start(request, record, many=True)
    return redirect(record)


def _decided(
    request: HttpRequest, segment: Segment, audience: assigning.Audience, review: Review
) -> HttpResponse | None:
    chosen = review.chosen
    if not chosen:
        messages.error(request, NOTHING_TICKED)
        return None
    asked = review.form.cleaned_data
    person = person_of(request)
    with refusals_shown(request):
        record, is_new = assigning.decide(
            segment,
            chosen,
            key=_key(request),
            activity=asked["activity"],
            otherwise=asked["salesperson"] if asked["each_own"] else None,
            by=person,
            at=now(),
        )
        if is_new:
            _start(request, record, many=audience.count * len(chosen) > MUCH)
        return redirect(record)
    return None


def _start(request: HttpRequest, record: Assignment, *, many: bool) -> None:
    person = person_of(request)
    if many:
        transaction.on_commit(partial(tasks.create.enqueue, record.pk, person.pk, get_language()))
    else:
        assigning.carry_out(record, by=person)


def _workload(segment: Segment, audience: assigning.Audience, review: Review) -> Any:
    asked = review.form.cleaned_data
    shared = [task for task in review.tasks if task.owner]
    own = assigning.given_to(review.tasks, segment, asked["salesperson"])
    return workload([*given_by(shared, each=audience.count), *own])


def _key(request: HttpRequest) -> UUID:
    """Of the page, so that sending it twice creates its tasks once."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _record(number: str, pk: int) -> Assignment:
    return get_object_or_404(Assignment.objects.select_related("segment__campaign"), segment__number=number, pk=pk)


def _first_values(request: HttpRequest, segment: Segment) -> dict[str, Any]:
    proposed = {
        "start": work_day_of(request),
        "salesperson": segment.salesperson_id,
        "campaign": segment.campaign_id,
    }
    return {**proposed, **request.GET.dict()}
