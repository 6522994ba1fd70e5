"""The results of a campaign as one counts them by hand: from what is typed in the story, without the product."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

D = Decimal
CENT, TENTH = D("0.01"), D("0.1")
LETTER, CALL, REPLY = (D("2.35"), 5), (D("4.10"), 12), (D("0.40"), 2)
POSTED, MISTAKE = (D("0.30"), 1), (D("9.99"), 60)
"""What an interaction of each template costs, and how many minutes it takes."""
TOLD = (D("1.25"), 20)
"""What the response cost that was typed by itself."""
BUDGET, CHANCE, CURRENT = D("1000.00"), D("480.50"), D("48.05")
"""A chance of 40 % at a stage that is 25 % of the way."""
LIST_PRICES, SOLD_AT, COSTS = (D(21), D(34)), (D("17.85"), D(29)), (D("12.40"), D("20.15"))
"""Of the item with the campaign's discount, and of the one with its price."""
BOUGHT = [(10, 4), (0, 7)]
"""How much of both each of the two buyers takes."""


@dataclass(frozen=True)
class Hand:
    """What is counted by hand: from the rows of the file, and from what is typed in the story."""

    germans: int

    @property
    def efforts(self) -> list[tuple[int, Decimal, int]]:
        """How many interactions, and what each costs and takes; those of the canceled entry are not among them."""
        return [(self.germans, *LETTER), (3, *CALL), (2, *REPLY), (1, *TOLD), (2, *POSTED)]

    @property
    def interactions(self) -> int:
        return sum(count for count, _cost, _minutes in self.efforts)

    @property
    def cost(self) -> Decimal:
        return sum((count * cost for count, cost, _minutes in self.efforts), D(0))

    @property
    def minutes(self) -> int:
        return sum(count * minutes for count, _cost, minutes in self.efforts)

    @property
    def contacted(self) -> int:
        """By letter all but one, and three by telephone."""
        return self.germans - 1 + 3

    @property
    def statistics(self) -> dict[str, Decimal]:
        return {
            "Target Contacts Contacted": D(self.contacted),
            "Contacts Responded": D(3),
            "Response Rate %": rounded(D(300) / self.contacted, TENTH),
            "Cost": self.cost,
            "Avg. Cost per Response": rounded(self.cost / 3),
            "Duration (Min.)": D(self.minutes),
            "Avg. Duration per Response": rounded(D(self.minutes) / 3, D(1)),
            "No. of opportunities": D(1),
            "Estimated value": CHANCE,
            "Current value": CURRENT,
        }

    @property
    def different(self) -> dict[str, int]:
        """One of those who were called had the letter, and he responded twice."""
        return {"Target Contacts Contacted": self.contacted - 1, "Contacts Responded": 2}

    @property
    def steps(self) -> dict[str, Decimal]:
        """From the list value to the result."""
        listed, sold, goods = map(of_goods, (LIST_PRICES, SOLD_AT, COSTS))
        return {
            "List value": listed,
            "Discount given": sold - listed,
            "Cost of goods": -goods,
            "Campaign cost": -self.cost,
            "Result": sold - goods - self.cost,
        }

    @property
    def budget(self) -> dict[str, Decimal]:
        sold, goods = of_goods(SOLD_AT), of_goods(COSTS)
        return {
            "Budget": BUDGET,
            "Spent on interactions so far": self.cost,
            "Budget left": BUDGET - self.cost,
            "Lines sold": D(3),
            "Sold at its prices": sold,
            "Margin": sold - goods,
        }


def rounded(amount: Decimal, precision: Decimal = CENT) -> Decimal:
    return amount.quantize(precision, ROUND_HALF_UP)


def of_goods(amounts: tuple[Decimal, Decimal]) -> Decimal:
    """What all that was bought comes to at these amounts."""
    return sum((count * amount for bought in BOUGHT for count, amount in zip(bought, amounts, strict=True)), D(0))
