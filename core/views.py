from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import UpdateView

from core import extensions, personal
from core.access import may, person_of, way_back
from core.errors import Refused
from core.lookups import lookups
from core.me import MySettingsForm
from core.models import NamedView, User

MOST_FOUND = 20


@require_GET
@login_required
def lookup(request: HttpRequest, label: str) -> HttpResponse:
    """Rows of a model that fit what was typed, for a look-up field."""
    if label not in lookups:
        raise Http404
    model, known = lookups[label]
    if not may(person_of(request), "view", model):
        raise PermissionDenied
    rows = known.found(request.GET.get("q", "").replace("\0", "").strip())[:MOST_FOUND]
    results = [{"value": row.pk, "text": known.label(row), "hint": known.hint(row)} for row in rows]
    return JsonResponse({"results": results})


@require_POST
@login_required
def columns(request: HttpRequest) -> HttpResponse:
    """Keep the columns the person chose for a page, or forget them."""
    page = request.POST.get("page", "")[:60]
    if "reset" in request.POST:
        personal.reset_columns(person_of(request), page)
    else:
        personal.choose_columns(person_of(request), page, request.POST.getlist("columns"))
    return _back(request)


@require_POST
@login_required
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the list that is seen under a name, and open it under that name."""
    sent = request.POST
    try:
        view = personal.keep_view(
            owner=person_of(request),
            page=sent.get("page", "")[:60],
            name=sent.get("name", ""),
            query=sent.get("query", ""),
            columns=sent.getlist("columns"),
            audience=sent.get("audience", ""),
            opens_first="opens_first" in sent,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    messages.success(request, _("The view %(name)s is kept.") % {"name": view})
    return _back(request, view=view)


@require_POST
@login_required
def drop_view(request: HttpRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(NamedView.objects.seen_by(person_of(request)), pk=pk)
    try:
        personal.drop_view(view, by=person_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        request.session["pins"] = personal.pins_of(person_of(request))
        messages.success(request, _("The view %(name)s is deleted.") % {"name": view})
    return _back(request)


@require_POST
@login_required
def pin_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a view into the sidebar, or take it out. The session keeps what stands there, so that no page asks for it."""
    person = person_of(request)
    view = get_object_or_404(NamedView.objects.seen_by(person), pk=pk)
    personal.pin(view, by=person, on="on" in request.POST)
    request.session["pins"] = personal.pins_of(person)
    return _back(request)


@require_POST
@login_required
def theme(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    chosen = request.POST.get("theme", "")
    if chosen in User.Theme.values:
        person.theme = chosen
        person.save(update_fields=["theme"])
    return HttpResponse(status=204) if request.headers.get("X-Requested-With") else _back(request)


class MySettings(LoginRequiredMixin, UpdateView):
    form_class = MySettingsForm
    template_name = "core/my_settings.html"
    success_url = reverse_lazy("core:me")

    def get_object(self, queryset: Any = None) -> User:
        """Not the person of the frame: what he typed may be refused."""
        return User.objects.get(pk=person_of(self.request).pk)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Context besides the form's: `factboxes` of upper apps about the person, as on a card."""
        person = person_of(self.request)
        boxes = [(box, box.figures(person, person)) for box in extensions.fact_boxes.of(User)]
        return super().get_context_data(factboxes=[(box, of) for box, of in boxes if of is not None], **context)

    def form_valid(self, form: Any) -> HttpResponse:
        with translation.override(form.cleaned_data["language"] or translation.get_language()):
            messages.success(self.request, _("Your settings are saved."))
        return super().form_valid(form)


def _back(request: HttpRequest, view: NamedView | None = None) -> HttpResponse:
    """To the page the person came from; a list that is arranged anew is no longer the view it was opened as."""
    path, _mark, query = way_back(request, otherwise="/").partition("?")
    asked = QueryDict(query, mutable=True)
    asked.pop("view", None)
    if view:
        asked["view"] = str(view.pk)
    return HttpResponseRedirect(f"{path}?{asked.urlencode()}" if asked else path)
