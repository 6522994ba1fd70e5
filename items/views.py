from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import pages
from core.forms import CardForm
from items.filters import ItemFilter, SalesEntryFilter
from items.forms import ItemForm, ItemUnits, ItemVariants, ItemWithCostForm
from items.models import Item, SalesEntry
from items.tables import ITEM_COLUMNS, SALES_ENTRY_COLUMNS


class ItemList(pages.ListPage):
    model = Item
    url_name = "items:list"
    columns = ITEM_COLUMNS
    filterset_class = ItemFilter
    bulk_fields = ["discount_group", "blocked"]
    pretitle = _("Items")
    empty = _("Items are what is sold and priced. Add the first one, or import them from a file.")
    new_url_name = "items:new"
    new_label = _("New item")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Item.objects.for_list()


class ItemPage(pages.CardForms):
    """What the card of an item and a new item share."""

    model = Item
    list_page = ItemList
    form_class: Any

    def get_form_class(self) -> type[CardForm]:
        with_cost = self.request.user.has_perm("items.view_unit_cost")
        self.form_class = ItemWithCostForm if with_cost else ItemForm
        return super().get_form_class()  # type: ignore[misc, no-any-return]

    def save(self, form: Any) -> None:
        super().save(form)
        self.object.quantity_per(self.object.sales_unit or self.object.base_unit)


class ItemCard(ItemPage, pages.CardWithLines):
    queryset = Item.objects.for_card()
    line_tables = [pages.LineTable(_("Units of measure"), ItemUnits), pages.LineTable(_("Variants"), ItemVariants)]


class NewItem(ItemPage, pages.NewCardPage):
    pass


class DeleteItem(pages.DeletePage):
    model = Item
    list_page = ItemList


class SalesEntryList(pages.ListPage):
    model = SalesEntry
    url_name = "items:entries"
    columns = SALES_ENTRY_COLUMNS
    filterset_class = SalesEntryFilter
    order = "-posting_date"
    pretitle = _("Items")
    empty = _("What was sold stands here, line by line, once orders are posted.")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return SalesEntry.objects.for_list().select_related("variant")
