"""Why a price or discount was used or not: stored as codes and facts, said in words when shown (decision 13)."""

from typing import Any, Literal, NamedTuple


class Reason(NamedTuple):
    """One candidate and what became of it. Every value is plain JSON; amounts and dates are text."""

    kind: Literal["price", "discount", "list"]
    verdict: Literal["used", "fits", "rejected"]
    code: str
    """Which sentence `reason_words` says, for example "needs_more"."""
    source: Literal["customer", "group", "all", "campaign", "card"]
    source_code: str = ""
    source_name: str = ""
    amount: str = ""
    """The unit price in the unit and currency asked for, or the per cent."""
    starting_date: str = ""
    ending_date: str = ""
    minimum: str = ""
    row_id: int | None = None
    campaign_id: int | None = None
    facts: dict[str, str] = {}
    """What the sentence needs: {"needs": "10", "has": "6"}."""

    def as_json(self) -> dict[str, Any]:
        return self._asdict()

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Reason":
        return cls(**{name: value for name, value in stored.items() if name in cls._fields})


def reason_words(reason: Reason) -> str:
    """The sentence of the panel, in the reader's language: "Needs 10, this line has 6."."""
    raise NotImplementedError


def source_words(reason: Reason) -> str:
    """Whose row it is: "Campaign K1 Spring cheese", "Customer 10000", "All Customers", "Item card"."""
    raise NotImplementedError
