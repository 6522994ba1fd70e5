"""What an activation covers at a moment: counts, and a snapshot that tells two moments apart (decision 1)."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Count

from campaigns.models import Campaign
from pricing.models import Activation, SalesLineDiscount, SalesPrice
from segments.models import TargetExclusion
from segments.targets import flagged_interactions, flagged_lines, targets_of

MOST_ROWS = 1000


@dataclass(frozen=True)
class Evidence:
    """`lines` and `interactions` are the flagged ones that count, `companies` the targets."""

    lines: int
    interactions: int
    companies: int
    prices: int
    discounts: int
    evidence: dict[str, Any]

    def write_on(self, record: Activation) -> None:
        for name, value in asdict(self).items():
            setattr(record, name, value)
        record.save()

    def differs_from(self, record: Activation) -> bool:
        return any(getattr(record, name) != value for name, value in asdict(self).items())


def evidence_of(campaign: Campaign) -> Evidence:
    """The rows in words (the first thousand of each kind), the segments with their lines, a digest of the targets."""
    prices, discounts = (table.objects.of_campaign(campaign) for table in (SalesPrice, SalesLineDiscount))
    lines = flagged_lines().filter(aimed_at=campaign.pk)
    segments = lines.values("segment__number").annotate(lines=Count("pk")).order_by("segment__number")
    companies = targets_of(campaign).order_by("pk").values_list("pk", flat=True)
    digest, count = sha256(), 0
    for company in companies.iterator(chunk_size=10_000):
        digest.update(b"%d " % company)
        count += 1
    shown = {
        "starting_date": str(campaign.starting_date or ""),
        "ending_date": str(campaign.ending_date or ""),
        "prices": _rows(prices, "item__number", "unit_price", "allow_line_discount"),
        "discounts": _rows(discounts, "item__number", "item_group__code", "discount_percent"),
        "segments": [[row["segment__number"], row["lines"]] for row in segments],
        "exclusions": TargetExclusion.objects.filter(campaign=campaign).count(),
        "targets": digest.hexdigest(),
    }
    flagged = sum(row["lines"] for row in segments)
    interactions = flagged_interactions().filter(aimed_at=campaign.pk).count()
    return Evidence(flagged, interactions, count, prices.count(), discounts.count(), shown)


def _rows(rows: Any, *columns: str) -> list[list[str]]:
    columns = (*columns, "variant__code", "unit__code", "currency__code", "minimum_quantity")
    return [
        ["" if value is None else str(value) for value in row]
        for row in rows.order_by("pk").values_list(*columns)[:MOST_ROWS]
    ]
