from django.db import models
from django.utils.translation import gettext_lazy as _

from core.codes import CodedQuerySet, CodeField


class UnitOfMeasure(models.Model):
    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=50, blank=True)

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Unit of measure")
        verbose_name_plural = _("Units of measure")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class ItemDiscountGroup(models.Model):
    code = CodeField(_("Code"), unique=True)
    description = models.CharField(_("Description"), max_length=100, blank=True)

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Item discount group")
        verbose_name_plural = _("Item discount groups")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
