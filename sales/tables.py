from django.utils.translation import gettext_lazy as _

from core.extensions import ExtraColumn
from core.tables import Column
from sales.money import results_of, sold_by

QUOTE_COLUMNS = [
    Column("number", _("No."), sort="number", link=True),
    Column("document_date", _("Document Date"), kind="date", sort="document_date"),
    Column("sell_to", _("Sell-to Name")),
    Column("bill_to", _("Bill-to Name"), hidden=True),
    Column("your_reference", _("Your Reference"), hidden=True),
    Column("salesperson", _("Salesperson")),
    Column("campaign", _("Campaign")),
    Column("currency", _("Currency")),
    Column("total", _("Amount"), kind="amount", total="total"),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]

ORDER_COLUMNS = [
    *QUOTE_COLUMNS[:-1],
    Column("posting_date", _("Posting Date"), kind="date"),
    Column("quote_number", _("Quote No."), hidden=True),
    QUOTE_COLUMNS[-1],
]

LINE_COLUMNS = [
    Column("campaigns", _("Campaign"), template="sales/_campaigns.html"),
    Column("list_price", _("List price"), kind="unit amount", hidden=True),
    Column("discount_amount", _("Line Discount Amount"), kind="amount", hidden=True),
    Column("priced_on", _("Priced as of"), kind="date", hidden=True),
    Column(
        "margin", _("Margin"), value=lambda line: None, kind="amount", hidden=True, permission="items.view_unit_cost"
    ),
]
"""What is shown of a line behind the cells one types in."""

SOLD_OF_CAMPAIGN = ExtraColumn(
    Column(
        "sold",
        _("Sold at its prices"),
        kind="amount",
        hidden=True,
        later=True,
        permission="items.view_salesentry",
    ),
    lambda campaigns: {key: sold.amount for key, sold in sold_by(campaigns).items()},
)
RESULT_OF_CAMPAIGN = ExtraColumn(
    Column("result", _("Result"), kind="amount", hidden=True, later=True, permission="items.view_unit_cost"),
    results_of,
)
