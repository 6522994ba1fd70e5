import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.codes import CodedQuerySet, CodeField

TRAILING_DIGITS = re.compile(r"(\d+)(?=\D*\Z)")


def parts(number: str) -> tuple[str, str, str]:
    """CP1001A → CP, 1001, A; a number without digits counts from nought."""
    digits = TRAILING_DIGITS.search(number)
    return (number[: digits.start()], digits[1], number[digits.end() :]) if digits else (number, "0", "")


def _around(number: str) -> str:
    """What does not count on."""
    return TRAILING_DIGITS.sub("#", number)


class NumberSeries(models.Model):
    code = CodeField(_("Code"), unique=True)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    next_number = CodeField(_("Next No."))
    ending_number = CodeField(_("Ending No."), blank=True)
    allow_manual = models.BooleanField(_("Manual numbers allowed"), default=False)

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Number series")
        verbose_name_plural = _("Number series")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def left(self) -> int | None:
        """How many numbers it still has, those taken by hand among them; nothing for a series without end."""
        if not self.ending_number:
            return None
        return max(0, int(parts(self.ending_number)[1]) - int(parts(self.next_number)[1]) + 1)

    def clean(self) -> None:
        if not self.next_number:
            return  # which is refused as blank
        if not TRAILING_DIGITS.search(self.next_number):
            raise ValidationError({"next_number": _now("The next number needs digits to count on, like CP1001.")})
        if self.ending_number and _around(self.ending_number) != _around(self.next_number):
            sentence = _now("The ending number differs from the next number in its digits only, like %(example)s.")
            example = TRAILING_DIGITS.sub(lambda digits: "9" * len(digits[1]), self.next_number)
            raise ValidationError({"ending_number": sentence % {"example": example}})


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
