"""What customers of one kind begin with (CUS-3, CUS-4)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact
from contacts.models.masters import Country, DiscountGroup, PriceGroup
from core.codes import CodedQuerySet, CodeField
from core.models import Currency


def given(model: type[models.Model], label: Any) -> Any:
    """The key to a row that the customers of the template get; a row that is given stays."""
    return models.ForeignKey(
        model, models.PROTECT, verbose_name=label, null=True, blank=True, related_name="+", db_index=False
    )


class CustomerTemplateQuerySet(CodedQuerySet):
    def fitting(self, contact: Contact) -> models.QuerySet[Any]:
        """Those for what the contact buys as: a company, or a person without one."""
        return self.filter(contact_type__in=["", contact.head.type])


class CustomerTemplate(models.Model):
    """The terms of new customers; what the contact has itself comes first."""

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    contact_type = models.CharField(_("Only for"), max_length=7, choices=Contact.Type, blank=True)
    country = given(Country, _("Country/Region"))
    currency = given(Currency, _("Currency"))
    price_group = given(PriceGroup, _("Customer price group"))
    discount_group = given(DiscountGroup, _("Customer discount group"))
    allow_line_discount = models.BooleanField(_("Allow Line Disc."), default=True)

    objects = CustomerTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Customer template")
        verbose_name_plural = _("Customer templates")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.description}".strip()
