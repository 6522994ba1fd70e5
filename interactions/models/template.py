from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.models import Campaign
from contacts.models import CorrespondenceType, Language
from core.addresses import address
from core.codes import CodedQuerySet, CodeField
from core.models import Card
from core.money import UnitAmountField
from interactions.models.attachment import Attachment
from interactions.models.kinds import Manner, MinutesField


class InteractionGroup(models.Model):
    """Interactions of one kind, such as letters or meetings (10.1)."""

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100, blank=True)

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Interaction Group")
        verbose_name_plural = _("Interaction Groups")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class InteractionTemplateQuerySet(CodedQuerySet):
    def for_list(self) -> Self:
        return self.select_related("group", "campaign", "language")


class InteractionTemplate(Card, Manner):
    """What interactions of one sort have in common: cost, duration, flow, flags, language (10.2)."""

    class Action(models.TextChoices):
        """What the guide does with the content."""

        OPEN = "open", _("Open")
        IMPORT = "import", _("Import")
        MERGE = "merge", _("Merge")

    code = CodeField(_("Code"), unique=True, max_length=10)
    group = models.ForeignKey(InteractionGroup, models.PROTECT, verbose_name=_("Interaction Group"))
    description = models.CharField(_("Description"), max_length=100)
    unit_cost = UnitAmountField(_("Unit Cost"), decimal_places=2, default=0)
    unit_duration = MinutesField(_("Unit Duration (Min.)"), default=0)
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, verbose_name=_("Campaign"), null=True, blank=True, db_index=False
    )
    campaign_target = models.BooleanField(_("Campaign Target"), default=False)
    campaign_response = models.BooleanField(_("Campaign Response"), default=False)
    correspondence_type = models.CharField(
        _("Correspondence Type (Default)"),
        max_length=9,
        choices=CorrespondenceType,
        default=CorrespondenceType.EMAIL,
        blank=True,
    )
    ignores_contact_type = models.BooleanField(
        _("Ignore Contact Corres. Type"),
        default=False,
        help_text=_("The template says how it is sent, whatever the contact prefers."),
    )
    language = models.ForeignKey(
        Language,
        models.PROTECT,
        verbose_name=_("Language Code (Default)"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    action = models.CharField(_("Wizard Action"), max_length=6, choices=Action, blank=True)

    objects = InteractionTemplateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Interaction Template")
        verbose_name_plural = _("Interaction Templates")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="interactions_template_costs_nothing_negative",
                condition=Q(unit_cost__gte=0),
                violation_error_message=_("A cost cannot be negative."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.description}"

    def get_absolute_url(self) -> str:
        return address("interactions:template", self.code)


class TemplateLanguage(models.Model):
    """What a template says in one language: the text with its merge fields, or a file (INT-4)."""

    template = models.ForeignKey(InteractionTemplate, models.CASCADE, related_name="languages", db_index=False)
    language = models.ForeignKey(Language, models.PROTECT, verbose_name=_("Language"), db_index=False)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    subject = models.CharField(_("Subject"), max_length=100, blank=True)
    text = models.TextField(_("Text"), blank=True)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, verbose_name=_("Attachment"), null=True, blank=True, db_index=False
    )

    class Meta:
        verbose_name = _("Language of a template")
        verbose_name_plural = _("Languages of templates")
        ordering = ["template", "language"]
        constraints = [
            models.UniqueConstraint(
                name="interactions_templatelanguage_once",
                fields=["template", "language"],
                violation_error_message=_("The template already has this language."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.template.code} {self.language}"


class Event(models.TextChoices):
    """What is recorded by itself once it has a template (10.3)."""

    QUOTE = "quote", _("Sales quotes")
    ORDER = "order", _("Sales orders")
    POSTED_ORDER = "posted order", _("Posted orders")
    COVER_SHEET = "cover sheet", _("Cover sheets")
    EMAIL = "email", _("E-mails")
    CALL = "call", _("Outgoing calls")


class EventTemplate(models.Model):
    """Which template an event is recorded with; an event without a row is not recorded (INT-7, INT-8)."""

    event = models.CharField(_("Event"), max_length=12, choices=Event, unique=True)
    template = models.ForeignKey(InteractionTemplate, models.PROTECT, verbose_name=_("Interaction Template"))

    class Meta:
        verbose_name = _("Interaction Template Setup")
        verbose_name_plural = _("Interaction Template Setup")
        ordering = ["event"]

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.template.code}"
