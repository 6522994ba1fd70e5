from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.addresses import address
from core.codes import CodeField, NamedQuerySet
from core.errors import Refused
from core.models.cards import Card
from core.money import CENT, UNIT_CENT


class NoRate(Refused):
    pass


class Currency(Card):
    code = CodeField(_("Code"), unique=True, max_length=10)
    name = models.CharField(_("Name"), max_length=50)
    amount_rounding = models.DecimalField(_("Amount rounding"), max_digits=9, decimal_places=5, default=CENT)
    unit_amount_rounding = models.DecimalField(
        _("Unit amount rounding"), max_digits=9, decimal_places=5, default=UNIT_CENT
    )

    objects = NamedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Currency")
        verbose_name_plural = _("Currencies")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="core_currency_rounds_to_something",
                condition=models.Q(amount_rounding__gt=0, unit_amount_rounding__gt=0),
                violation_error_message=_("A rounding must be above zero, like 0.01."),
            )
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return address("core:currency_card", self.code)

    def rate(self, *, on: date) -> Decimal:
        """How much local currency one unit is worth on that day."""
        known = self.rates.filter(starting_date__lte=on).order_by("-starting_date").first()
        if known is None:
            raise NoRate(
                _now("%(currency)s has no exchange rate on %(date)s. Add one that starts on or before that day.")
                % {"currency": self.code, "date": on.isoformat()},
                where=self.get_absolute_url(),
            )
        return known.rate


class ExchangeRate(models.Model):
    currency = models.ForeignKey(
        Currency, models.CASCADE, verbose_name=_("Currency"), related_name="rates", db_index=False
    )
    starting_date = models.DateField(_("Starting Date"))
    rate = models.DecimalField(
        _("Local currency for one unit"),
        max_digits=18,
        decimal_places=8,
        validators=[MinValueValidator(Decimal("0.00000001"))],
    )

    class Meta:
        verbose_name = _("Exchange rate")
        verbose_name_plural = _("Exchange rates")
        ordering = ["currency__code", "-starting_date"]
        constraints = [
            models.UniqueConstraint(
                name="core_exchangerate_one_a_day",
                fields=["currency", "starting_date"],
                violation_error_message=_("This currency already has a rate that starts on this day."),
            ),
            models.CheckConstraint(name="core_exchangerate_above_zero", condition=models.Q(rate__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.currency.code} {self.starting_date.isoformat()}"
