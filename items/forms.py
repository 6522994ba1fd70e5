from crispy_forms.layout import Layout
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from core.forms import CardForm, FastTab
from items.models import Item, ItemUnit, ItemVariant


class ItemForm(CardForm):
    """The card of an item, without its cost."""

    layout = Layout(
        FastTab(
            _("General"), "number", "description", "base_unit", "sales_unit", "blocked", summary=("number", "base_unit")
        ),
        FastTab(_("Prices"), "unit_price", "discount_group", summary=("unit_price", "discount_group")),
    )

    class Meta:
        model = Item
        fields = ["number", "description", "base_unit", "sales_unit", "blocked", "unit_price", "discount_group"]


class ItemWithCostForm(ItemForm):
    """The card for those who may see what an item costs."""

    layout = Layout(
        *ItemForm.layout.fields[:1],
        FastTab(_("Prices"), "unit_price", "unit_cost", "discount_group", summary=("unit_price", "discount_group")),
    )

    class Meta(ItemForm.Meta):
        fields = [*ItemForm.Meta.fields, "unit_cost"]


ItemUnits = inlineformset_factory(Item, ItemUnit, fields=["unit", "quantity_per_unit"], extra=2)
ItemVariants = inlineformset_factory(Item, ItemVariant, fields=["code", "description"], extra=2)
