"""The attendees of a meeting: invited, withdrawn, and what they answered. Each goes back to the card of the meeting."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from activities import attendees
from activities.forms import AnswerForm, InviteForm
from activities.models import Attendance, Attendee, Response, Task
from core.access import permitted, person_of
from core.pages import refusals_shown
from core.tables import Column


@require_POST
@permitted("activities.change_task")
@transaction.atomic
def invite(request: HttpRequest, number: str) -> HttpResponse:
    task, by = _task(number), person_of(request)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _said(request, form, task)
    with refusals_shown(request):
        attendees.invite(task, form.person, by=by, at=now(), attendance=form.cleaned_data["attendance"])
        messages.success(request, _("%(person)s is invited.") % {"person": form.person})
    return redirect(task)


@require_POST
@permitted("activities.change_task")
@transaction.atomic
def withdraw(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Who is out already is out."""
    task, by = _task(number), person_of(request)
    attendee = task.attendees.for_card().filter(pk=pk).first()
    with refusals_shown(request):
        if attendee and attendee.person:
            attendees.withdraw(task, attendee.person, by=by, at=now())
            messages.success(request, _("%(person)s is not invited any more.") % {"person": attendee})
    return redirect(task)


@require_POST
@permitted("activities.change_task")
@transaction.atomic
def answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What is not sent, as its column is hidden, stays as it is."""
    task, by = _task(number), person_of(request)
    attendee = get_object_or_404(task.attendees.for_card(), pk=pk)
    form = AnswerForm({"attendance": attendee.attendance, "response": attendee.response} | request.POST.dict())
    if not form.is_valid():
        return _said(request, form, task)
    with refusals_shown(request):
        attendees.answer(attendee, by=by, **form.cleaned_data)
        messages.success(request, _("Noted for %(person)s.") % {"person": attendee})
    return redirect(task)


COLUMNS = [Column("attendance", _lazy("Attendance")), Column("response", _lazy("Response"))]
"""What stands beside the name of an attendee."""


def attendance_of(task: Task) -> dict[str, Any]:
    """What the card of a meeting shows of its attendees; of anything else nothing."""
    if not task.is_meeting:
        return {}
    invited: list[Attendee] = list(task.attendees.for_card())
    return {
        "attendees": invited,
        "accepted": sum(each.response == Response.ACCEPTED for each in invited),
        "invite": InviteForm(auto_id="invite-%s"),
        "attendances": Attendance.choices,
        "responses": Response.choices,
    }


def _said(request: HttpRequest, form: Any, task: Task) -> HttpResponse:
    messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect(task)


def _task(number: str) -> Task:
    """The main task, locked."""
    rows = Task.objects.main().for_card().select_for_update(of=("self",))
    return get_object_or_404(rows, number=number)
