"""Sending once more what a logged segment said, after asking how; very many of them in the background."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from contacts.models import CorrespondenceType
from core import progress
from core.access import permitted, person_of
from core.kinds import said
from core.once import once
from core.pages import work_day_of
from core.refusals import refusals_shown
from interactions import resending as act
from interactions import tasks
from interactions.models import Resending
from interactions.views import acts
from interactions.views.asking import Asked
from interactions.views.changing import asking
from interactions.views.records import InteractionList

AS_EACH_WAS = "as each was"
RESEND = acts.RESEND.permission


@once
@asking(InteractionList, acts.RESEND)
def resend(asked: Asked) -> HttpResponse:
    """`by_type` is a correspondence type, or that each goes as it went; without it the page offers them."""
    chosen = asked.request.POST.get("by_type", "")
    if chosen not in dict(_ways()):
        return asked.show(
            "interactions/resend.html", lambda row: row.get_correspondence_type_display(), ways=_counted(asked)
        )
    person = person_of(asked.request)
    known = {"by_type": _type_of(chosen), "by": person, "on": work_day_of(asked.request), "at": now()}
    with refusals_shown(asked.request):
        if asked.rows.count() > act.MANY:
            record, _is_new = act.decide(asked.rows, key=uuid4(), **known)
            _begin(asked.request, record)
            return redirect(record)
        count = act.resend(asked.rows, **known)
        tasks.begin()
        sentence = ngettext("%(count)s interaction is sent again.", "%(count)s interactions are sent again.", count)
        messages.success(asked.request, sentence % {"count": said(count)})
    return asked.go_back()


@require_GET
@permitted(RESEND)
def resending(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and what became of it."""
    record = get_object_or_404(Resending.objects.select_related("logged"), pk=pk)
    if request.htmx and not record.is_at_work:  # type: ignore[attr-defined]
        return HttpResponseClientRefresh()
    part = "#progress" if request.htmx else ""  # type: ignore[attr-defined]
    context = {"record": record, "progress": progress.of(record)}
    return render(request, f"interactions/resending.html{part}", context)


@require_POST
@permitted(RESEND)
def resend_again(request: HttpRequest, pk: int) -> HttpResponse:
    """For one that was stopped from outside: nothing of it was sent."""
    record = get_object_or_404(Resending, pk=pk)
    if record.is_at_work and progress.of(record).has_stopped:
        progress.wait(record)
        _begin(request, record)
    return redirect(record)


def _begin(request: HttpRequest, record: Resending) -> None:
    person = person_of(request)
    transaction.on_commit(partial(tasks.resend.enqueue, record.pk, person.pk, get_language()))


def _ways() -> list[tuple[str, str]]:
    return [(AS_EACH_WAS, _("As each was sent")), *((word, str(label)) for word, label in CorrespondenceType.choices)]


def _type_of(word: str) -> str:
    return act.AS_IT_WAS if word == AS_EACH_WAS else word


def _counted(asked: Asked) -> list[tuple[str, str, int]]:
    return [(word, label, act.sendable(asked.rows, by_type=_type_of(word)).count()) for word, label in _ways()]
