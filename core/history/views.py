"""The history of a card: all versions, two of them side by side, and the way back to one."""

from collections.abc import Sequence
from copy import copy
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core import paging
from core.forms import CardForm
from core.history.versions import Field, differences, fields_kept, told, versions_of, who_saved
from core.keys import keys_in
from core.pages import CardPage

NEWEST_FIRST = paging.Order("pk", descending=True)
MOST_COMPARED = 2


class PageOfCard(PermissionRequiredMixin, TemplateView):
    """A page below a card, which it asks who may open it, which row it is about, and which fields the person sees."""

    card_class: type[CardPage] = CardPage
    name: ClassVar[str]
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.card = self.card_class()
        self.card.setup(request, *args, **kwargs)

    def get_permission_required(self) -> Sequence[str]:
        return self.card.get_permission_required()

    @cached_property
    def row(self) -> Any:
        self.card.object = self.card.get_object()
        return self.card.object

    @cached_property
    def fields(self) -> list[Field]:
        return fields_kept(type(self.row), self.card.field_names())

    @cached_property
    def versions(self) -> models.QuerySet[Any]:
        return versions_of(self.row, self.fields)

    def url_of(self, name: str, **more: Any) -> str:
        """The address of another of these pages for the same row."""
        match: Any = self.request.resolver_match
        of_card = {key: value for key, value in self.kwargs.items() if key != "version"}
        return reverse(match.view_name.removesuffix(self.name) + name, kwargs={**of_card, **more})

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            object=self.row,
            history_url=self.url_of("history"),
            list_url=self.card.list_page.url(self.request),
            list_title=self.card.list_page.name(),
            may_change=self.card.may_change(),
            **context,
        )


class HistoryPage(PageOfCard):
    """All versions, newest first.

    Context: `versions` (each with where it is restored), `compare_url`, `page` (where it goes on), the versions
    `ticked` here and those ticked `elsewhere`.
    """

    name = "history"
    template_name = "pages/history.html"
    page_size = 25

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        query = self.request.GET
        after, before = query.get("after", ""), query.get("before", "")
        page = paging.page(self.versions, NEWEST_FIRST, size=self.page_size, after=after, before=before)
        shown, chosen = [past.pk for past in page.rows], ticked(query)
        elsewhere = [key for key in chosen if key not in shown]
        versions = told(page.rows, self.version_before(page), self.fields)
        return super().get_context_data(
            versions=[(version, self.url_of("restore", version=version.past.pk)) for version in versions],
            compare_url=self.url_of("compare"),
            page=page,
            ticked=chosen,
            elsewhere=list(self.versions.filter(pk__in=elsewhere)) if elsewhere else [],
            **context,
        )

    def version_before(self, page: paging.Page) -> Any | None:
        return self.versions.filter(pk__lt=page.rows[-1].pk).order_by("-pk").first() if page.after else None


class ComparePage(PageOfCard):
    """Two versions side by side, or one and the newest. Context: `differences`, `older`, `newer`, `restore_url`."""

    name = "compare"
    template_name = "pages/history_compare.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = list(self.versions.filter(pk__in=ticked(request.GET)).order_by("pk")[: MOST_COMPARED + 1])
        if not 0 < len(chosen) <= MOST_COMPARED:
            messages.error(request, _("Tick two versions to compare them, or one to compare it with the newest."))
            return HttpResponseRedirect(self.url_of("history"))
        older, newer = chosen[0], chosen[1] if len(chosen) == MOST_COMPARED else self.versions.order_by("-pk")[0]
        return self.render_to_response(
            self.get_context_data(
                older=older,
                newer=newer,
                older_by=who_saved(older),
                newer_by=who_saved(newer),
                restore_url=self.url_of("restore", version=older.pk),
                differences=differences(older, newer, self.fields),
            )
        )


class RestorePage(PageOfCard):
    """What a version would change, and what would speak against it. Nothing is saved here: its form sends the old
    values to the card as if somebody had typed them, so that the card's own questions, guards and merge apply.

    Context: `past`, `differences`, `objections`, `typed` (the card's fields), `lines` (its lines, as they stand).
    """

    name = "restore"
    template_name = "pages/history_restore.html"

    def get_permission_required(self) -> Sequence[str]:
        model = self.card.model._meta
        return [*super().get_permission_required(), f"{model.app_label}.change_{model.model_name}"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        past = get_object_or_404(self.versions, pk=self.kwargs["version"])
        form: Any = self.card.get_form()
        fields = [field for field in self.fields if field.name in form.fields and not form.fields[field.name].disabled]
        typed = form.as_typed({field.name: getattr(past, field.attname) for field in fields})
        return super().get_context_data(
            past=past,
            past_by=who_saved(past),
            differences=differences(self.row, past, fields),
            objections=self.objections(typed),
            typed=typed,
            lines=self.card.lines(),
            **context,
        )

    def objections(self, typed: dict[str, str]) -> list[str]:
        """What the card's form would say, asked of a copy of the row."""
        asked = {**self.card.get_form_kwargs(), "data": typed, "instance": copy(self.row)}
        form: CardForm = self.card.get_form_class()(**asked)
        return [
            f"{form.fields[name].label}: {sentence}" if name in form.fields else str(sentence)
            for name, sentences in form.errors.items()
            for sentence in sentences
        ]


def ticked(query: QueryDict) -> list[int]:
    """The versions ticked for a comparison."""
    return keys_in(query.getlist("version"))
