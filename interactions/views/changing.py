"""Evaluating, canceling and deleting what was logged: each asks first, with what it comes to."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.access import permitted
from core.errors import Refused
from core.kinds import said
from core.lists import BulkAction, ListPage
from core.refusals import refusal_text, refusals_shown
from interactions import cancelling, deleting, evaluating
from interactions.models import Evaluation, Interaction
from interactions.views import acts
from interactions.views.asking import Asked
from interactions.views.records import EntryList, InteractionList, LoggedList

View = Callable[[HttpRequest], HttpResponse]


def asking(page: type[ListPage], act: BulkAction) -> Callable[[Callable[[Asked], HttpResponse]], View]:
    """For an act on rows of a list: without a row it leads back and says what to do."""

    def asked_first(view: Callable[[Asked], HttpResponse]) -> View:
        @wraps(view)
        def answered(request: HttpRequest) -> HttpResponse:
            asked = Asked(request, page)
            if not asked.rows.exists():
                messages.error(request, _("Tick the rows first."))
                return asked.go_back()
            return view(asked)

        return require_POST(permitted(act.permission)(answered))

    return asked_first


@asking(InteractionList, acts.EVALUATE)
def evaluate(asked: Asked) -> HttpResponse:
    """`evaluation` is one of the five words; without it the page offers them."""
    if "evaluation" not in asked.request.POST:
        return asked.show(
            "interactions/evaluate.html", lambda row: row.get_evaluation_display(), evaluations=Evaluation.choices
        )
    with refusals_shown(asked.request):
        count = evaluating.evaluate(asked.rows, evaluation=asked.request.POST["evaluation"])
        sentence = ngettext("%(count)s interaction is evaluated.", "%(count)s interactions are evaluated.", count)
        messages.success(asked.request, sentence % {"count": said(count)})
    return asked.go_back()


def _cancel(asked: Asked, reach_of: Callable[[Any], cancelling.Reach]) -> HttpResponse:
    """All become the opposite of the first (CAN-1), which the page says and sends along as `to`."""
    first, sent = asked.rows.first(), asked.request.POST.get("to", "")
    cancelled = sent == "canceled" if sent else not first.cancelled
    reach = reach_of(asked.rows)
    if not sent:
        return _ask_to_cancel(asked, reach, cancelled=cancelled)
    joined = 0
    with refusals_shown(asked.request):
        done = cancelling.change(reach, cancelled=cancelled, removes_files="remove_files" in asked.request.POST)
        joined = done.joined
        messages.success(asked.request, _changed(done, cancelled=cancelled))
    return asked.go_back(gone=joined > 0)


def _ask_to_cancel(asked: Asked, reach: cancelling.Reach, *, cancelled: bool) -> HttpResponse:
    context: dict[str, Any] = {"cancelled": cancelled, "alone": asked.page is InteractionList}
    try:
        context["done"] = cancelling.consequences(reach, cancelled=cancelled)
    except Refused as refusal:
        context["refusal"] = refusal_text(refusal)
    changing = asked.rows.filter(cancelled=not cancelled).count()
    return asked.show("interactions/cancel.html", _becomes(cancelled=cancelled), changing=changing, **context)


def _becomes(*, cancelled: bool) -> Callable[[Any], str]:
    already, after = (_("Canceled already"), _("Canceled")) if cancelled else (_("Counts already"), _("Counts again"))
    return lambda row: already if row.cancelled == cancelled else after


def _changed(done: cancelling.Consequences, *, cancelled: bool) -> str:
    count = done.interactions
    if cancelled:
        sentence = ngettext("%(count)s interaction is canceled.", "%(count)s interactions are canceled.", count)
    else:
        sentence = ngettext("%(count)s interaction counts again.", "%(count)s interactions count again.", count)
    return sentence % {"count": said(count)}


@asking(InteractionList, acts.CANCEL)
def cancel(asked: Asked) -> HttpResponse:
    return _cancel(asked, cancelling.of_interactions)


@asking(EntryList, acts.CANCEL_ENTRIES)
def cancel_entries(asked: Asked) -> HttpResponse:
    return _cancel(asked, cancelling.of_entries)


@asking(LoggedList, acts.CANCEL_LOGGED)
def cancel_logged(asked: Asked) -> HttpResponse:
    return _cancel(asked, cancelling.of_segments)


def _delete(asked: Asked, delete: Callable[[], str]) -> HttpResponse:
    """Only the canceled ones of the rows; `delete` does it, and answers what was done."""
    if "apply" not in asked.request.POST:
        return _ask_to_delete(asked)
    if not asked.rows.filter(cancelled=True).exists():
        nothing = _("Nothing is deleted: none of the selected is canceled. Cancel first what is to be deleted.")
        messages.error(asked.request, nothing)
        return asked.go_back()
    messages.success(asked.request, delete())
    return asked.go_back(gone=True)


def _ask_to_delete(asked: Asked) -> HttpResponse:
    doomed = asked.rows.filter(cancelled=True)
    along = Interaction.objects.filter(campaign_entry__in=doomed.order_by().values("pk"))
    return asked.show(
        "interactions/delete.html",
        lambda row: _("Deleted") if row.cancelled else _("Stays"),
        doomed=doomed.count(),
        staying=asked.rows.filter(cancelled=False).count(),
        interactions=along.count() if asked.page is EntryList else 0,
        segments=asked.page is LoggedList,
    )


@asking(InteractionList, acts.DELETE)
def delete(asked: Asked) -> HttpResponse:
    def told() -> str:
        count = deleting.delete_interactions(asked.rows)
        sentence = ngettext("%(count)s interaction is deleted.", "%(count)s interactions are deleted.", count)
        return sentence % {"count": said(count)}

    return _delete(asked, told)


@asking(EntryList, acts.DELETE_ENTRIES)
def delete_entries(asked: Asked) -> HttpResponse:
    def told() -> str:
        count, interactions = deleting.delete_entries(asked.rows)
        sentence = ngettext(
            "%(count)s campaign entry is deleted, with %(interactions)s of its interactions.",
            "%(count)s campaign entries are deleted, with %(interactions)s interactions.",
            count,
        )
        return sentence % {"count": said(count), "interactions": said(interactions)}

    return _delete(asked, told)


@asking(LoggedList, acts.DELETE_LOGGED)
def delete_logged(asked: Asked) -> HttpResponse:
    def told() -> str:
        count = deleting.delete_segments(asked.rows)
        sentence = ngettext("%(count)s logged segment is deleted.", "%(count)s logged segments are deleted.", count)
        return sentence % {"count": said(count)}

    return _delete(asked, told)
