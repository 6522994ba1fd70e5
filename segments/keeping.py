"""Keeping so many lines of a segment: drawn by lot, or the first in an order. A step like any other (decision 17)."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.db.models import F, OrderBy, OuterRef, QuerySet, Subquery, TextChoices, Value
from django.db.models.functions import MD5, Concat
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from items.models import SalesEntry
from segments.models import SegmentLine, SegmentStep

Lines = QuerySet[SegmentLine]


class Order(TextChoices):
    """Which lines come first."""

    LOT = "lot", gettext_lazy("Drawn by lot")
    NAME = "name", gettext_lazy("The first by name")
    ADDED = "added", gettext_lazy("Those added first")
    BOUGHT = "bought", gettext_lazy("Those whose company bought last")


@dataclass(frozen=True)
class Keep:
    """Exactly `count` lines stay, or all where there are no more; the others leave.

    By lot: the lot of a line is made of the seed and its contact's number, so the same seed draws the same contacts,
    whenever and in whichever segment they are asked.
    """

    count: int
    order: str
    seed: str = ""
    kind: Literal[SegmentStep.Kind.KEEP] = SegmentStep.Kind.KEEP

    @property
    def kept(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "kind"}

    def in_words(self) -> str:
        words = {"order": Order(self.order).label, "count": number_format(self.count, force_grouping=True)}
        if self.order == Order.LOT:
            return _("%(order)s: %(count)s, seed “%(seed)s”") % {**words, "seed": self.seed}
        return _("%(order)s: %(count)s") % words

    def staying(self, lines: Lines) -> Lines:
        return self._in_order(lines)[: self.count]

    def going(self, lines: Lines) -> Lines:
        """Those after the ones that stay, found by one statement."""
        return SegmentLine.objects.filter(pk__in=self._in_order(lines).values("pk")[self.count :])

    def _in_order(self, lines: Lines) -> Lines:
        return lines.order_by(*self._by(), "pk")

    def _by(self) -> list[Any]:
        last = SalesEntry.objects.filter(customer__contact=OuterRef("contact__party")).order_by("-posting_date")
        by: dict[str, list[Any]] = {
            Order.LOT: [MD5(Concat(Value(f"{self.seed} "), F("contact__number")))],
            Order.NAME: ["contact__search_name"],
            Order.ADDED: [],
            Order.BOUGHT: [OrderBy(Subquery(last.values("posting_date")[:1]), descending=True, nulls_last=True)],
        }
        return by[self.order]
