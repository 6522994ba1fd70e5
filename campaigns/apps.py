from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        from campaigns.models import Campaign, CampaignStatus, CampaignType
        from campaigns.traces import MENTIONS
        from contacts import traces
        from core import comments, extensions, lookups
        from core.setup import tables
        from salespeople.factboxes import list_of
        from salespeople.models import Salesperson

        traces.add(mentioned=MENTIONS)
        lookups.add(Campaign, lookups.Lookup(Campaign.objects.found, hint=lambda campaign: campaign.hint))
        lookups.add(CampaignType, lookups.Lookup(CampaignType.objects.found, hint=lambda kind: kind.code))
        extensions.fact_boxes.add(Campaign, comments.box("campaigns:comment"))
        extensions.card_actions.add(
            Campaign,
            extensions.CardAction(
                _("Plan"), lambda campaign: reverse("campaigns:plan", args=[campaign.number]), icon="chart-bar"
            ),
        )
        own = list_of(_("Campaigns"), "campaigns:list", icon="speakerphone", permission="campaigns.view_campaign")
        extensions.card_actions.add(Salesperson, own)
        statuses = _("The steps of your pipeline, such as Planned, Approved, Started and Done.")
        tables.add(
            tables.SetUpTable(CampaignStatus, "admin:campaigns_campaignstatus_changelist", statuses, needed=True),
            tables.SetUpTable(
                CampaignType,
                "admin:campaigns_campaigntype_changelist",
                _("Kinds of campaigns, such as Mailing and Fair."),
            ),
        )
