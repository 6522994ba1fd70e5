from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.addresses import address
from core.codes import CodedQuerySet, CodeField
from core.dateformulas.fields import DateFormulaField
from core.models import Card, Comment
from core.money import PercentField


class SalesCycleQuerySet(CodedQuerySet):
    def available(self, *, kept: int | None = None) -> Self:
        """Those a new opportunity may get; a blocked cycle stays where it is (`kept`)."""
        return self.filter(Q(blocked=False) | Q(pk=kept)) if kept else self.filter(blocked=False)

    def proposed(self) -> "SalesCycle | None":
        return self.available().filter(proposed=True).first()


class SalesCycle(Card):
    """The stages an opportunity goes through, and how likely a sale is on the way (3.10)."""

    class Probability(models.TextChoices):
        MULTIPLY = "multiply", _("Chances × completed")
        ADD = "add", _("Average of chances and completed")
        CHANCES = "chances", _("Chances of success %")
        COMPLETED = "completed", _("Completed %")

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100)
    probability = models.CharField(
        _("Probability calculation"), max_length=9, choices=Probability, default=Probability.MULTIPLY
    )
    proposed = models.BooleanField(
        _("Proposed"), default=False, help_text=_("New opportunities begin with it, unless it is blocked.")
    )
    blocked = models.BooleanField(_("Blocked"), default=False)

    objects = SalesCycleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Sales cycle")
        verbose_name_plural = _("Sales cycles")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposed"],
                name="opportunities_salescycle_one_is_proposed",
                condition=Q(proposed=True),
                violation_error_message=_("Another sales cycle is proposed already. Only one can be."),
            )
        ]

    def __str__(self) -> str:
        return self.description or self.code

    def get_absolute_url(self) -> str:
        return address("opportunities:cycle_card", self.code)


class SalesCycleComment(Comment):
    cycle = models.ForeignKey(SalesCycle, models.CASCADE, related_name="comments")

    class Meta(Comment.Meta):
        verbose_name = _("Comment")
        verbose_name_plural = _("Comments")


class StageQuerySet(models.QuerySet[Any]):
    def found(self, typed: str) -> Self:
        fits = Q(cycle__code__istartswith=typed) | Q(description__icontains=typed)
        return self.select_related("cycle").filter(fits).order_by("cycle__code", "position")


class Stage(models.Model):
    """A step of a sales cycle. Stages follow each other by their numbers, which may have gaps (3.11, TO-124)."""

    cycle = models.ForeignKey(
        SalesCycle, models.CASCADE, verbose_name=_("Sales cycle"), related_name="stages", db_index=False
    )
    position = models.PositiveSmallIntegerField(_("Stage"))
    description = models.CharField(_("Description"), max_length=100)
    completed = PercentField(_("Completed %"), default=0)
    chances = PercentField(_("Chances of success %"), default=0)
    quote_required = models.BooleanField(_("Quote required"), default=False)
    allow_skip = models.BooleanField(_("Allow skip"), default=False)
    date_formula = DateFormulaField(_("Date Formula"), blank=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Stage")
        verbose_name_plural = _("Stages")
        ordering = ["cycle", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "position"],
                name="opportunities_stage_once",
                violation_error_message=_("The cycle has a stage of this number already."),
            ),
            models.CheckConstraint(
                name="opportunities_stage_from_one",
                condition=Q(position__gte=1),
                violation_error_message=_("Stages are numbered from 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.description}"


class CloseOpportunityCode(models.Model):
    """Why an opportunity was won or lost (3.14)."""

    class Outcome(models.TextChoices):
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100)
    outcome = models.CharField(_("Won or lost"), max_length=4, choices=Outcome, default=Outcome.WON)

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Close opportunity code")
        verbose_name_plural = _("Close opportunity codes")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.description or self.code
