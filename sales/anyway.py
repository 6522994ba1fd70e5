"""What lines at a campaign's price would have cost without the campaign: asked when they are sold, and kept."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from core.errors import Refused
from pricing.question import Answer, without_campaign
from sales import repricing
from sales.models import SalesDocument, SalesLine

HUNDRED = Decimal(100)


def prices_without_campaign(lines: Sequence[SalesLine], *, of: SalesDocument) -> Mapping[int, Decimal]:
    """Line id → what one unit would have cost after discount, in the document's currency, on the document's date.

    Lines without a campaign are left out; all are when the price question is refused (no rate, a unit taken away), as
    an order is not to fail for a figure. What a person typed or picked stays. Six statements for any number of lines,
    none where no line has a campaign.
    """
    sold = [line for line in lines if line.campaign_credited]
    if not sold:
        return {}
    try:
        found = repricing.ask(sold, of=of)
    except Refused:
        return {}
    return {line.pk: _net(line, answer) for line, answer in zip(sold, found, strict=True)}


def _net(line: SalesLine, answer: Answer) -> Decimal:
    other = repricing.with_own_picks(line, without_campaign(answer, line.campaign_credited or 0))
    price = line.unit_price if line.price_by_hand else other.unit_price
    percent = line.discount_percent if line.discount_by_hand else other.discount_percent
    return price * (HUNDRED - percent) / HUNDRED
