from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from contacts.models import Customer
from items.models import Item, NoSuchUnit
from pricing.models.source import Source, SourceRow


class TypedRow(SourceRow):
    """A row as somebody types it: what a choice brings along, and what does not go together (2.11, 2.12)."""

    GROUP: ClassVar[str]
    """The column that names the customers' group: `price_group` or `discount_group`."""

    item: Any
    item_id: int | None
    unit_id: int | None

    class Meta:
        abstract = True

    @classmethod
    def column_of(cls, source_type: int) -> str:
        """The column that a sales type fills; blank for all customers."""
        columns: dict[int, str] = {
            Source.CUSTOMER: "customer",
            Source.GROUP: cls.GROUP,
            Source.CAMPAIGN: "campaign",
        }
        return columns.get(source_type, "")

    @classmethod
    def source_types(cls) -> list[tuple[int, str | Promise]]:
        group = cls._meta.get_field(cls.GROUP).verbose_name  # type: ignore[union-attr]
        return [(source.value, group if source == Source.GROUP else source.label) for source in Source]

    @property
    def source_type_text(self) -> str:
        named = self._meta.get_field(self.GROUP) if self.source_type == Source.GROUP else None
        return str(named.verbose_name if named else Source(self.source_type).label)  # type: ignore[union-attr]

    def choose_item(self, item: Item | None) -> None:
        """The row is per sales unit of the item; its variant was another item's."""
        self.item, self.variant = item, None
        self.unit = (item.sales_unit or item.base_unit) if item else None

    def choose_source_type(self, source_type: int) -> None:
        self.source_type = source_type
        for name in ("customer", self.GROUP, "campaign"):
            setattr(self, name, None)

    def choose_source(self, source: Any) -> None:
        """The customer, group or campaign the row is for; the row takes its terms. A campaign has the dates itself."""
        setattr(self, self.column_of(self.source_type), source)
        if isinstance(source, Customer):
            self.currency = source.currency
        if isinstance(source, Campaign):
            self.starting_date = self.ending_date = None

    def clean(self) -> None:
        super().clean()
        self._needs_source()
        self._keeps_to_item()

    def _needs_source(self) -> None:
        needed = self.column_of(self.source_type)
        if needed and getattr(self, f"{needed}_id") is None:
            name = str(self._meta.get_field(needed).verbose_name).lower()  # type: ignore[union-attr]
            raise ValidationError({needed: _("Choose the %(name)s the row is for.") % {"name": name}})

    def _keeps_to_item(self) -> None:
        item = self.item if self.item_id else None
        if item is None:
            return
        if self.variant and self.variant.item_id != item.pk:
            raise ValidationError(
                {"variant": _("%(variant)s is a variant of another item.") % {"variant": self.variant}}
            )
        try:
            item.quantity_per(self.unit or item.base_unit)
        except NoSuchUnit as refusal:
            raise ValidationError({"unit": str(refusal)}) from refusal
