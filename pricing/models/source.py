from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Customer
from core.models import Currency
from core.money import QuantityField
from core.periods import Period, PeriodQuerySet
from items.models import ItemVariant, UnitOfMeasure


class Source(models.IntegerChoices):
    """Whom a price or discount row is for; the numbers are the reference's."""

    CUSTOMER = 0, _("Customer")
    GROUP = 1, _("Customer group")
    ALL = 2, _("All Customers")
    CAMPAIGN = 3, _("Campaign")


class SourceRowQuerySet(PeriodQuerySet):
    def of_campaign(self, campaign: Campaign) -> Self:
        return self.filter(source_type=Source.CAMPAIGN, campaign=campaign)


class SourceRow(Period):
    """What a price row and a discount row share: whom it is for, when, and from which quantity (2.11, 2.12)."""

    source_type = models.PositiveSmallIntegerField(_("Sales Type"), choices=Source, default=Source.ALL)
    customer = models.ForeignKey(
        Customer, models.CASCADE, verbose_name=_("Customer"), null=True, blank=True, related_name="+", db_index=False
    )
    campaign = models.ForeignKey(
        Campaign, models.CASCADE, verbose_name=_("Campaign"), null=True, blank=True, related_name="+", db_index=False
    )
    currency = models.ForeignKey(
        Currency,
        models.PROTECT,
        verbose_name=_("Currency"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Blank: local currency."),
    )
    unit = models.ForeignKey(
        UnitOfMeasure,
        models.PROTECT,
        verbose_name=_("Unit of Measure"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Blank: any unit, per base unit."),
    )
    variant = models.ForeignKey(
        ItemVariant,
        models.CASCADE,
        verbose_name=_("Variant"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Blank: any variant."),
    )
    minimum_quantity = QuantityField(_("Minimum Quantity"), default=0)

    class Meta:
        abstract = True

    @property
    def in_force_from(self) -> date | None:
        """A campaign's row has the campaign's dates (decision 7)."""
        return self.campaign.starting_date if self.campaign else self.starting_date

    @property
    def in_force_until(self) -> date | None:
        return self.campaign.ending_date if self.campaign else self.ending_date

    @property
    def source(self) -> Any:
        """The customer, group or campaign the row is for; None for all customers."""
        return self.customer or self.group or self.campaign

    @property
    def group(self) -> Any:
        raise NotImplementedError

    def source_words(self) -> str:
        if self.source_type == Source.ALL:
            return str(Source.ALL.label)
        return _now("%(type)s %(code)s") % {"type": self.get_source_type_display(), "code": self.source}


def one_source(group: str) -> Q:
    """Exactly the column that the type names is filled, none for all customers."""
    columns = {Source.CUSTOMER: "customer", Source.GROUP: group, Source.CAMPAIGN: "campaign", Source.ALL: ""}
    named = Q()
    for source, filled in columns.items():
        asked = {f"{name}__isnull": name != filled for name in ("customer", group, "campaign")}
        named |= Q(source_type=source, **asked)
    return named


def source_constraints(table: str, group: str) -> list[models.BaseConstraint]:
    return [
        *Period.Meta.constraints,
        models.CheckConstraint(
            name=f"{table}_one_source",
            condition=one_source(group),
            violation_error_message=_(
                "Choose the customer, the group or the campaign that the sales type names; none for all customers."
            ),
        ),
        models.CheckConstraint(
            name=f"{table}_campaign_has_the_dates",
            condition=~Q(source_type=Source.CAMPAIGN) | Q(starting_date__isnull=True, ending_date__isnull=True),
            violation_error_message=_("A campaign's row has the campaign's dates; change them on the campaign card."),
        ),
        models.CheckConstraint(
            name=f"{table}_minimum_not_negative",
            condition=Q(minimum_quantity__gte=0),
            violation_error_message=_("The minimum quantity cannot be negative."),
        ),
    ]
