"""The mails of interactions: which were sent, which were not, and what a person decides about those in doubt."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from core import pages
from core.access import permitted, way_back
from core.lists import BulkAction
from interactions import tasks
from interactions.mail_list import COLUMNS, MailFilter
from interactions.mailing import sending
from interactions.mailing.delivery import delivery_of
from interactions.mailing.server import NO_SERVER
from interactions.models import LoggedSegment, Mail

CHANGE = "interactions.change_interaction"


class MailList(pages.ListPage):
    model = Mail
    url_name = "interactions:mails"
    columns = COLUMNS
    filterset_class = MailFilter
    order = "-pk"
    pretitle = gettext_lazy("Communication")
    empty = gettext_lazy(
        "What is logged to be sent by e-mail goes out in the background, and stands here from then on."
    )
    template_name = "interactions/mails.html"
    bulk_actions = [
        BulkAction(
            gettext_lazy("Send again"),
            "interactions:send_again",
            CHANGE,
            icon="send",
            confirm=gettext_lazy(
                "Send the selected mails that failed or are in doubt? A contact whose mail was sent after all gets it "
                "twice."
            ),
        ),
        BulkAction(gettext_lazy("It was sent"), "interactions:was_sent", CHANGE, icon="check"),
    ]

    def get_permission_required(self) -> list[str]:
        return ["interactions.view_interaction"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context) | {"nothing_sent": "" if settings.SENDS_MAIL else NO_SERVER}

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        return Mail.objects.for_list(at=now())


@require_POST
@permitted(CHANGE)
def send(request: HttpRequest) -> HttpResponse:
    """Go on with what waits: after the mail server, the worker or the whole server had stopped."""
    tasks.begin()
    messages.success(request, _("The mails that wait are sent now; you can leave this page."))
    return HttpResponseRedirect(way_back(request, otherwise=reverse("interactions:mails")))


@require_POST
@permitted(CHANGE)
def send_again(request: HttpRequest) -> HttpResponse:
    count = sending.send_again(MailList.selected(request), at=now())
    if count:
        tasks.begin()
    sentence = ngettext("%(count)d mail is sent again.", "%(count)d mails are sent again.", count)
    messages.success(request, sentence % {"count": count})
    return _back(request)


@require_POST
@permitted(CHANGE)
def was_sent(request: HttpRequest) -> HttpResponse:
    count = sending.was_sent(MailList.selected(request), at=now())
    sentence = ngettext("%(count)d mail counts as sent.", "%(count)d mails count as sent.", count)
    messages.success(request, sentence % {"count": count})
    return _back(request)


@require_GET
@permitted("interactions.view_interaction")
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the mails of a logged segment are; the box asks it again while some wait."""
    logged = get_object_or_404(LoggedSegment, pk=pk)
    figures = {"logged": logged, "delivery": delivery_of(logged, at=now())}
    return render(request, "interactions/_delivery.html#box", {"figures": figures})


def _back(request: HttpRequest) -> HttpResponse:
    query = request.POST.get("query", "")
    return HttpResponseRedirect(reverse("interactions:mails") + (f"?{query}" if query else ""))
