"""Pages: what to change in many rows, what that would do, and what was done."""

from __future__ import annotations  # a list knows how it is edited, and the pages which list they edit

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.access import may, permitted, person_of
from core.bulk import editing
from core.bulk.forms import BulkForm
from core.errors import Refused
from core.models import ChangeSet
from core.refusals import refusals_shown

if TYPE_CHECKING:
    from core.lists import ListPage

KEPT: tuple[str, ...] = ("selected", "all_results", "query")
MOST_SHOWN = 50


def edit_many(page: ListPage) -> HttpResponse:
    """From the ticked rows of a list: choose fields, look at what changes, say why, change them."""
    request, sent = page.request, page.request.POST
    rows = page.selected(request)
    list_url = f"{request.path}?{sent.get('query', '')}"
    looking = "look" in sent or "apply" in sent
    form = BulkForm(page.model, page.bulk_fields, sent if looking else None)
    context: dict[str, Any] = {"form": form, "list_url": list_url, "list_title": page.name(), "count": rows.count()}
    if not context["count"]:
        messages.error(request, _("Tick the rows to change."))
        return HttpResponseRedirect(list_url)
    if form.is_valid():
        try:
            if "apply" in sent:
                return _done(page, rows, form, list_url)
            context["proposal"] = editing.propose(rows, form.values)
        except Refused as refusal:
            context["refusal"] = str(refusal)
    context["kept"] = [(name, value) for name in KEPT for value in sent.getlist(name)]
    return render(request, "pages/bulk_edit.html", context)


def _done(page: ListPage, rows: Any, form: BulkForm, list_url: str) -> HttpResponse:
    sent = page.request.POST
    change_set = editing.edit(
        rows, form.values, by=page.user, at=now(), reason=sent.get("reason", ""), seen=sent.get("seen", "")
    )
    say_changed(page.request, change_set)
    return HttpResponseRedirect(list_url)


def say_changed(request: HttpRequest, change_set: ChangeSet) -> None:
    """How many rows were changed, with the way to look at them and back."""
    count = change_set.rows.count()
    sentence = ngettext("%(count)d row is changed.", "%(count)d rows are changed.", count) % {"count": count}
    way_back = format_html(
        '{} <a class="alert-link" href="{}">{}</a>', sentence, change_set.get_absolute_url(), _("Look at it or undo it")
    )
    messages.success(request, way_back)


@permitted("core.view_changeset")
def change_set(request: HttpRequest, pk: int) -> HttpResponse:
    """What was changed, by whom and why, and the way back."""
    found = _found(pk)
    rows = list(found.rows.order_by("key")[:MOST_SHOWN])
    model: Any = found.table.model_class()
    named = model.objects.for_list() if hasattr(model.objects, "for_list") else model._default_manager.all()
    known = named.in_bulk([row.key for row in rows])
    user = person_of(request)
    context = {
        "object": found,
        "rows": [known.get(row.key) for row in rows],
        "count": found.rows.count(),
        "may_take_back": not found.taken_back_at and may(user, "change", model),
    }
    return render(request, "core/change_set.html", context)


@require_POST
@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    user = person_of(request)
    if not may(user, "change", found.table.model_class()):
        raise PermissionDenied
    with refusals_shown(request):
        _say_taken_back(request, *editing.take_back(found, by=user, at=now()))
    return HttpResponseRedirect(found.get_absolute_url())


def _say_taken_back(request: HttpRequest, count: int, left: int) -> None:
    if count:
        sentence = ngettext("%(count)d row is as it was.", "%(count)d rows are as they were.", count)
        messages.success(request, sentence % {"count": count})
    if left:
        sentence = ngettext(
            "%(count)d row stays as it is: somebody changed it since.",
            "%(count)d rows stay as they are: somebody changed them since.",
            left,
        )
        messages.warning(request, sentence % {"count": left})


def _found(pk: int) -> ChangeSet:
    return get_object_or_404(ChangeSet.objects.select_related("table", "user", "taken_back_by"), pk=pk)
