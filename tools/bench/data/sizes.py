"""How much is measured, and the rows that operations know by their numbers."""

from dataclasses import dataclass
from datetime import date

DAY = date(2026, 3, 10)

ONE, MANY = 1, 5
"""Companies with the same terms; one is a target of one activated campaign, the other of a hundred."""
WITH_PRICES, CAMPAIGNS = 20, 121
"""Campaigns 1 … 20 have prices for every item; 21 … 119 are aimed at MANY and have none."""
FEW, ALL = 120, 121
"""Campaigns that wait for their activation: one with a single line, one with a line for every contact."""
TO_LOG, FRESH = 122, 123
"""Segments: one waits to be logged, the other for its first line."""


@dataclass(frozen=True)
class Size:
    contacts: int
    items: int
    rows_per_item: int
    lines: int
    interactions: int = 0

    @property
    def companies(self) -> int:
        return self.contacts // 5

    @property
    def customers(self) -> int:
        return self.companies // 2

    @property
    def others(self) -> int:
        """Customers with a price of their own for the crowded item."""
        return min(10_000, self.customers - 10)

    @property
    def crowded(self) -> int:
        """An item with a price for many another customer; the one after it, `quiet`, has none of them."""
        return self.items + 1

    @property
    def quiet(self) -> int:
        return self.items + 2

    def __str__(self) -> str:
        return f"{self.contacts:,} contacts"


SIZES = {
    "small": Size(contacts=10_000, items=100, rows_per_item=100, lines=10_000, interactions=20_000),
    "full": Size(contacts=1_000_000, items=1_000, rows_per_item=100, lines=100_000, interactions=2_000_000),
}
