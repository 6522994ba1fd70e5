"""Reports: campaigns in detail, and the contacts of a segment with their figures (20)."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from campaigns.models import Campaign
from campaigns.views import CampaignList
from core.access import permitted
from core.exports import Report, left_out_in_words
from core.fetching import with_parts
from core.files import file_of
from core.filters import in_words
from core.pages import work_day_of
from core.paging import capped_count
from core.tables import Column
from interactions.views.reports import IN_ONE_LINE, ContactReport
from segments import campaign_details
from segments.campaign_details import MOST_PRINTED
from segments.tables import DETAILS_COLUMNS, details_lines
from segments.views.lines import segment_of

NAMED = "number name address post_code city".split()


@require_GET
@permitted("campaigns.view_campaign")
def details(request: HttpRequest) -> HttpResponseBase:
    """The campaigns that the filter of their list leaves, on paper."""
    rows = Campaign.objects.for_list()
    filters = CampaignList.filters_of(request, request.GET, rows)
    found = filters.qs if filters.is_valid() else rows
    shown = list(found.order_by("number")[:MOST_PRINTED])
    count = capped_count(found) if len(shown) == MOST_PRINTED else len(shown)
    return _printed(request, shown, filtered_by=list(in_words(filters.form)), left_out=count - len(shown))


@require_GET
@permitted("campaigns.view_campaign")
def details_of_one(request: HttpRequest, campaign: str) -> HttpResponseBase:
    return _printed(request, [get_object_or_404(Campaign.objects.for_list(), number=campaign)])


def _printed(request: HttpRequest, campaigns: list[Campaign], *, left_out: int = 0, **context: Any) -> HttpResponseBase:
    """On paper, or as a file."""
    found = campaign_details.details_of(campaigns)
    if "export" in request.GET:
        note = left_out_in_words(left_out)
        report = Report(_now("Campaign – Details"), DETAILS_COLUMNS, list(details_lines(found)), note)
        return file_of(report, request.GET["export"])
    context |= {"all": found, "day": work_day_of(request), "left_out": left_out}
    return render(request, "segments/campaign_details.html", context)


class SegmentContacts(ContactReport):
    """The contacts of a segment, each once, with what was spent on them (CI-137)."""

    url_name = "segments:contacts"
    template_name = "segments/contacts.html"
    columns = [
        *[column for column in IN_ONE_LINE if column.name in NAMED],
        Column("currency", _("Currency"), value="currency.code"),
        Column("salesperson", _("Salesperson"), kind="unbroken"),
    ]
    figures = ["interactions", "interaction_cost", "opportunities", "estimated_value"]
    title = _("Segment – Contacts")
    empty = _("The segment has no lines. Add contacts first.")

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        rows = segment_of(request).contacts()
        return with_parts(rows, salesperson="code name", currency="code", company="number name", country="name")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        segment = segment_of(self.request)
        title = _now("Contacts of %(segment)s") % {"segment": segment}
        return super().get_context_data(**context) | {"segment": segment, "title": title}
