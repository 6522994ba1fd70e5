"""The lines of a segment: their list, the tick in place, taking them out, and going back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import pages
from core.access import may, permitted, person_of
from core.errors import Refused
from core.lists import BulkAction
from core.tables import Column
from segments import building, consent
from segments.filters import LineFilter
from segments.forms import LineForm
from segments.models import SHOWN_OF_A_LINE, Segment, SegmentLine
from segments.tables import LINE_COLUMNS, TARGET, TICKED_IN_PLACE, tick_boxes
from segments.views.adding import say_left_out
from segments.views.meanwhile import while_it_stands

CHANGE = "segments.change_segmentline"
REMOVE = BulkAction(
    gettext_lazy("Remove from segment"),
    "segments:remove",
    CHANGE,
    icon="user-x",
    confirm=gettext_lazy("Take the selected lines out of the segment? You can go back to this step later."),
)


class SegmentLines(pages.ListPage):
    """All lines of one segment, on a page of their own and, without its filters, below the segment's card."""

    model = SegmentLine
    url_name = "segments:lines"
    columns = LINE_COLUMNS
    filterset_class = LineFilter
    parts = SHOWN_OF_A_LINE
    order = "removed_id"  # then by key: the order of the index of a segment's lines
    title = gettext_lazy("Lines")
    empty = gettext_lazy("Add contacts by name, by a list of numbers, or by a filter.")
    template_name = "segments/lines.html"
    bulk_actions = [
        BulkAction(gettext_lazy("Tick Campaign Target"), "segments:tick", CHANGE, icon="target-arrow"),
        BulkAction(gettext_lazy("Untick Campaign Target"), "segments:untick", CHANGE, icon="target-off"),
        REMOVE,
    ]

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        return segment_of(request).lines.for_list()

    def offered_columns(self) -> list[Column]:
        """Without a campaign there is nothing to be a target of; who may not change lines sees ticks, not boxes."""
        if segment_of(self.request).campaign_id is None:
            return [column for column in super().offered_columns() if column is not TARGET]
        ticked = may(self.user, "change", SegmentLine)
        return [TICKED_IN_PLACE if ticked and column is TARGET else column for column in super().offered_columns()]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        segment = segment_of(self.request)
        context = super().get_context_data(segment=segment, **context)
        if segment.campaign_id is None and "bulk_actions" in context:
            context["bulk_actions"] = [each for each in context["bulk_actions"] if each[0] is REMOVE]
        return context


@require_http_methods(["GET", "POST"])
@permitted("segments.view_segmentline")
def line(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """One line, on a page of its own; who may not change lines, or looks at one that was taken out, finds it locked."""
    segment = segment_of(request)
    found = get_object_or_404(segment.lines.for_list(), pk=pk)
    locked = bool(found.removed_id) or not may(person_of(request), "change", SegmentLine)
    form = LineForm(request.POST or None, instance=found, locked=locked)
    if form.is_valid() and not locked:
        with pages.refusals_shown(request):
            building.change(found, form.values())
            messages.success(request, _("%(row)s is saved.") % {"row": found.contact})
        return redirect(segment)
    context = {"segment": segment, "line": found, "form": form, "locked": locked}
    return render(request, "segments/line.html", context)


@require_POST
@permitted(CHANGE)
def line_target(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Set the tick of one line to what the box shows; sending it twice changes nothing."""
    line = get_object_or_404(SegmentLine.objects.select_related("segment", "contact"), segment__number=number, pk=pk)
    value = "campaign_target" in request.POST
    try:
        building.set_target(segment=line.segment, lines=SegmentLine.objects.filter(pk=pk), value=value)
    except Refused as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain")
    answer = HttpResponse(tick_boxes()(line, value))
    answer.headers["HX-Trigger"] = "lines-changed"
    return answer


@require_POST
@permitted(CHANGE)
def tick(request: HttpRequest, number: str) -> HttpResponse:
    return _set_targets(request, value=True)


@require_POST
@permitted(CHANGE)
def untick(request: HttpRequest, number: str) -> HttpResponse:
    return _set_targets(request, value=False)


@require_POST
@permitted(CHANGE)
@while_it_stands
def remove(request: HttpRequest, number: str) -> HttpResponse:
    lines = SegmentLines.selected(request)
    words = "" if request.POST.get("all_results") else ", ".join(_first_names(lines))
    step = building.remove(segment=segment_of(request), lines=lines, words=words, by=person_of(request), at=now())
    _say_removed(request, step.lines if step else 0)
    return _back_to_lines(request)


@require_GET
@permitted("segments.view_segmentline")
def forbidden(request: HttpRequest, number: str) -> HttpResponse:
    """Asked by the card once it stands: the lines whose contacts do not want to be reached that way, if there are."""
    segment = segment_of(request)
    lines = consent.forbidden_lines(segment)
    first = _first_names(lines.select_related("contact"))
    count = lines.count() if first else 0
    context = {"segment": segment, "first": first, "count": count, "left_out": consent.barred_since(segment)}
    return render(request, "segments/_forbidden.html", context)


@require_POST
@permitted(CHANGE)
@while_it_stands
def take_out_forbidden(request: HttpRequest, number: str) -> HttpResponse:
    segment = segment_of(request)
    words, lines = _("They do not want to be reached this way"), consent.forbidden_lines(segment)
    about: Any = {"by": person_of(request), "at": now()}
    left_out, barred = consent.barred_since(segment), consent.barred(segment.lines.in_segment())
    steps = [building.keep_out(segment, barred, left_out, **about)] if left_out else []
    steps += filter(None, [building.remove(segment=segment, lines=lines, words=words, **about)])
    _say_removed(request, sum(step.lines for step in steps))
    return redirect(segment)


@require_POST
@permitted(CHANGE)
@while_it_stands
def empty(request: HttpRequest, number: str) -> HttpResponse:
    segment = segment_of(request)
    step = building.empty(segment=segment, by=person_of(request), at=now())
    _say_removed(request, step.lines if step else 0)
    return redirect(segment)


@require_POST
@permitted(CHANGE)
def go_back(request: HttpRequest, number: str, to: int) -> HttpResponse:
    segment = segment_of(request)
    with pages.refusals_shown(request):
        left_out = building.go_back(segment=segment, to=to, by=person_of(request), at=now())
        messages.success(request, _("The segment stands as after step %(number)d again.") % {"number": to})
        say_left_out(request, left_out)
    return redirect(segment)


def _set_targets(request: HttpRequest, *, value: bool) -> HttpResponse:
    with pages.refusals_shown(request):
        count = building.set_target(segment=segment_of(request), lines=SegmentLines.selected(request), value=value)
        sentence = (
            ngettext("%(count)d line is a target now.", "%(count)d lines are targets now.", count)
            if value
            else ngettext("%(count)d line is no target any more.", "%(count)d lines are no targets any more.", count)
        )
        messages.success(request, sentence % {"count": count})
    return _back_to_lines(request)


def _say_removed(request: HttpRequest, count: int) -> None:
    sentence = ngettext("%(count)d line was taken out.", "%(count)d lines were taken out.", count)
    messages.success(request, sentence % {"count": count})


def _first_names(lines: QuerySet[Any]) -> Sequence[str]:
    return [str(line.contact) for line in lines.order_by("pk")[:5]]


def segment_of(request: HttpRequest) -> Segment:
    """The segment in the address; asked once for a request, which keeps it."""
    keeper: Any = request
    if not hasattr(keeper, "segment"):
        number = request.resolver_match.kwargs["number"] if request.resolver_match else ""
        keeper.segment = get_object_or_404(Segment, number=number)
    segment: Segment = keeper.segment
    return segment


def _back_to_lines(request: HttpRequest) -> HttpResponse:
    segment = segment_of(request)
    if request.POST.get("on_card"):
        return redirect(segment)
    query = request.POST.get("query", "")
    return HttpResponseRedirect(reverse("segments:lines", args=[segment.number]) + (f"?{query}" if query else ""))
