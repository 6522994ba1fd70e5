from collections.abc import Sequence

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.importing import values
from core.importing.drafts import Draft, drafted
from core.importing.kinds import Heading, Kind
from core.importing.records import Record
from items.models import Item, ItemDiscountGroup, UnitOfMeasure

USUAL_UNIT = "PCS"


def draft_groups(records: Sequence[Record]) -> list[Draft]:
    return drafted(ItemDiscountGroup.objects.all(), "code", records, lambda record: record.values)


def draft_items(records: Sequence[Record]) -> list[Draft]:
    """A new item whose line names no base unit gets PCS, which is made when there is none."""
    usual = UnitOfMeasure.objects.filter(code=USUAL_UNIT).first() or UnitOfMeasure(code=USUAL_UNIT)
    drafts = drafted(Item.objects.for_list(), "number", records, lambda record: record.values)
    without = [draft for draft in drafts if draft.parts[0].row.base_unit_id is None]
    for draft in without:
        draft.put(draft.parts[0], "base_unit", usual)
    if without and usual.pk is None:
        without[0].add(usual, {"code": USUAL_UNIT}, told_as=_now("New unit of measure"))
    return drafts


ITEM_DISCOUNT_GROUPS = Kind(
    "item-discount-groups",
    _("Item discount groups"),
    "contacts.import_contact",
    headings=[
        Heading("code", _("Code"), also=("categoryID",), required=True, read=values.code),
        Heading("description", _("Description"), also=("categoryName", "name")),
    ],
    models=[ItemDiscountGroup],
    draft=draft_groups,
    url_name="items:list",
    hint=_("Found again by their code. Import them before the items that belong to them."),
    order=2,
)

ITEMS = Kind(
    "items",
    _("Items"),
    "contacts.import_contact",
    headings=[
        Heading("number", _("No."), also=("productID", "item_number", "no"), required=True, read=values.code),
        Heading("description", _("Description"), also=("productName", "name"), required=True),
        Heading(
            "base_unit",
            _("Base Unit of Measure"),
            also=("unit", "unit_of_measure"),
            read=values.code,
            clears=False,
            of=UnitOfMeasure,
            missing=_("Add it under Setup, or leave the cell blank for PCS."),
        ),
        Heading(
            "discount_group",
            _("Item discount group"),
            also=("categoryID", "item_discount_group"),
            read=values.code,
            of=ItemDiscountGroup,
            missing=_("Import the item discount groups first."),
        ),
        Heading("unit_price", _("Unit Price"), also=("price",), read=values.number, clears=False),
        Heading(
            "unit_cost",
            _("Unit Cost"),
            also=("cost",),
            read=values.number,
            clears=False,
            permission="items.view_unit_cost",
        ),
        Heading("blocked", _("Blocked"), also=("discontinued",), read=values.yes_no, clears=False),
    ],
    models=[UnitOfMeasure, Item],
    draft=draft_items,
    url_name="items:list",
    hint=_("Found again by their number. Prices are in local currency, per base unit (PCS unless the file says)."),
    order=3,
)
