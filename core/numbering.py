"""Numbers drawn from series, one at a time or in blocks, under a lock on the series (decision 26)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Value, When
from django.db.models.functions import Cast, Concat, Length, Right
from django.db.models.lookups import LessThan
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.codes import CodeField
from core.errors import Refused
from core.models.series import NumberSeries, NumberSeriesUse, parts


class NoSeries(Refused):
    pass


class SeriesExhausted(Refused):
    pass


@dataclass(frozen=True)
class Purpose:
    """What a series is used for, such as campaigns; `code` is stored, `label` shown."""

    code: str
    label: str | Promise


purposes: dict[str, Purpose] = {}


def purpose(code: str, label: str | Promise) -> Purpose:
    return purposes.setdefault(code, Purpose(code, label))


def without_row() -> list[Purpose]:
    """The purposes of which nobody has said yet where their numbers come from."""
    known = set(NumberSeriesUse.objects.values_list("purpose", flat=True))
    return [use for use in purposes.values() if use.code not in known]


def label_of(code: str) -> str:
    return str(purposes[code].label) if code in purposes else code


def manual_allowed(use: Purpose) -> bool:
    series = NumberSeries.objects.filter(numberseriesuse__purpose=use.code).first()
    return series is not None and series.allow_manual


def next_number(use: Purpose, *, of: type[models.Model]) -> tuple[str, NumberSeries]:
    """The next free number for a purpose and the series it came from; refused as `block`."""
    numbers, series = block(use, of=of, count=1)
    return numbers[0], series


def block(use: Purpose, *, of: type[models.Model], count: int) -> tuple[list[str], NumberSeries]:
    """`count` free numbers in a row, in a bounded number of statements; those rows of `of` already have are skipped.

    Refused when the purpose has no series (NoSeries) or the series ends before (SeriesExhausted). Rules CON-1, 2.16.
    """
    with transaction.atomic():
        series = _locked(use)
        free: list[str] = []
        onwards = _onwards(series.next_number)
        while len(free) < count:
            drawn = list(islice(onwards, max(count - len(free), 20)))
            taken = set(_rows(of).filter(number__in=drawn).values_list("number", flat=True))
            free += [number for number in drawn if number not in taken]
        free = free[:count]
        _refuse_beyond(series, free[-1])
        series.next_number = _counted(free[-1], 1)
        series.save(update_fields=["next_number"])
    return free, series


@dataclass(frozen=True)
class Stretch:
    """Free numbers one after the other, for as many rows as a statement writes."""

    first: str
    series: NumberSeries

    def number(self, place: Any) -> Any:
        """The number at a place, counted from nought, which an expression over the rows of the statement says."""
        before, digits, after = parts(self.first)
        value = Cast(Value(int(digits), models.BigIntegerField()) + place, models.CharField())
        nought = Value("0" * len(digits))
        padded = Case(
            When(LessThan(Length(value), len(digits)), Right(Concat(nought, value), len(digits))), default=value
        )
        return Concat(Value(before), padded, Value(after), output_field=models.CharField())


def stretch(use: Purpose, *, of: type[models.Model], count: int) -> Stretch:
    """`count` numbers without a gap, for any count in as few statements; refused as `block`.

    Where one of them is taken, the stretch begins after the last one that is.
    """
    with transaction.atomic():
        series = _locked(use)
        first = series.next_number
        while taken := _last_taken(of, first, _counted(first, count - 1)):
            first = _counted(taken, 1)
        _refuse_beyond(series, _counted(first, count - 1))
        series.next_number = _counted(first, count)
        series.save(update_fields=["next_number"])
    return Stretch(first, series)


def _locked(use: Purpose) -> NumberSeries:
    series = NumberSeries.objects.select_for_update(of=("self",)).filter(numberseriesuse__purpose=use.code).first()
    if series is None:
        sentence = _("No number series is set for %(purpose)s. Choose one in the Marketing setup.")
        raise NoSeries(sentence % {"purpose": use.label}, where="core:setup")
    return series


def _refuse_beyond(series: NumberSeries, last: str) -> None:
    if series.ending_number and int(parts(last)[1]) > int(parts(series.ending_number)[1]):
        sentence = _("The number series %(series)s has no number left. Give it a later ending number.")
        raise SeriesExhausted(sentence % {"series": series.code}, where="core:setup")


def _last_taken(of: type[models.Model], first: str, last: str) -> str | None:
    """The last number in use from the first to the last one; where it counts otherwise, the last one itself."""
    before, digits, after = parts(first)
    shorter = before + "9" * len(digits) + after
    longer = before + "1" + "0" * len(digits) + after
    ranges = [(first, last)] if len(first) == len(last) else [(first, shorter), (longer, last)]
    between = models.Q(*(models.Q(number__range=ends, long=len(ends[0])) for ends in ranges), _connector=models.Q.OR)
    found = _rows(of).alias(long=Length("number")).filter(between).order_by("-long", "-number")
    taken = found.values_list("number", flat=True).first()
    return last if taken and parts(taken)[::2] != (before, after) else taken


def _counted(number: str, step: int) -> str:
    return next(_onwards(number, step))


def _rows(of: type[models.Model]) -> models.QuerySet[Any]:
    return of._default_manager.all()


def _onwards(number: str, step: int = 0) -> Iterator[str]:
    before, digits, after = parts(number)
    value = int(digits) + step
    while True:
        yield f"{before}{value:0{len(digits)}d}{after}"
        value += 1


class Numbered(models.Model):
    """A row whose number comes from the series of its purpose unless one is typed."""

    purpose: ClassVar[Purpose]

    number = CodeField(gettext_lazy("No."), unique=True, blank=True)
    number_series = models.ForeignKey(
        NumberSeries, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **options: Any) -> None:
        if not self.number:
            self.draw_number()
        super().save(*args, **options)

    def draw_number(self) -> None:
        self.number, self.number_series = next_number(self.purpose, of=type(self))

    def clean(self) -> None:
        super().clean()
        if self._state.adding and self.number and not manual_allowed(self.purpose):
            sentence = _("Leave the number blank: it comes from the number series for %(purpose)s.")
            raise ValidationError({"number": sentence % {"purpose": self.purpose.label}})
