from django.utils.translation import gettext_lazy as _

from core.tables import Column

QUOTE_COLUMNS = [
    Column("number", _("No."), sort="number", link=True),
    Column("document_date", _("Document Date"), kind="date", sort="document_date"),
    Column("sell_to", _("Sell-to Name")),
    Column("bill_to", _("Bill-to Name"), hidden=True),
    Column("your_reference", _("Your Reference"), hidden=True),
    Column("salesperson", _("Salesperson")),
    Column("campaign", _("Campaign")),
    Column("currency", _("Currency")),
    Column("total", _("Amount"), kind="amount"),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]
