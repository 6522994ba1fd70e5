from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.importing import values
from core.importing.drafts import Draft, drafted
from core.importing.kinds import Heading, Kind
from core.importing.records import Record, rows_by
from items.models import Item, ItemDiscountGroup, ItemVariant, NoSuchUnit, UnitOfMeasure

USUAL_UNIT = "PCS"

ITEM = Heading(
    "item",
    _("Item"),
    also=("productID", "item_number", "item_no"),
    required=True,
    read=values.code,
    of=Item,
    found=partial(
        rows_by, Item.objects.select_related("base_unit").prefetch_related("units__unit", "variants"), "number"
    ),
    missing=_("Import the items first."),
)
VARIANT = Heading("variant", _("Variant"), also=("variant_code",), read=values.code)
UNIT = Heading("unit", _("Unit of Measure"), also=("unit_of_measure", "unit_code"), read=values.code, of=UnitOfMeasure)


def variant_of(record: Record, item: Item) -> ItemVariant | None:
    """The variant of the item that the record names by its code, if any; refused when the item has no such one."""
    code = record.values.get("variant")
    found = next((variant for variant in item.variants.all() if variant.code == code), None)
    if code and found is None:
        sentence = _now("Item %(item)s has no variant %(variant)s.")
        record.refuse(sentence % {"item": item.number, "variant": code})
    return found


def refuse_unit(record: Record, item: Item, unit: UnitOfMeasure) -> None:
    try:
        item.quantity_per(unit)
    except NoSuchUnit as refusal:
        record.refuse(str(refusal))


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
