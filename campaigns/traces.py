"""Where campaigns may name a contact."""

from campaigns.models import Campaign, CampaignComment
from contacts.traces import Mention

MENTIONS = [Mention(Campaign, ["description", "sales_text"]), Mention(CampaignComment, ["text"])]
