from django.db import models
from django.utils.translation import gettext_lazy as _

from core.codes import CodedQuerySet, CodeField, NamedQuerySet


class Country(models.Model):
    code = CodeField(_("Code"), unique=True, max_length=10)
    name = models.CharField(_("Name"), max_length=50)

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Country/Region")
        verbose_name_plural = _("Countries/Regions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Language(models.Model):
    code = CodeField(_("Code"), unique=True, max_length=10)
    name = models.CharField(_("Name"), max_length=50)

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Language")
        verbose_name_plural = _("Languages")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PriceGroup(models.Model):
    """Customers who share sales prices."""

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    allow_line_discount = models.BooleanField(_("Allow Line Disc."), default=True)

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Customer price group")
        verbose_name_plural = _("Customer price groups")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class DiscountGroup(models.Model):
    """Customers who share line discounts."""

    code = CodeField(_("Code"), unique=True)
    description = models.CharField(_("Description"), max_length=100, blank=True)

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Customer discount group")
        verbose_name_plural = _("Customer discount groups")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
