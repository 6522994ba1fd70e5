"""Set-up: interaction templates, and which of them an event is recorded with."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core import pages
from core.access import permitted
from interactions import deleting, events
from interactions.filters import TemplateFilter
from interactions.forms.templates import EventsForm, TemplateForm
from interactions.models import InteractionTemplate
from interactions.tables import TEMPLATE_COLUMNS


class TemplateList(pages.ListPage):
    model = InteractionTemplate
    url_name = "interactions:templates"
    columns = TEMPLATE_COLUMNS
    filterset_class = TemplateFilter
    order = "code"
    title = _("Interaction templates")
    pretitle = _("Communication")
    empty = _("A template says what interactions of one sort cost, how long they last, and how they go.")
    new_url_name = "interactions:new_template"
    new_label = _("New template")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return InteractionTemplate.objects.for_list()


class TemplateCard(pages.CardPage):
    model = InteractionTemplate
    queryset = InteractionTemplate.objects.for_list().select_related("modified_by")
    form_class = TemplateForm
    list_page = TemplateList
    slug_field = slug_url_kwarg = "code"


class NewTemplate(pages.NewCardPage):
    model = InteractionTemplate
    form_class = TemplateForm
    list_page = TemplateList


class DeleteTemplate(pages.DeletePage):
    model = InteractionTemplate
    list_page = TemplateList
    slug_field = slug_url_kwarg = "code"

    def delete(self, row: Any) -> None:
        deleting.delete_template(row)


@require_http_methods(["GET", "POST"])
@permitted("interactions.change_eventtemplate")
def templates_of_events(request: HttpRequest) -> HttpResponse:
    form = EventsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with pages.refusals_shown(request):
            events.choose(form.changes())
            messages.success(request, _now("What is recorded by itself is saved."))
            return redirect("interactions:events")
    return render(request, "interactions/events.html", {"form": form})
