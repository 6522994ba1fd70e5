from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.money import AmountField, PercentField
from opportunities.models.cycle import CloseOpportunityCode, SalesCycle, Stage
from opportunities.models.opportunity import Opportunity, Status


class Action(models.TextChoices):
    """What was done when the entry was written (1, opportunity action taken)."""

    FIRST = "first", _("Started")
    NEXT = "next", _("Next")
    PREVIOUS = "previous", _("Previous")
    UPDATED = "updated", _("Updated")
    JUMPED = "jumped", _("Jumped")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")

    @property
    def status(self) -> Status:
        """What an opportunity is with such an entry."""
        return {Action.WON: Status.WON, Action.LOST: Status.LOST}.get(self, Status.IN_PROGRESS)


class OpportunityEntryQuerySet(models.QuerySet[Any]):
    def active(self) -> Self:
        return self.filter(active=True)

    def open(self) -> Self:
        """Of opportunities that are in progress."""
        return self.active().filter(opportunity__status=Status.IN_PROGRESS)

    def of_cycle(self, cycle: SalesCycle) -> Self:
        return self.filter(opportunity__cycle=cycle)


class OpportunityEntry(models.Model):
    """A step in the history of an opportunity; at most one is active: where it stands (3.13)."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="entries", db_index=False)
    action = models.CharField(_("Action"), max_length=8, choices=Action)
    stage = models.ForeignKey(
        Stage,
        models.PROTECT,
        verbose_name=_("Stage"),
        null=True,
        related_name="entries",
        db_index=False,
        help_text=_("Nothing on the entry that closes the opportunity."),
    )
    previous_stage = models.ForeignKey(
        Stage, models.PROTECT, verbose_name=_("Previous stage"), null=True, related_name="+", db_index=False
    )
    date = models.DateField(_("Date of change"))
    active = models.BooleanField(_("Active"), default=True)
    days_open = models.PositiveIntegerField(_("Days open"), null=True)
    estimated_value = AmountField(_("Estimated value"))
    current_value = AmountField(_("Current value"))
    completed = PercentField(_("Completed %"))
    chances = PercentField(_("Chances of success %"))
    probability = PercentField(_("Probability %"))
    closes_on = models.DateField(_("Estimated closing date"))
    close_code = models.ForeignKey(
        CloseOpportunityCode, models.PROTECT, verbose_name=_("Reason"), null=True, db_index=False, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )

    objects = OpportunityEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Opportunity entry")
        verbose_name_plural = _("Opportunity entries")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity"], name="opportunities_entry_one_is_active", condition=Q(active=True)
            ),
            models.CheckConstraint(
                name="opportunities_entry_stage_until_closed",
                condition=Q(action__in=[Action.WON, Action.LOST], stage__isnull=True, close_code__isnull=False)
                | (~Q(action__in=[Action.WON, Action.LOST]) & Q(stage__isnull=False, close_code__isnull=True)),
            ),
            models.CheckConstraint(
                name="opportunities_entry_no_negative_values",
                condition=Q(estimated_value__gte=0, current_value__gte=0),
                violation_error_message=_("The value of an opportunity cannot be negative."),
            ),
        ]
        indexes = [
            models.Index(fields=["opportunity", "id"], name="opportunities_entry_in_order"),
            models.Index(fields=["stage", "active", "closes_on", "id"], name="opportunities_entry_by_stage"),
            models.Index(fields=["closes_on"], name="opportunities_entry_by_closing", condition=Q(active=True)),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.get_action_display()}"

    @property
    def action_taken(self) -> Action:
        return Action(self.action)
