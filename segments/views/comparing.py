"""Two segments beside each other: which contacts both have, which only one; and a segment of a part."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from contacts.views.cards import ContactList
from core.access import permitted, person_of
from core.fetching import with_parts
from core.lists import BulkAction
from core.once import once
from core.refusals import refusals_shown
from segments import reusing
from segments.comparing import Comparison, Part
from segments.forms.reuse import OtherSegmentForm
from segments.models import Segment
from segments.views.adding import say_added
from segments.views.reusing import begun


@require_GET
@permitted("segments.view_segmentline")
def choose_other(request: HttpRequest, number: str) -> HttpResponse:
    segment = get_object_or_404(Segment, number=number)
    form = OtherSegmentForm(request.GET if "other" in request.GET else None, segment=segment)
    if form.is_valid():
        return redirect("segments:compared", number, form.cleaned_data["other"].number, Part.BOTH.value)
    return render(request, "segments/compare.html", {"segment": segment, "form": form})


class Compared(ContactList):
    """The contacts of one part, as a list, below the three counts."""

    url_name = "segments:compared"
    template_name = "segments/compared.html"
    title = _("Compare segments")
    rows_are = _("Contacts")
    empty = _("Nobody. Choose another part above.")
    bulk_fields: ClassVar[list[str]] = []
    bulk_actions: ClassVar[Sequence[BulkAction]] = []
    new_url_name = ""

    def get_permission_required(self) -> Sequence[str]:
        return [*super().get_permission_required(), "segments.view_segmentline"]

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        part = request.resolver_match.kwargs["part"] if request.resolver_match else ""
        return with_parts(_compared(request).contacts(_part(part)), **cls.parts)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        compared, shown = _compared(self.request), _part(self.kwargs["part"])
        counts = {} if self.request.htmx else compared.counts()  # type: ignore[attr-defined]
        parts = [(part, compared.in_words(part), count) for part, count in counts.items()]
        about: dict[str, Any] = {"compared": compared, "part": shown, "parts": parts, "words": compared.in_words(shown)}
        about["has_some"] = counts.get(shown, 0) > 0
        return super().get_context_data(**context) | about


@require_POST
@permitted("segments.add_segment")
@once
def make_segment(request: HttpRequest, number: str, other: str, part: str) -> HttpResponse:
    """A new segment with the contacts of the part, of the campaign that both have."""
    compared = _compared(request)
    words = compared.in_words(_part(part))
    campaign = compared.left.campaign if compared.left.campaign_id == compared.right.campaign_id else None
    with refusals_shown(request):
        segment = begun(request, words, campaign=campaign)
        contacts = compared.contacts(_part(part))
        say_added(request, reusing.fill(segment, contacts=contacts, words=words, by=person_of(request), at=now()))
        return redirect(segment)
    return redirect("segments:compared", number, other, part)


def _compared(request: HttpRequest) -> Comparison:
    """The two segments in the address; asked once for a request."""
    if not hasattr(request, "compared"):
        kwargs = request.resolver_match.kwargs if request.resolver_match else {}
        wanted = [kwargs["number"], kwargs["other"]]
        segments = Segment.objects.select_related("campaign").filter(number__in=wanted)
        found = {segment.number: segment for segment in segments}
        if not set(wanted) <= found.keys():
            raise Http404
        request.compared = Comparison(*(found[number] for number in wanted))  # type: ignore[attr-defined]
    return request.compared  # type: ignore[attr-defined, no-any-return]


def _part(word: str) -> Part:
    if word not in Part.values:
        raise Http404
    return Part(word)
