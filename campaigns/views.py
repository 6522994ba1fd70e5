from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from campaigns import creation, pipeline, timeline
from campaigns.filters import CampaignFilter, PlansFilter
from campaigns.forms import CampaignForm
from campaigns.models import Campaign, CampaignStatus
from campaigns.tables import CAMPAIGN_COLUMNS
from core import pages
from core.access import may, permitted, person_of
from salespeople.models import Salesperson

MOST_PLANS = 100


class CampaignList(pages.ListPage):
    model = Campaign
    url_name = "campaigns:list"
    columns = CAMPAIGN_COLUMNS
    filterset_class = CampaignFilter
    bulk_fields = ["salesperson", "type"]
    template_name = "campaigns/list.html"
    pretitle = _("Marketing")
    empty = _("A campaign gathers its target audience, its prices and what came of it. Create the first one.")
    new_url_name = "campaigns:new"
    new_label = _("New campaign")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Campaign.objects.for_list()


class CampaignCard(pages.CardPage):
    """Context besides CardPage's: `steps` (of the pipeline), `following` (the next status)."""

    model = Campaign
    form_class = CampaignForm
    list_page = CampaignList
    template_name = "campaigns/card.html"
    queryset = Campaign.objects.for_card()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        steps = pipeline.steps_of(self.object)
        following = next((step.status for step in steps if step.place == "next"), None)
        return super().get_context_data(steps=steps, following=following, **context)


class NewCampaign(pages.NewCardPage):
    """Shows where statuses are set up while there are none."""

    model = Campaign
    form_class = CampaignForm
    list_page = CampaignList
    template_name = "campaigns/new.html"

    def get_initial(self) -> dict[str, Any]:
        own: dict[str, Any] = {
            "status": CampaignStatus.objects.first(),
            "salesperson": Salesperson.objects.of(self.user),
        }
        return own | super().get_initial()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            no_status=self.get_initial()["status"] is None,
            may_set_up=self.user.is_staff and may(self.user, "add", CampaignStatus),
            **context,
        )

    def save(self, form: Any) -> None:
        self.object = creation.create(form.save(commit=False), by=self.user, at=now())

    @property
    def user(self) -> Any:
        return self.request.user


class DeleteCampaign(pages.DeletePage):
    model = Campaign
    list_page = CampaignList


class CommentOnCampaign(pages.CommentPage):
    model = Campaign


@require_GET
@permitted("campaigns.view_campaign")
def plan(request: HttpRequest, number: str) -> HttpResponse:
    """What happens when: its statuses, and what upper apps know of it."""
    campaign, person = get_object_or_404(Campaign.objects.for_card(), number=number), person_of(request)
    day = pages.work_day_of(request)
    scale, lanes = timeline.plan_of(campaign, user=person, on=day)
    drawn = [(lane, [(bar, scale.at(bar.start), scale.width(bar)) for bar in lane.bars]) for lane in lanes]
    context = {"object": campaign, "lanes": drawn, "ticks": scale.ticks, "today": scale.at(day), "on": day}
    return render(request, "campaigns/plan.html", context)


@require_GET
@permitted("campaigns.view_campaign")
def plans(request: HttpRequest) -> HttpResponse:
    """The running and coming campaigns beside each other; three statements of its own, however many there are."""
    day = pages.work_day_of(request)
    rows = Campaign.objects.for_list().not_over(on=day)
    filters = PlansFilter(request.GET, queryset=rows, request=request)
    found = list((filters.qs if filters.is_valid() else rows.none())[: MOST_PLANS + 1])
    scale, bars = timeline.beside_each_other(found[:MOST_PLANS], on=day)
    drawn = [(campaign, bar and (bar, scale.at(bar.start), scale.width(bar))) for campaign, bar in bars]
    context = {"filter": filters, "rows": drawn, "ticks": scale.ticks, "today": scale.at(day), "on": day}
    more = len(found) > MOST_PLANS
    return render(request, "campaigns/plans.html", context | {"more": more, "filtered": any(request.GET.values())})


@require_POST
@permitted("campaigns.change_campaign")
@transaction.atomic
def move(request: HttpRequest, number: str) -> HttpResponse:
    """Bring the campaign to the status whose code is sent."""
    campaign = get_object_or_404(Campaign.objects.for_card().select_for_update(of=("self",)), number=number)
    to = get_object_or_404(CampaignStatus, code=request.POST.get("status", ""))
    with pages.refusals_shown(request):
        pipeline.move(campaign, to=to, by=request.user, at=now())  # type: ignore[arg-type]
        messages.success(request, _now("%(campaign)s is now: %(status)s.") % {"campaign": campaign, "status": to})
    return redirect(campaign)
