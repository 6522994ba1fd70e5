from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import lookups
from core.lookups import Lookup


class ItemsConfig(AppConfig):
    name = "items"
    verbose_name = _("Items")

    def ready(self) -> None:
        from contacts import traces
        from contacts.profiles import measures
        from core.importing import kinds
        from core.setup import code_tables
        from items import figures, importing
        from items.models import Item, ItemDiscountGroup, ItemVariant, UnitOfMeasure
        from items.traces import TRACES

        traces.add(TRACES)
        lookups.add(Item, Lookup(Item.objects.found))
        lookups.add(ItemVariant, Lookup(ItemVariant.objects.found, hint=lambda row: f"{row.item} {row.description}"))
        lookups.add(UnitOfMeasure, Lookup(UnitOfMeasure.objects.found, hint=lambda row: row.description))
        lookups.add(ItemDiscountGroup, Lookup(ItemDiscountGroup.objects.found, hint=lambda row: row.description))
        kinds.add(importing.ITEM_DISCOUNT_GROUPS)
        kinds.add(importing.ITEMS)
        code_tables.add(
            "units", UnitOfMeasure, _("What items are counted and priced in, such as pieces and boxes."), needed=True
        )
        measures.add(figures.FIGURES)
        code_tables.add("item_discount_groups", ItemDiscountGroup, _("Items that share line discounts."))
