"""The list of segments, their cards, and the question before a header is saved."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from campaigns.models import Campaign
from contacts.defaults import salesperson_for
from core import pages
from core.access import permitted, person_of
from core.keys import row_in
from core.tables import Column, Values
from segments import figures, header, targets
from segments.filters import SegmentFilter
from segments.forms import ContactForm, SegmentForm
from segments.models import Segment
from segments.tables import SEGMENT_COLUMNS


class SegmentList(pages.ListPage):
    model = Segment
    url_name = "segments:list"
    columns = SEGMENT_COLUMNS
    filterset_class = SegmentFilter
    bulk_fields = ["salesperson", "date"]
    pretitle = _("Marketing")
    empty = _("A segment is a list of contacts, line by line: the people a campaign is aimed at.")
    new_url_name = "segments:new"
    new_label = _("New segment")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Segment.objects.for_list()

    def values(self, rows: Sequence[Any], shown: Sequence[Column]) -> Values:
        values = super().values(rows, shown)
        if counted := {"lines", "targets"} & {column.name for column in shown}:
            sizes = figures.sizes_of(rows)
            values |= {name: {key: getattr(size, name) for key, size in sizes.items()} for name in counted}
        return values


class SegmentCard(pages.CardPage):
    """Saving a header whose change concerns the lines asks first; nothing is saved before the answer (decision 18)."""

    model = Segment
    form_class = SegmentForm
    list_page = SegmentList
    template_name = "segments/card.html"
    queryset = Segment.objects.for_card()

    def form_valid(self, form: Any) -> HttpResponse:
        answer = self.request.POST.get("apply", "")
        if answer == "back":
            return self.render_to_response(self.get_context_data(form=form))
        offer = None if answer else form.offer()
        return self.ask(offer) if offer else super().form_valid(form)

    def ask(self, offer: header.Offer) -> HttpResponse:
        typed = [(name, value) for name, values in self.request.POST.lists() for value in values]
        return render(self.request, "segments/ask.html", {"segment": self.object, "offer": offer, "typed": typed})

    def save(self, form: Any) -> None:
        offer = form.offer() if self.request.POST.get("apply") == "lines" else None
        super().save(form)
        if offer:
            header.pass_on(self.object, [change.name for change in offer.changes])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(contact_form=ContactForm(), **context)


class NewSegment(pages.NewCardPage):
    """`?campaign=3` makes a segment for that campaign, whose lines are its targets."""

    model = Segment
    form_class = SegmentForm
    list_page = SegmentList

    def get_initial(self) -> dict[str, Any]:
        user = person_of(self.request)
        campaign = row_in(Campaign.objects.all(), self.request.GET.get("campaign", ""))
        return {
            "date": pages.work_day_of(self.request),
            "salesperson": salesperson_for(user),
            "campaign": campaign,
            "campaign_target": campaign is not None,
        }


class DeleteSegment(pages.DeletePage):
    model = Segment
    list_page = SegmentList


@require_GET
@permitted("segments.view_segment")
def show_figures(request: HttpRequest, number: str) -> HttpResponse:
    """All figures of a segment: asked by its card once it stands, and again when a line was ticked."""
    segment = get_object_or_404(Segment, number=number)
    counted = figures.figures_of(segment)
    context = {"segment": segment, "size": counted, "companies": counted}
    return render(request, "segments/_figures.html", {"figures": context})


@require_GET
@permitted("segments.view_segment")
def count_targets(request: HttpRequest, campaign: str) -> HttpResponse:
    """How many companies a campaign is aimed at: asked by the campaign's card once it stands."""
    count = targets.target_count(get_object_or_404(Campaign, number=campaign))
    return render(request, "segments/_target_count.html", {"count": count})
