from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def in_force(*, on: date) -> Q:
    """The condition that a row's period holds the day."""
    started = Q(starting_date__isnull=True) | Q(starting_date__lte=on)
    return started & (Q(ending_date__isnull=True) | Q(ending_date__gte=on))


class PeriodQuerySet(models.QuerySet[Any]):
    def in_force(self, *, on: date) -> Self:
        return self.filter(in_force(on=on))


class Period(models.Model):
    """From one day to another, both included; a blank end is open."""

    starting_date = models.DateField(_("Starting Date"), null=True, blank=True)
    ending_date = models.DateField(_("Ending Date"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_period_in_order",
                condition=Q(starting_date__lte=F("ending_date")),
                violation_error_message=_("The starting date must lie before the ending date."),
            )
        ]

    def is_in_force(self, *, on: date) -> bool:
        started = self.starting_date is None or self.starting_date <= on
        return started and (self.ending_date is None or on <= self.ending_date)
