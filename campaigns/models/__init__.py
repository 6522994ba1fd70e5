from campaigns.models.campaign import ACTIVATED, CAMPAIGNS, Campaign, CampaignComment, When
from campaigns.models.overruling import Overruling
from campaigns.models.status import CampaignStatus, CampaignType

__all__ = [
    "ACTIVATED",
    "CAMPAIGNS",
    "Campaign",
    "CampaignComment",
    "CampaignStatus",
    "CampaignType",
    "Overruling",
    "When",
]
