from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

CENT = Decimal("0.01")
UNIT_CENT = Decimal("0.00001")
ONE = Decimal(1)


def rounded(amount: Decimal, precision: Decimal = CENT) -> Decimal:
    """The nearest multiple of `precision`, halves away from zero (decision 15)."""
    return (amount / precision).quantize(ONE, rounding=ROUND_HALF_UP) * precision


class AmountField(models.DecimalField):
    """An amount of money, in the currency that stands beside it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_digits": 18, "decimal_places": 2, **options})


class UnitAmountField(models.DecimalField):
    """A price of one unit: never negative, up to five decimals."""

    default_validators = [MinValueValidator(Decimal(0))]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_digits": 18, "decimal_places": 5, **options})


class QuantityField(UnitAmountField):
    """How many units: never negative, up to five decimals."""


class PercentField(models.DecimalField):
    """From 0 to 100 per cent."""

    default_validators = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_digits": 8, "decimal_places": 5, **options})
