from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.models.status import CampaignStatus, CampaignType
from core import numbering
from core.addresses import address
from core.models import Card, Comment, User
from core.money import AmountField, PercentField
from core.periods import Period, PeriodQuerySet, in_force
from salespeople.models import Salesperson

CAMPAIGNS = numbering.purpose("campaigns", _("Campaigns"))


ACTIVATED = Q(activated_at__isnull=False)


class When(models.TextChoices):
    """Where a day lies in a campaign's period. What has no starting date runs already, without an end for ever."""

    RUNNING = "running", _("Running")
    STARTING = "starting", _("Starting within 30 days")
    ENDING = "ending", _("Ending within 7 days")
    OVER = "over", _("Over")

    def condition(self, *, on: date) -> Q:
        if self == When.RUNNING:
            return in_force(on=on)
        if self == When.STARTING:
            return Q(starting_date__gt=on, starting_date__lte=on + timedelta(days=30))
        if self == When.ENDING:
            return in_force(on=on) & Q(ending_date__lte=on + timedelta(days=7))
        return Q(ending_date__lt=on)


class CampaignQuerySet(PeriodQuerySet):
    def activated(self) -> Self:
        return self.filter(ACTIVATED)

    def not_activated(self) -> Self:
        return self.exclude(ACTIVATED)

    def when(self, when: When, *, on: date) -> Self:
        return self.filter(when.condition(on=on))

    def not_over(self, *, on: date) -> Self:
        """Running or to come, by their start; those without one come last."""
        open_ended = Q(ending_date__isnull=True) | Q(ending_date__gte=on)
        return self.filter(open_ended).order_by(F("starting_date").asc(nulls_last=True), "pk")

    def for_list(self) -> Self:
        return self.select_related("status", "type", "salesperson")

    def for_card(self) -> Self:
        return self.for_list().select_related("activated_by", "modified_by")

    def search(self, typed: str) -> Self:
        return self.filter(Q(number__istartswith=typed) | Q(description__icontains=typed))

    def found(self, typed: str) -> Self:
        return self.select_related("status").search(typed).order_by("number")


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
        return address("campaigns:card", self.number)

    @property
    def is_activated(self) -> bool:
        return self.activated_at is not None

    @property
    def period(self) -> str:
        """Its dates in words."""
        ends = (self.starting_date, self.ending_date)
        start, end = (date_format(day, "SHORT_DATE_FORMAT") if day else "" for day in ends)
        if start and end:
            return f"{start} – {end}"
        if start:
            return _now("from %(date)s") % {"date": start}
        return _now("until %(date)s") % {"date": end} if end else _now("no dates")

    @property
    def hint(self) -> str:
        """What tells this campaign from others in a look-up."""
        return f"{self.status} · {self.period}"

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
