from django.utils.translation import gettext_lazy as _

from core.tables import Column

ITEM_COLUMNS = [
    Column("number", _("No."), sort="number", link=True),
    Column("description", _("Description"), sort="description"),
    Column("base_unit", _("Base Unit of Measure"), value="base_unit.code"),
    Column("discount_group", _("Item discount group"), value="discount_group.code"),
    Column("unit_price", _("Unit Price"), kind="unit amount"),
    Column("unit_cost", _("Unit Cost"), kind="unit amount", permission="items.view_unit_cost"),
    Column("blocked", _("Blocked"), kind="check"),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]

SALES_ENTRY_COLUMNS = [
    Column("posting_date", _("Posting Date"), kind="date", sort="posting_date"),
    Column("document_number", _("Document No.")),
    Column("item", _("Item No."), value="item.number"),
    Column("description", _("Description"), value="item.description"),
    Column("variant", _("Variant"), value="variant.code", hidden=True),
    Column("customer", _("Customer No."), value="customer.number", hidden=True),
    Column("customer_name", _("Customer"), value="customer.contact.name"),
    Column("campaign", _("Campaign No."), value="campaign.number"),
    Column("salesperson", _("Salesperson"), value="salesperson.code", hidden=True),
    Column("quantity", _("Quantity"), kind="number", total="quantity"),
    Column("list_price", _("List price"), kind="unit amount", hidden=True),
    Column("unit_price", _("Unit Price"), kind="unit amount"),
    Column("discount_percent", _("Line Discount %"), kind="percent"),
    Column("amount", _("Amount"), kind="amount", total="amount"),
    Column("price_without_campaign", _("Price without the campaign"), kind="unit amount", hidden=True),
    Column("unit_cost", _("Unit Cost"), kind="unit amount", permission="items.view_unit_cost", hidden=True),
]
