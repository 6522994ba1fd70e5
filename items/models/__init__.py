from items.models.entry import SalesEntry
from items.models.item import Item, ItemDiscountGroup, ItemUnit, ItemVariant, UnitOfMeasure

__all__ = ["Item", "ItemDiscountGroup", "ItemUnit", "ItemVariant", "SalesEntry", "UnitOfMeasure"]
