"""The four shapes of page: list, card, card with lines, new card; the delete and the comment that go with a card."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import models, transaction
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.generic import CreateView, UpdateView, View
from django.views.generic.detail import SingleObjectMixin

from core import comments, deletion, extensions, personal
from core.access import may
from core.arranging import arrangeable
from core.errors import Refused
from core.fields import dress
from core.forms import CardForm
from core.lists import ListPage
from core.models import User

__all__ = [
    "CardPage",
    "CardWithLines",
    "CommentPage",
    "DeletePage",
    "LineTable",
    "ListPage",
    "NewCardPage",
    "refusals_shown",
]


@contextmanager
def refusals_shown(request: HttpRequest) -> Iterator[None]:
    """Turn a refusal into a message, with the way to the page that mends it."""
    try:
        with transaction.atomic():
            yield
    except Refused as refusal:
        messages.error(request, refusal_text(refusal))


def refusal_text(refusal: Refused) -> str:
    if not refusal.where:
        return str(refusal)
    return format_html('{} <a class="alert-link" href="{}">{}</a>', refusal, reverse(refusal.where), _("Open the page"))


class CardForms(PermissionRequiredMixin):
    """What an existing and a new card share: one crispy form whose save notes who and when, and shows refusals."""

    model: type[models.Model]
    list_page: ClassVar[type[ListPage]]
    slug_field = slug_url_kwarg = "number"
    verb: ClassVar[str]
    request: HttpRequest
    object: Any

    def get_permission_required(self) -> Sequence[str]:
        return [f"{self.model._meta.app_label}.{self.verb}_{self.model._meta.model_name}"]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                self.save(form)
        except Refused as refusal:
            form.add_error(None, refusal_text(refusal))
            return self.form_invalid(form)  # type: ignore[attr-defined, no-any-return]
        messages.success(self.request, self.success_text())
        return HttpResponseRedirect(self.get_success_url())

    def save(self, form: Any) -> None:
        form.instance.changed(by=self.request.user, at=now())
        self.object = form.save()

    def success_text(self) -> str:
        return _("%(row)s is saved.") % {"row": self.object}

    def get_success_url(self) -> str:
        query = self.request.GET.urlencode()
        return str(self.object.get_absolute_url()) + (f"?{query}" if query else "")


class CardPage(CardForms, UpdateView):
    """One row on a page of its own, edited in place; who may only view gets the fields locked.

    Context: `form`, `factboxes` (box and figures), `actions`, `previous`, `next`, `list_url`, `history_url`,
    `delete_url`, `may_change`, `may_delete`.
    """

    template_name = "pages/card.html"
    verb = "view"
    form_class: type[CardForm]

    def get_permission_required(self) -> Sequence[str]:
        needed = super().get_permission_required()
        if self.request.method == "POST":
            return [*needed, f"{self.model._meta.app_label}.change_{self.model._meta.model_name}"]
        return needed

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = super().get_queryset()
        return rows.select_for_update(of=("self",)) if self.request.method == "POST" else rows

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        self.object = self.get_object()  # around the form stands the row as it is, not as it was typed
        return super().form_invalid(form)

    def may_change(self) -> bool:
        """Whether the person may change this row; else all of its fields are locked."""
        return may(self.request.user, "change", self.model)  # type: ignore[arg-type]

    @cached_property
    def arrangement(self) -> list[str]:
        """How the person arranged the cards of this kind."""
        return personal.chosen_by(self.request.user, self.arrangement_key)  # type: ignore[arg-type]

    @property
    def arrangement_key(self) -> str:
        match = self.request.resolver_match
        return f"{match.view_name if match else ''}:{self.get_form_class().__name__}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.arranging() if "arrange" in request.GET else super().get(request, *args, **kwargs)

    def arranging(self) -> HttpResponse:
        """The dialog that arranges the card; the page asks for it when somebody wants to."""
        self.object = self.get_object()
        form = self.get_form()
        tabs = arrangeable(form.layout, self.arrangement) if form.layout else []
        context = {"tabs": tabs, "form": form, "page_key": self.arrangement_key}
        return render(self.request, "pages/_arrange.html", context)

    def get_form(self, form_class: Any = None) -> Any:
        form: Any = super().get_form(form_class)
        form.arrangement = self.arrangement
        return form

    def get_form_class(self) -> type[CardForm]:
        if self.may_change():
            return self.form_class
        return type(self.form_class.__name__, (self.form_class,), {"read_only": True})

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        if "form" in context:  # what was typed is refused: around the form stands what is saved
            self.object = self.get_object()
        before, after = self.neighbours()
        user: Any = self.request.user
        fact_boxes = sorted(extensions.fact_boxes.of(self.model), key=lambda box: box.last)
        boxes = [(box, box.figures(self.object, user)) for box in fact_boxes]
        return super().get_context_data(
            factboxes=[(box, figures) for box, figures in boxes if figures is not None],
            actions=[
                (action, action.url(self.object))
                for action in extensions.card_actions.of(self.model)
                if (not action.permission or user.has_perm(action.permission)) and action.shown(self.object)
            ],
            previous=before,
            next=after,
            list_url=self.list_page.url(self.request),
            list_title=self.list_page.name(),
            link_query=self.list_page.link_query(self.request),
            may_change=self.may_change(),
            may_delete=may(user, "delete", self.model),
            history_url=self.url_beside("history"),
            delete_url=self.url_beside("delete"),
            **context,
        )

    def neighbours(self) -> tuple[Any | None, Any | None]:
        return self.list_page.neighbours(self.request, self.object)

    def field_names(self) -> Sequence[str]:
        """The fields the person sees, which are those the history of the card tells about."""
        return list(self.get_form_class().base_fields)

    def lines(self) -> list[tuple["LineTable", "Lines"]]:
        """The few lines that are saved together with the card."""
        return []

    def url_beside(self, name: str) -> str:
        """The address of another page of this row, nothing where there is none: `card` leads to `delete`."""
        match = self.request.resolver_match
        name = match.view_name.replace("card", name) if match else ""
        try:
            return reverse(name, kwargs=match.kwargs if match else {})
        except NoReverseMatch:
            return ""


class NewCardPage(CardForms, CreateView):
    """The same form for a row that does not exist yet. The address may carry first values: `?campaign=3`."""

    template_name = "pages/new.html"
    verb = "add"

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **self.request.GET.dict()}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            list_url=self.list_page.url(self.request),
            list_title=self.list_page.name(),
            name=self.model._meta.verbose_name,
            **context,
        )

    def get_success_url(self) -> str:
        return str(self.object.get_absolute_url())

    def success_text(self) -> str:
        return _("%(row)s is created.") % {"row": self.object}


Lines = BaseInlineFormSet[Any, Any, Any]


@dataclass(frozen=True)
class LineTable:
    """A few lines that belong to a card, under a title of their own."""

    title: Any
    formset_class: type[Lines]


class CardWithLines(CardPage):
    """A card with a few lines of its own, saved together with it; long line tables are list pages instead."""

    template_name = "pages/card_with_lines.html"
    line_tables: ClassVar[Sequence[LineTable]]

    def lines(self) -> list[tuple[LineTable, Lines]]:
        locked = not self.may_change()
        tables = [(table, self._formset(table, locked=locked)) for table in self.line_tables]
        for _table, formset in tables:
            for line in formset:
                dress(line.fields)
                for field in line.fields.values():
                    field.disabled = field.disabled or locked
        return tables

    def _formset(self, table: LineTable, *, locked: bool) -> Lines:
        formset = table.formset_class(self.request.POST or None, instance=self.object)
        if locked:
            formset.extra, formset.can_delete = 0, False
        return formset

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context.setdefault("lines", self.lines())
        return super().get_context_data(**context)

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        form, self.typed = self.get_form(), self.lines()
        if not all([form.is_valid(), *(formset.is_valid() for _table, formset in self.typed)]):
            return self.form_invalid(form)
        return self.form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data(form=form, lines=self.typed))

    def save(self, form: Any) -> None:
        super().save(form)
        for _table, formset in self.typed:
            for row in formset.save(commit=False):
                row.save()
            for row in formset.deleted_objects:
                deletion.delete(row)


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
        row, user = self.get_object(), cast(User, request.user)
        with refusals_shown(request):
            comments.add(row, text=request.POST.get("text", ""), by=user, on=user.day_of_work(today=localdate()))
        return HttpResponseRedirect(row.get_absolute_url())
