from campaigns.models.campaign import ACTIVATED, CAMPAIGNS, Campaign, CampaignComment, When
from campaigns.models.status import CampaignStatus, CampaignType

__all__ = ["ACTIVATED", "CAMPAIGNS", "Campaign", "CampaignComment", "CampaignStatus", "CampaignType", "When"]
