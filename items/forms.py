from crispy_forms.layout import Layout
from django.forms import ModelChoiceField, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from core.forms import CardForm, FastTab
from core.line_cards import LineFormSet
from items.models import Item, ItemDiscountGroup, ItemUnit, ItemVariant


class GroupField(ModelChoiceField):
    """Discount groups by code and description."""

    def label_from_instance(self, group: ItemDiscountGroup) -> str:
        return f"{group.code} {group.description}".strip()


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
        field_classes = {"discount_group": GroupField}
        fields = ["number", "description", "base_unit", "sales_unit", "blocked", "unit_price", "discount_group"]


class ItemWithCostForm(ItemForm):
    """The card for those who may see what an item costs."""

    layout = Layout(
        *ItemForm.layout.fields[:1],
        FastTab(_("Prices"), "unit_price", "unit_cost", "discount_group", summary=("unit_price", "discount_group")),
    )

    class Meta(ItemForm.Meta):
        fields = [*ItemForm.Meta.fields, "unit_cost"]


ItemUnits = inlineformset_factory(
    Item, ItemUnit, fields=["unit", "quantity_per_unit"], formset=LineFormSet, extra=2, can_delete_extra=False
)
ItemVariants = inlineformset_factory(
    Item, ItemVariant, fields=["code", "description"], formset=LineFormSet, extra=2, can_delete_extra=False
)
