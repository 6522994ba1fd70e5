"""Interactions that were begun and wait to be finished (12.4)."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core import pages
from core.access import permitted
from core.lists import BulkAction
from interactions import deleting
from interactions.filters import PostponedFilter
from interactions.models import Interaction
from interactions.tables import POSTPONED_COLUMNS
from interactions.views.guide import GuidePage

WRITE = "interactions.add_interaction"
PARTS = ["contact__company", "contact__salesperson", "template__group", "campaign", "salesperson", "opportunity"]


class PostponedList(pages.ListPage):
    model = Interaction
    url_name = "interactions:postponed"
    title = _("Postponed interactions")
    order = "date"
    pretitle = _("Communication")
    empty = _("An interaction you cannot finish now waits here. It counts nowhere until it is finished.")
    new_url_name = "interactions:new"
    new_label = _("Create interaction")
    filterset_class = PostponedFilter
    columns = POSTPONED_COLUMNS
    bulk_actions = [
        BulkAction(
            _("Delete"),
            "interactions:drop_postponed",
            WRITE,
            icon="trash",
            confirm=_("Delete the chosen interactions? They were never finished, and this cannot be undone."),
        )
    ]

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Interaction.objects.postponed().for_list()


class ResumePage(GuidePage):
    """A postponed interaction with its values, on the day the person works on (PST-2)."""

    template_name = "interactions/resume.html"

    @cached_property
    def interaction(self) -> Interaction:
        rows = Interaction.objects.postponed().select_related(*PARTS)
        found = get_object_or_404(rows, pk=self.kwargs["pk"])
        found.date = self.user.day_of_work(today=self.now.date())
        return found

    def otherwise_back(self) -> str:
        """To the list as it was filtered (PST-4)."""
        return PostponedList.url(self.request)


@require_POST
@permitted(WRITE)
def drop(request: HttpRequest) -> HttpResponse:
    """The chosen postponed interactions go; they never counted (PST-3)."""
    count = deleting.delete_postponed(PostponedList.selected(request))
    sentence = ngettext("%(count)s interaction is deleted.", "%(count)s interactions are deleted.", count)
    messages.success(request, sentence % {"count": count})
    query = request.POST.get("query", "")
    return HttpResponseRedirect(reverse("interactions:postponed") + (f"?{query}" if query else ""))
