"""The words in which an interaction is described, and the fields that a template, a segment and its lines hand on."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models import CorrespondenceType, Language
from interactions.models.attachment import Attachment

LONGEST = 60 * 24 * 365
"""Minutes: nobody speaks longer than a year."""


class InformationFlow(models.TextChoices):
    OUTBOUND = "outbound", _("Outbound")
    INBOUND = "inbound", _("Inbound")


class InitiatedBy(models.TextChoices):
    US = "us", _("Us")
    THEM = "them", _("Them")


class Evaluation(models.TextChoices):
    VERY_POSITIVE = "very positive", _("Very Positive")
    POSITIVE = "positive", _("Positive")
    NEUTRAL = "neutral", _("Neutral")
    NEGATIVE = "negative", _("Negative")
    VERY_NEGATIVE = "very negative", _("Very Negative")


class DocumentType(models.TextChoices):
    """What was recorded by itself; nothing for an interaction by hand or of a segment."""

    QUOTE = "quote", _("Sales Quote")
    ORDER = "order", _("Sales Order")
    POSTED_ORDER = "posted order", _("Posted Order")
    COVER_SHEET = "cover sheet", _("Cover Sheet")
    EMAIL = "email", _("E-Mail")


class MinutesField(models.PositiveIntegerField):
    """A duration in whole minutes."""

    default_validators = [MaxValueValidator(LONGEST)]


class Manner(models.Model):
    """How somebody is addressed: which way the information flows, who began, and by what it is sent."""

    information_flow = models.CharField(_("Information Flow"), max_length=8, choices=InformationFlow, blank=True)
    initiated_by = models.CharField(_("Initiated By"), max_length=4, choices=InitiatedBy, blank=True)
    correspondence_type = models.CharField(
        _("Correspondence Type"), max_length=9, choices=CorrespondenceType, blank=True
    )

    class Meta:
        abstract = True


class Content(models.Model):
    """What is said: in which language, under which subject, with what attached."""

    language = models.ForeignKey(
        Language,
        models.PROTECT,
        verbose_name=_("Language"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    subject = models.CharField(_("Subject"), max_length=100, blank=True)
    attachment = models.ForeignKey(
        Attachment,
        models.PROTECT,
        verbose_name=_("Attachment"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True
