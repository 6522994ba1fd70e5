from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core import numbering
from core.codes import CodeField
from core.models import Card, Comment, User
from core.money import AmountField, PercentField
from core.periods import Period, PeriodQuerySet
from salespeople.models import Salesperson

CAMPAIGNS = numbering.purpose("campaigns", _("Campaigns"))


class CampaignType(models.Model):
    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100)

    class Meta:
        verbose_name = _("Campaign type")
        verbose_name_plural = _("Campaign types")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.description


class CampaignStatus(models.Model):
    """One step of the pipeline: where it stands, what comes next, and whether one may go back from it (decision 5)."""

    class Colour(models.TextChoices):
        GRAY = "gray", _("Grey")
        BLUE = "blue", _("Blue")
        AZURE = "azure", _("Azure")
        INDIGO = "indigo", _("Indigo")
        PURPLE = "purple", _("Purple")
        PINK = "pink", _("Pink")
        RED = "red", _("Red")
        ORANGE = "orange", _("Orange")
        YELLOW = "yellow", _("Yellow")
        LIME = "lime", _("Lime")
        GREEN = "green", _("Green")
        TEAL = "teal", _("Teal")
        CYAN = "cyan", _("Cyan")

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100)
    order = models.PositiveSmallIntegerField(_("Order"), unique=True)
    next = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("Next status"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Blank: the one with the next order."),
    )
    colour = models.CharField(_("Colour"), max_length=10, choices=Colour, default=Colour.GRAY)
    may_go_back = models.BooleanField(_("May be left backwards"), default=True)

    class Meta:
        verbose_name = _("Campaign status")
        verbose_name_plural = _("Campaign statuses")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.description


class CampaignQuerySet(PeriodQuerySet):
    def activated(self) -> Self:
        return self.filter(activated_at__isnull=False)

    def for_list(self) -> Self:
        return self.select_related("status", "type", "salesperson")

    def found(self, typed: str) -> Self:
        return self.filter(Q(number__istartswith=typed) | Q(description__icontains=typed)).order_by("number")


class Campaign(Card, numbering.Numbered, Period):
    purpose = CAMPAIGNS

    description = models.CharField(_("Description"), max_length=100)
    status = models.ForeignKey(CampaignStatus, models.PROTECT, verbose_name=_("Status"), db_index=False)
    type = models.ForeignKey(
        CampaignType, models.PROTECT, verbose_name=_("Campaign type"), null=True, blank=True, db_index=False
    )
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, db_index=False
    )
    budget = AmountField(_("Budget"), null=True, blank=True)
    expected_response = PercentField(_("Expected response %"), null=True, blank=True)
    expected_revenue = AmountField(_("Expected revenue"), null=True, blank=True)
    sales_text = models.TextField(
        _("Sales text"), blank=True, help_text=_("What salespeople tell the customer about this campaign.")
    )
    activated_at = models.DateTimeField(_("Activated since"), null=True, editable=False)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Activated by"),
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
    )

    history = HistoricalRecords()
    objects = CampaignQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = _("Campaign")
        verbose_name_plural = _("Campaigns")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="campaigns_campaign_no_negative_amounts",
                condition=(Q(budget__isnull=True) | Q(budget__gte=0))
                & (Q(expected_revenue__isnull=True) | Q(expected_revenue__gte=0)),
                violation_error_message=_("Budget and expected revenue cannot be negative."),
            ),
        ]
        indexes = [
            models.Index(fields=["starting_date", "id"], name="campaigns_campaign_by_start"),
            models.Index(fields=["ending_date", "id"], name="campaigns_campaign_by_end"),
            models.Index(fields=["description", "id"], name="campaigns_campaign_by_text"),
            models.Index(
                fields=["activated_at"], name="campaigns_campaign_activated", condition=Q(activated_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.description}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:card", args=[self.number])

    @property
    def is_activated(self) -> bool:
        return self.activated_at is not None

    def activate(self, *, by: User | None, at: datetime) -> None:
        self.activated_by, self.activated_at = by, at
        self.changed(by=by, at=at)
        self.save()

    def deactivate(self, *, by: User | None, at: datetime) -> None:
        self.activated_by = self.activated_at = None
        self.changed(by=by, at=at)
        self.save()


class CampaignComment(Comment):
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="comments")

    class Meta(Comment.Meta):
        verbose_name = _("Comment")
        verbose_name_plural = _("Comments")
