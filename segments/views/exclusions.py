"""The companies taken out of a campaign's targets."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from campaigns.models import Campaign
from core import pages
from core.access import permitted, person_of
from core.lists import BulkAction
from segments import exclusions
from segments.filters import ExclusionFilter
from segments.forms import ExclusionForm
from segments.models import TargetExclusion
from segments.tables import EXCLUSION_COLUMNS


class ExclusionList(pages.ListPage):
    model = TargetExclusion
    url_name = "segments:exclusions"
    columns = EXCLUSION_COLUMNS
    filterset_class = ExclusionFilter
    order = "-pk"
    empty = gettext_lazy("An excluded company gets none of the campaign's prices, whatever the segments say.")
    template_name = "segments/exclusions.html"
    bulk_actions = [
        BulkAction(
            gettext_lazy("Lift the exclusion"),
            "segments:lift_exclusions",
            "segments.delete_targetexclusion",
            icon="arrow-back-up",
            confirm=gettext_lazy(
                "Lift the selected exclusions? A segment line may make these companies targets again."
            ),
        )
    ]

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        rows = TargetExclusion.objects.filter(campaign=_campaign_of(request)).with_reason_for(person_of(request))
        return rows.select_related("contact", "user", "campaign")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(campaign=_campaign_of(self.request), form=ExclusionForm(), **context)


@require_POST
@permitted("segments.add_targetexclusion")
def exclude(request: HttpRequest, campaign: str) -> HttpResponse:
    form = ExclusionForm(request.POST)
    if form.is_valid():
        with pages.refusals_shown(request):
            made = exclusions.exclude(
                **form.cleaned_data, campaign=_campaign_of(request), by=person_of(request), at=now()
            )
            messages.success(request, _("%(company)s is no target any more.") % {"company": made.contact})
    else:
        messages.error(request, _("Choose the company and say why it is excluded."))
    return redirect("segments:exclusions", campaign)


@require_POST
@permitted("segments.delete_targetexclusion")
def lift(request: HttpRequest, campaign: str) -> HttpResponse:
    chosen = ExclusionList.selected(request)
    count, _by_model = TargetExclusion.objects.filter(pk__in=chosen.values("pk")).delete()
    messages.success(request, _("Exclusions lifted: %(count)d.") % {"count": count})
    return redirect("segments:exclusions", campaign)


def _campaign_of(request: HttpRequest) -> Campaign:
    """The campaign in the address; asked once for a request."""
    if not hasattr(request, "campaign"):
        number = request.resolver_match.kwargs["campaign"] if request.resolver_match else ""
        request.campaign = get_object_or_404(Campaign, number=number)  # type: ignore[attr-defined]
    return request.campaign  # type: ignore[attr-defined, no-any-return]
