"""The four shapes of page: list, card, card with lines, new card; the delete and the comment that go with a card."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core import comments, deletion
from core.access import person_of
from core.cards import CardForms, CardPage, NewCardPage
from core.line_cards import CardWithLines, LineTable
from core.lists import ListPage
from core.refusals import refusal_text, refusals_shown

__all__ = [
    "CardForms",
    "CardPage",
    "CardWithLines",
    "CommentPage",
    "DeletePage",
    "LineTable",
    "ListPage",
    "NewCardPage",
    "refusal_text",
    "refusals_shown",
    "work_day_of",
]


def work_day_of(request: HttpRequest) -> date:
    """The day that who asks for the page works on."""
    day: date = person_of(request).day_of_work(today=localdate())
    return day


class DeletePage(PermissionRequiredMixin, SingleObjectMixin, View):
    """POST only: deletes the row, or says everything that stands in the way."""

    model: type[models.Model]
    list_page: ClassVar[type[ListPage]]
    slug_field = slug_url_kwarg = "number"
    http_method_names = ["post"]

    def get_permission_required(self) -> Sequence[str]:
        return [f"{self.model._meta.app_label}.delete_{self.model._meta.model_name}"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_object()
        with refusals_shown(request):
            name = str(row)
            self.delete(row)
            messages.success(request, _("%(row)s is deleted.") % {"row": name})
            return HttpResponseRedirect(self.list_page.url(request))
        return HttpResponseRedirect(row.get_absolute_url())

    def delete(self, row: Any) -> None:
        deletion.delete(row)


class CommentPage(PermissionRequiredMixin, SingleObjectMixin, View):
    """POST only: one more comment on a row that has `comments`."""

    model: type[models.Model]
    slug_field = slug_url_kwarg = "number"
    http_method_names = ["post"]

    def get_permission_required(self) -> Sequence[str]:
        comment = self.model._meta.get_field("comments").related_model._meta  # type: ignore[union-attr]
        return [f"{comment.app_label}.add_{comment.model_name}"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row, user = self.get_object(), person_of(request)
        with refusals_shown(request):
            comments.add(row, text=request.POST.get("text", ""), by=user, on=work_day_of(request))
        return HttpResponseRedirect(row.get_absolute_url())
