"""What a new contact begins with where nothing else says so, and what companies hand down to their persons (17.1)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models.classification import Territory
from contacts.models.contact import CorrespondenceType
from contacts.models.masters import Country, Language
from core.models import Card
from salespeople.models import Salesperson


def chosen(model: type[models.Model], label: Any, **words: Any) -> Any:
    """The key to a row that new contacts begin with; a row that is chosen stays."""
    return models.ForeignKey(
        model, models.PROTECT, verbose_name=label, null=True, blank=True, related_name="+", db_index=False, **words
    )


class ContactDefaults(Card):
    """Default values and inheritance of contacts: one row (CON-3, CON-20). Salutations say themselves for whom."""

    salesperson = chosen(
        Salesperson, _("Salesperson"), help_text=_("When whoever makes the contact is no salesperson himself.")
    )
    territory = chosen(Territory, _("Territory"))
    country = chosen(Country, _("Country/Region"))
    language = chosen(Language, _("Language"))
    correspondence_type = models.CharField(
        _("Correspondence Type"), max_length=9, choices=CorrespondenceType, blank=True
    )
    inherit_salesperson = models.BooleanField(_("Salesperson"), default=True)
    inherit_territory = models.BooleanField(_("Territory"), default=True)
    inherit_country = models.BooleanField(_("Country/Region"), default=True)
    inherit_language = models.BooleanField(_("Language"), default=True)
    inherit_address = models.BooleanField(
        _("Address"), default=True, help_text=_("As a whole, by persons who have no other address.")
    )
    inherit_communication = models.BooleanField(
        _("Communication"), default=True, help_text=_("Phone numbers, e-mail and home page, each by itself.")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Default values and inheritance")
        verbose_name_plural = _("Default values and inheritance")
        constraints = [models.CheckConstraint(name="contacts_contactdefaults_is_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def get_absolute_url(self) -> str:
        return reverse("contacts:defaults_card")

    def save(self, *args: Any, **options: Any) -> None:
        self.pk = 1
        super().save(*args, **options)

    @classmethod
    def get(cls) -> "ContactDefaults":
        """The row, which may still be to come: then nothing is proposed and everything is handed down."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
