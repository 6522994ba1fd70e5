from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        from campaigns.models import Campaign, CampaignType
        from core import comments, extensions, lookups

        lookups.add(Campaign, lookups.Lookup(Campaign.objects.found, hint=lambda campaign: campaign.hint))
        lookups.add(CampaignType, lookups.Lookup(CampaignType.objects.found, hint=lambda kind: kind.code))
        extensions.fact_boxes.add(Campaign, comments.box("campaigns:comment"))
