from items.models.entry import SalesEntry, WithoutCampaign
from items.models.item import Item, ItemUnit, ItemVariant, NoSuchUnit
from items.models.masters import ItemDiscountGroup, UnitOfMeasure

__all__ = [
    "Item",
    "ItemDiscountGroup",
    "ItemUnit",
    "ItemVariant",
    "NoSuchUnit",
    "SalesEntry",
    "UnitOfMeasure",
    "WithoutCampaign",
]
