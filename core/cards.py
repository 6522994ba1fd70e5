"""The card page: one row with its FastTabs, FactBoxes and actions, edited in place; and the card of a row to come."""

from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import models, transaction
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.generic import CreateView, UpdateView

from core import boxes, extensions, personal
from core.access import may
from core.arranging import arrangeable
from core.errors import Refused
from core.extensions import FactBox
from core.forms import CardForm
from core.lists import ListPage
from core.refusals import refusal_text

Lines = BaseInlineFormSet[Any, Any, Any]

BOXES = "boxes"
"""What an address asks by for the boxes of a card."""


@cache
def locked(form_class: type[CardForm]) -> type[CardForm]:
    """The same form for who may only view."""
    return type(form_class.__name__, (form_class,), {"read_only": True})


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

    Context: `form`, `factboxes` (box and figures), `later_boxes` (those that come once it stands), `actions`,
    `previous`, `next`, `list_url`, `history_url`, `delete_url`, `delete_on_page`, `may_change`, `may_delete`.
    """

    template_name = "pages/card.html"
    verb = "view"
    form_class: type[CardForm]
    deletes_on_page = False
    """Whether *Delete* leads to a page that shows what that means, instead of asking once."""

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
        return self.arranged.get(self.arrangement_key, [])

    @cached_property
    def arranged(self) -> dict[str, list[str]]:
        """How the person arranged what stands on these cards, by its key; one statement for all of it."""
        return personal.chosen_below(self.request.user, self.place)  # type: ignore[arg-type]

    @property
    def arrangement_key(self) -> str:
        return f"{self.place}:{self.get_form_class().__name__}"

    @property
    def place(self) -> str:
        match = self.request.resolver_match
        return match.view_name if match else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "arrange" in request.GET:
            return self.arranging()
        if BOXES in request.GET and request.htmx:  # type: ignore[attr-defined]
            return self.later_boxes()
        return super().get(request, *args, **kwargs)

    def later_boxes(self) -> HttpResponse:
        """The boxes that the page asks for once it stands."""
        self.object = self.get_object()
        user: Any = self.request.user
        _now, later = boxes.split(boxes.beside(self.object, user))
        context = {"object": self.object, "factboxes": boxes.filled(later, self.object, user)}
        return render(self.request, "pages/_boxes.html", context)

    def fact_boxes(self) -> tuple[Sequence[FactBox], Sequence[FactBox]]:
        """Those that stand with the card and those that come later; all at once for who follows the link to them."""
        found = boxes.beside(self.object, self.request.user)  # type: ignore[arg-type]
        return (found, []) if BOXES in self.request.GET else boxes.split(found)

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
        return self.form_class if self.may_change() else locked(self.form_class)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        if "form" in context:  # what was typed is refused: around the form stands what is saved
            self.object = self.get_object()
        before, after = self.neighbours()
        user: Any = self.request.user
        now, later = self.fact_boxes()
        return super().get_context_data(
            factboxes=boxes.filled(now, self.object, user),
            later_boxes=later,
            actions=[
                (action, action.url(self.object))
                for action in sorted(extensions.card_actions.of(self.model), key=lambda action: not action.primary)
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
            delete_on_page=self.deletes_on_page,
            **context,
        )

    def neighbours(self) -> tuple[Any | None, Any | None]:
        return self.list_page.neighbours(self.request, self.object)

    def field_names(self) -> Sequence[str]:
        """The fields the person sees, which are those the history of the card tells about."""
        return list(self.get_form_class().base_fields)

    def lines(self) -> Sequence[tuple[Any, Lines]]:
        """The few lines that are saved together with the card, each with what is known of its table."""
        return []

    def url_beside(self, name: str) -> str:
        """The address of another page of this row, nothing where there is none: `card` leads to `delete`, and a
        card that is named after its row, such as `entry`, to `entry_delete`."""
        match = self.request.resolver_match
        view = match.view_name if match else ""
        name = view.replace("card", name) if view.endswith("card") else f"{view}_{name}"
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
