import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.codes import CodeField

TRAILING_DIGITS = re.compile(r"(\d+)(?=\D*\Z)")


class NumberSeries(models.Model):
    code = CodeField(_("Code"), unique=True)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    next_number = CodeField(_("Next No."))
    ending_number = CodeField(_("Ending No."), blank=True)
    allow_manual = models.BooleanField(_("Manual numbers allowed"), default=False)

    class Meta:
        verbose_name = _("Number series")
        verbose_name_plural = _("Number series")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        if not TRAILING_DIGITS.search(self.next_number):
            raise ValidationError({"next_number": _now("The next number needs digits to count on, like CP1001.")})


class NumberSeriesUse(models.Model):
    """Which series a purpose (campaigns, segments, contacts …) draws its numbers from."""

    purpose = models.CharField(_("Purpose"), max_length=30, unique=True)
    series = models.ForeignKey(
        NumberSeries, models.PROTECT, verbose_name=_("Number series"), null=True, blank=True, db_index=False
    )

    class Meta:
        verbose_name = _("Use of number series")
        verbose_name_plural = _("Uses of number series")
        ordering = ["purpose"]

    def __str__(self) -> str:
        return self.purpose
