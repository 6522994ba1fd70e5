"""Lines of a document: added, changed and deleted. A line whose item, variant, unit or quantity changes is asked its
price again; what a person typed as price or discount stays (8.1, decision 14)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.errors import Refused
from core.models import User
from items.models import Item, ItemVariant, NoSuchUnit, UnitOfMeasure
from pricing import picking
from pricing.models import SalesLineDiscount, SalesPrice
from sales import quoting, repricing
from sales.models import SalesDocument, SalesLine

TYPED = {"unit_price": "price_by_hand", "discount_percent": "discount_by_hand"}
SOURCES = {"unit_price": "price", "discount_percent": "discount"}


class LineRefused(Refused):
    """`field` is the column of the line that the sentence is about."""

    field: ClassVar[str]


class ItemBlocked(LineRefused):
    field = "item"


class VariantOfAnotherItem(LineRefused):
    field = "variant"


class UnitLacking(LineRefused):
    field = "unit"


class NegativeQuantity(LineRefused):
    field = "quantity"


class NegativePrice(LineRefused):
    field = "unit_price"


class NoPercent(LineRefused):
    field = "discount_percent"


def add_line(
    *,
    document: SalesDocument,
    item: Item,
    quantity: Decimal = Decimal(1),
    variant: ItemVariant | None = None,
    unit: UnitOfMeasure | None = None,
    by: User,
    at: datetime,
) -> SalesLine:
    """A new line at the end of the document, at the system's price; without a unit, in the item's sales unit.

    Refused (LineRefused, with the field) for a blocked item, a variant or unit the item lacks, a negative quantity.
    """
    with transaction.atomic():
        document.note_change(by=by, at=at)
        last = document.lines.aggregate(last=Max("position"))["last"] or 0
        line = SalesLine(document=document, position=last + 1, item=item, quantity=quantity, variant=variant)
        line.unit = unit or item.sales_unit or item.base_unit
        _check(line)
        repricing.price([line], of=document)
        line.save()
        quoting.tell_opportunity(document)
    return line


def change_line(line: SalesLine, changes: Mapping[str, Any], *, by: User, at: datetime) -> SalesLine:
    """Write the changed columns: item, variant, unit, quantity, unit_price, discount_percent.

    The price is asked again for another item, variant, unit or quantity. A changed price or discount is marked as set
    by hand, a blank one gives it back to the system; another item takes the marks off and begins in its own unit.
    Refused as `add_line`, and for a negative price or a discount outside 0–100 %.
    """
    if not changes:
        return line
    with transaction.atomic():
        line.document.note_change(by=by, at=at)
        _write(line, changes, by=by, at=at)
        _check(line)
        if changes.keys() - TYPED.keys() or None in changes.values():
            repricing.price([line], of=line.document)
        else:
            repricing.count([line], of=line.document)
        line.save()
        quoting.tell_opportunity(line.document)
    return line


def pick(line: SalesLine, row: SalesPrice | SalesLineDiscount, *, by: User, at: datetime) -> SalesLine:
    """Give the line the price or discount of this row instead of the system's choice, as long as it fits (8.8).

    Refused (picking.CannotPick) for a row that does not fit the line, or a discount on a line that is allowed none.
    """
    kind = "price" if isinstance(row, SalesPrice) else "discount"
    with transaction.atomic():
        line.document.note_change(by=by, at=at)
        picking.pick(row, repricing.ask_for(line), on=line.document.document_date)
        setattr(line, f"{kind}_row", row)
        setattr(line, f"{kind}_picked", True)
        setattr(line, f"{kind}_by_hand", False)
        line.by_hand_user, line.by_hand_at = by, at
        repricing.price([line], of=line.document)
        line.save()
        quoting.tell_opportunity(line.document)
    return line


def delete_line(line: SalesLine, *, by: User, at: datetime) -> None:
    with transaction.atomic():
        line.document.note_change(by=by, at=at)
        line.delete()
        quoting.tell_opportunity(line.document)


def _write(line: SalesLine, changes: Mapping[str, Any], *, by: User, at: datetime) -> None:
    if "item" in changes:
        _start_again(line, changes["item"])
    for name, value in changes.items():
        if name in TYPED:
            _type(line, name, value, by=by, at=at)
        else:
            setattr(line, name, value)


def _start_again(line: SalesLine, item: Item) -> None:
    line.item, line.variant, line.unit = item, None, item.sales_unit or item.base_unit
    line.price_by_hand = line.discount_by_hand = line.price_picked = line.discount_picked = False
    line.by_hand_user = line.by_hand_at = None


def _type(line: SalesLine, name: str, value: Decimal | None, *, by: User, at: datetime) -> None:
    setattr(line, TYPED[name], value is not None)
    setattr(line, f"{SOURCES[name]}_picked", False)
    if value is not None:
        setattr(line, name, value)
        setattr(line, f"{SOURCES[name]}_row", None)
        setattr(line, f"{SOURCES[name]}_campaign", None)
        line.by_hand_user, line.by_hand_at = by, at


def _check(line: SalesLine) -> None:
    _check_item(line)
    if line.quantity < 0:
        raise NegativeQuantity(_("The quantity cannot be negative. Type 0 or more, or delete the line."))
    if line.unit_price < 0:
        raise NegativePrice(_("The price cannot be negative. Type 0 or more."))
    if not 0 <= line.discount_percent <= 100:
        raise NoPercent(_("A discount lies between 0 and 100 %."))


def _check_item(line: SalesLine) -> None:
    item, named = line.item, {"item": line.item.number}
    if item.blocked:
        raise ItemBlocked(_("Item %(item)s is blocked. Choose another item.") % named)
    if line.variant and line.variant.item_id != item.pk:
        raise VariantOfAnotherItem(
            _("Variant %(variant)s is not one of item %(item)s. Choose one of its own.")
            % {**named, "variant": line.variant}
        )
    try:
        item.quantity_per(line.unit)
    except NoSuchUnit as refusal:
        raise UnitLacking(str(refusal)) from refusal
