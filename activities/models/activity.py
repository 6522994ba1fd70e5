from typing import Any, Self

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from core.addresses import address
from core.codes import CodedQuerySet, CodeField
from core.dateformulas.fields import DateFormulaField
from core.models import Card
from opportunities.models import Stage

APART = 10
"""Between the positions of two steps, so that another fits in."""


class TaskType(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    PHONE_CALL = "phone call", _("Phone Call")

    __empty__ = "–"


class Priority(models.IntegerChoices):
    LOW = 0, _("Low")
    NORMAL = 1, _("Normal")
    HIGH = 2, _("High")


class ActivityQuerySet(CodedQuerySet):
    def for_list(self) -> Self:
        return self.annotate(step_count=models.Count("steps"))


class Activity(Card):
    """A template of tasks that belong together; each step says on which day its task falls (3.4)."""

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100)

    objects = ActivityQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Activity")
        verbose_name_plural = _("Activities")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.description}"

    def get_absolute_url(self) -> str:
        return address("activities:card", self.code)


class StageActivity(models.Model):
    """The activity that begins when an opportunity enters the stage (3.11)."""

    stage = models.OneToOneField(Stage, models.CASCADE, verbose_name=_("Stage"), related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, verbose_name=_("Activity"), related_name="+")

    class Meta:
        verbose_name = _("Activity of a stage")
        verbose_name_plural = _("Activities of stages")

    def __str__(self) -> str:
        return f"{self.stage}: {self.activity}"


class ActivityStep(models.Model):
    """One task of an activity; its date formula counts from the day the activity starts, never from another step."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="steps", db_index=False)
    position = models.PositiveIntegerField(
        pgettext_lazy("position", "Order"), blank=True, help_text=_("Blank: the last one.")
    )
    type = models.CharField(_("Type"), max_length=10, choices=TaskType, blank=True)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    priority = models.SmallIntegerField(_("Priority"), choices=Priority, default=Priority.LOW)
    date_formula = DateFormulaField(_("Date Formula"), blank=True)

    class Meta:
        verbose_name = _("Activity step")
        verbose_name_plural = _("Activity steps")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["activity", "position"], name="activities_step_in_order")]

    def __str__(self) -> str:
        return self.description or f"{self.activity.code} {self.position}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.position is None:
            last = ActivityStep.objects.filter(activity=self.activity).aggregate(last=Max("position"))["last"]
            self.position = (last or 0) + APART
        super().save(*args, **options)
