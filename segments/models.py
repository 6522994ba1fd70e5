from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.models import Campaign
from contacts.models import Contact
from core import numbering
from core.models import Card
from salespeople.models import Salesperson

SEGMENTS = numbering.purpose("segments", _("Segments"))


class SegmentQuerySet(models.QuerySet["Segment"]):
    def for_list(self) -> Self:
        return self.select_related("campaign", "salesperson")

    def found(self, typed: str) -> Self:
        return self.filter(Q(number__istartswith=typed) | Q(description__icontains=typed)).order_by("number")


class Segment(Card, numbering.Numbered):
    """A workbench of contacts, line by line; its campaign and its flag say what they are targets of (decision 4)."""

    purpose = SEGMENTS

    description = models.CharField(_("Description"), max_length=100)
    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name=_("Campaign"), null=True, blank=True)
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, db_index=False
    )
    date = models.DateField(_("Date"))
    campaign_target = models.BooleanField(
        _("Campaign Target"),
        default=False,
        help_text=_("New lines are targets of the campaign. Untick it on a line to take one contact out."),
    )
    campaign_response = models.BooleanField(_("Campaign Response"), default=False)

    history = HistoricalRecords()
    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Segment")
        verbose_name_plural = _("Segments")
        indexes = [
            models.Index(fields=["description", "id"], name="segments_segment_by_text"),
            models.Index(fields=["date", "id"], name="segments_segment_by_date"),
        ]
        constraints = [
            models.CheckConstraint(
                name="segments_segment_target_of_something",
                condition=Q(campaign__isnull=False) | Q(campaign_target=False, campaign_response=False),
                violation_error_message=_("Choose a campaign before you tick Campaign Target or Campaign Response."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.description}"

    def get_absolute_url(self) -> str:
        return reverse("segments:card", args=[self.number])


class SegmentStep(models.Model):
    """One step of a segment's history: who added or removed how many lines, when, by what (decision 17)."""

    class Kind(models.TextChoices):
        ADD = "add", _("Add Contacts")
        REDUCE = "reduce", _("Reduce Contacts")
        REFINE = "refine", _("Refine Contacts")
        DELETE = "delete", _("Delete lines")
        RESET = "reset", _("Empty the segment")

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="steps", db_index=False)
    number = models.PositiveIntegerField(_("Step"))
    kind = models.CharField(_("Kind"), max_length=6, choices=Kind)
    criteria = models.JSONField(_("Criteria"), default=dict, blank=True)
    words = models.CharField(_("Description"), max_length=250, blank=True)
    lines = models.PositiveIntegerField(_("Lines"), default=0)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Step")
        verbose_name_plural = _("Steps")
        ordering = ["segment", "number"]
        constraints = [models.UniqueConstraint(name="segments_segmentstep_numbered", fields=["segment", "number"])]

    def __str__(self) -> str:
        return f"{self.number}. {self.words or self.get_kind_display()}"


class SegmentLineQuerySet(models.QuerySet["SegmentLine"]):
    def in_segment(self) -> Self:
        """Lines that no step has removed."""
        return self.filter(removed__isnull=True)

    def targets(self) -> Self:
        return self.in_segment().filter(campaign_target=True)

    def for_list(self) -> Self:
        return self.select_related("contact__company", "contact__country", "salesperson", "added")


class SegmentLine(models.Model):
    """A contact in a segment. It is never deleted while the segment lives; the step that removed it is noted."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="lines", db_index=False)
    contact = models.ForeignKey(Contact, models.PROTECT, verbose_name=_("Contact"), db_index=False)
    added = models.ForeignKey(SegmentStep, models.RESTRICT, verbose_name=_("Added by"), related_name="+", db_index=False)
    removed = models.ForeignKey(
        SegmentStep, models.RESTRICT, verbose_name=_("Removed by"), null=True, related_name="+", db_index=False
    )
    campaign_target = models.BooleanField(_("Campaign Target"), default=False)
    campaign_response = models.BooleanField(_("Campaign Response"), default=False)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    date = models.DateField(_("Date"), null=True, blank=True)
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, db_index=False
    )

    objects = SegmentLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Segment line")
        verbose_name_plural = _("Segment lines")
        indexes = [
            models.Index(fields=["segment", "removed", "id"], name="segments_line_by_segment"),
            models.Index(
                fields=["contact", "segment"],
                name="segments_line_targets",
                condition=Q(campaign_target=True, removed__isnull=True),
            ),
            models.Index(fields=["contact"], name="segments_line_by_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.segment.number} {self.contact.name}"


class TargetExclusion(models.Model):
    """A company taken out of a campaign's targets for a reason, whatever its segment lines say (decision 2)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name=_("Campaign"), related_name="+", db_index=False)
    contact = models.ForeignKey(Contact, models.CASCADE, verbose_name=_("Contact"), related_name="+", db_index=False)
    reason = models.CharField(_("Reason"), max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Exclusion")
        verbose_name_plural = _("Exclusions")
        constraints = [
            models.UniqueConstraint(
                name="segments_targetexclusion_once",
                fields=["contact", "campaign"],
                violation_error_message=_("This company is already excluded from the campaign."),
            )
        ]
        indexes = [models.Index(fields=["campaign"], name="segments_exclusion_by_campaign")]

    def __str__(self) -> str:
        return f"{self.campaign.number} {self.contact.name}"
