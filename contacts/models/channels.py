"""How a contact is reached: what he prefers, what he does not want, and where else he lives for a while."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from contacts.models.contact import Contact, no_letters
from contacts.models.masters import Country
from core.addresses import address
from core.codes import CodeField
from core.models import Card, User
from core.periods import Period, PeriodQuerySet


class Channel(models.TextChoices):
    LETTER = "letter", _("Letter")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-Mail")
    VISIT = "visit", _("Visit")


def _who_says_so(instance: "DoNotContact", **_asked: Any) -> User | None:
    return instance.user


class DoNotContact(models.Model):
    """A contact does not want to be reached by a channel: why, since when, and who or what says so (decision 16).

    There is a row while that holds; its history keeps what was lifted, by whom, when and why.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="refused_channels", db_index=False)
    channel = models.CharField(_("Channel"), max_length=6, choices=Channel)
    reason = models.CharField(_("Reason"), max_length=200)
    source = models.CharField(
        _("Source"), max_length=100, help_text=_("Who or what says so: a letter, a call, a list.")
    )
    date = models.DateField(_("Date"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    history = HistoricalRecords(get_user=_who_says_so)
    objects: "models.Manager[DoNotContact]" = models.Manager()

    class Meta:
        verbose_name = _("Do not contact")
        verbose_name_plural = _("Do not contact")
        constraints = [
            models.UniqueConstraint(
                name="contacts_donotcontact_once",
                fields=["contact", "channel"],
                violation_error_message=_("This is already noted for the contact."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact}: {self.get_channel_display()}"


class AlternativeAddress(Card):
    """Another address of a contact; its periods say when it holds (6)."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="alternative_addresses", db_index=False)
    code = CodeField(_("Code"), max_length=10)
    name = models.CharField(_("Name"), max_length=100, blank=True)
    name_2 = models.CharField(_("Name 2"), max_length=50, blank=True)
    address = models.CharField(_("Address"), max_length=100, blank=True)
    address_2 = models.CharField(_("Address 2"), max_length=50, blank=True)
    post_code = models.CharField(_("Post Code"), max_length=20, blank=True)
    city = models.CharField(_("City"), max_length=30, blank=True)
    county = models.CharField(_("County"), max_length=30, blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        verbose_name=_("Country/Region"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    phone = models.CharField(_("Phone No."), max_length=30, blank=True, validators=[no_letters])
    mobile_phone = models.CharField(_("Mobile Phone No."), max_length=30, blank=True, validators=[no_letters])
    email = models.EmailField(_("E-Mail"), max_length=80, blank=True)
    home_page = models.CharField(_("Home Page"), max_length=255, blank=True)

    history = HistoricalRecords()
    objects: "models.Manager[AlternativeAddress]" = models.Manager()

    class Meta:
        verbose_name = _("Alternative address")
        verbose_name_plural = _("Alternative addresses")
        constraints = [
            models.UniqueConstraint(
                name="contacts_alternativeaddress_once",
                fields=["contact", "code"],
                violation_error_message=_("The contact already has an address with this code."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.city}".strip()

    def get_absolute_url(self) -> str:
        return address("contacts:address_card", self.contact.number, self.code)


class AddressPeriod(Period):
    """When an alternative address holds; of those that hold on a day the one that began last counts (ALT-2, ALT-3)."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+", db_index=False, editable=False)
    address = models.ForeignKey(AlternativeAddress, models.CASCADE, related_name="periods")
    starting_date = models.DateField(_("Starting Date"))

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = _("Period of an address")
        verbose_name_plural = _("Periods of addresses")
        ordering = ["starting_date"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                name="contacts_addressperiod_once",
                fields=["contact", "starting_date"],
                violation_error_message=_("Another address of the contact holds from this day too."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.starting_date}"

    def save(self, *args: Any, **options: Any) -> None:
        self.contact_id = self.address.contact_id
        super().save(*args, **options)
