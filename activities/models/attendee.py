from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.task import Task
from contacts.models import Contact
from salespeople.models import Salesperson


class Attendance(models.TextChoices):
    REQUIRED = "required", _("Required")
    OPTIONAL = "optional", _("Optional")


class Response(models.TextChoices):
    NONE = "none", _("None")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    TENTATIVE = "tentative", _("Tentative")


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    def for_card(self) -> Self:
        """Salespeople first, then contacts, as they were invited."""
        return self.select_related("contact__company", "salesperson").order_by("contact_id", "pk")


class Attendee(models.Model):
    """Somebody who is invited to a meeting besides its organizer; a salesperson has a copy of the task too (3.7)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="attendees", db_index=False)
    contact = models.ForeignKey(
        Contact, models.CASCADE, verbose_name=_("Contact"), null=True, blank=True, related_name="+"
    )
    salesperson = models.ForeignKey(
        Salesperson, models.CASCADE, verbose_name=_("Salesperson"), null=True, blank=True, related_name="+"
    )
    attendance = models.CharField(_("Attendance"), max_length=8, choices=Attendance, default=Attendance.REQUIRED)
    response = models.CharField(_("Response"), max_length=9, choices=Response, default=Response.NONE)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Attendee")
        verbose_name_plural = _("Attendees")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="activities_attendee_is_somebody",
                condition=Q(contact__isnull=False, salesperson__isnull=True)
                | Q(contact__isnull=True, salesperson__isnull=False),
                violation_error_message=_("Choose a contact or a salesperson."),
            ),
            models.UniqueConstraint(name="activities_attendee_contact_once", fields=["task", "contact"]),
            models.UniqueConstraint(name="activities_attendee_salesperson_once", fields=["task", "salesperson"]),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def person(self) -> Contact | Salesperson | None:
        return self.contact or self.salesperson
