from interactions.models.attachment import Attachment
from interactions.models.campaign_entry import CampaignEntry
from interactions.models.interaction import SHOWN_OF_AN_INTERACTION, Interaction, InteractionComment
from interactions.models.kinds import DocumentType, Evaluation, InformationFlow, InitiatedBy
from interactions.models.logged_segment import LoggedSegment, LoggedSegmentComment
from interactions.models.mail import Mail
from interactions.models.resending import Resending
from interactions.models.template import Event, EventTemplate, InteractionGroup, InteractionTemplate, TemplateLanguage

__all__ = [
    "SHOWN_OF_AN_INTERACTION",
    "Attachment",
    "CampaignEntry",
    "DocumentType",
    "Evaluation",
    "Event",
    "EventTemplate",
    "InformationFlow",
    "InitiatedBy",
    "Interaction",
    "InteractionComment",
    "InteractionGroup",
    "InteractionTemplate",
    "LoggedSegment",
    "LoggedSegmentComment",
    "Mail",
    "Resending",
    "TemplateLanguage",
]
