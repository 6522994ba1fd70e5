from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.models.cards import Card
from core.models.currencies import Currency


class CompanyInformation(Card):
    """The company that uses this: one row."""

    name = models.CharField(_("Name"), max_length=100, blank=True)
    address = models.CharField(_("Address"), max_length=100, blank=True)
    post_code = models.CharField(_("Post Code"), max_length=20, blank=True)
    city = models.CharField(_("City"), max_length=30, blank=True)
    country = models.CharField(_("Country code (two letters)"), max_length=2, default="BE")
    phone = models.CharField(_("Phone No."), max_length=30, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    local_currency = models.ForeignKey(
        Currency, models.PROTECT, verbose_name=_("Local currency"), null=True, related_name="+", db_index=False
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Company information")
        verbose_name_plural = _("Company information")
        constraints = [
            models.CheckConstraint(
                name="core_companyinformation_is_one",
                condition=models.Q(id=1),
                violation_error_message=_("There is one company information; change that one."),
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self._meta.verbose_name)

    def get_absolute_url(self) -> str:
        return reverse("core:company_card")

    def save(self, *args: Any, **options: Any) -> None:
        self.pk = 1
        super().save(*args, **options)

    @classmethod
    def get(cls) -> "CompanyInformation":
        return cls.objects.select_related("local_currency").filter(pk=1).first() or cls(pk=1)
