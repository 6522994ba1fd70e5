from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from core.fetching import with_parts
from interactions.models.interaction import Interaction

SILENT = timedelta(minutes=10)
"""A mail server answers within its time-out or not at all: who was sending for longer was stopped."""


def _doubtful(at: datetime) -> Q:
    return Q(state=Mail.State.UNKNOWN) | Q(state=Mail.State.SENDING, at__lt=at - SILENT)


class MailQuerySet(models.QuerySet["Mail"]):
    def in_doubt(self, *, at: datetime) -> Self:
        """Perhaps sent: the answer of the server was lost, or whoever was sending was stopped meanwhile."""
        return self.filter(_doubtful(at))

    def waiting(self) -> Self:
        return self.filter(state=Mail.State.WAITING, interaction__cancelled=False)

    def for_list(self, *, at: datetime) -> Self:
        """With `status`, what the state means now."""
        unknown = When(_doubtful(at), then=Value(Mail.State.UNKNOWN))
        return with_parts(
            self.annotate(status=Case(unknown, default="state")),
            interaction="description date delivery postponed",
            interaction__contact="number name type",
            interaction__logged_segment="segment_number description",
        )


class Mail(models.Model):
    """The mail of an interaction. It is claimed, by its state, before it is sent: nobody gets it twice."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")
        UNKNOWN = "unknown", _("Unknown: was it sent?")

    interaction = models.OneToOneField(Interaction, models.CASCADE, verbose_name=_("Interaction"), related_name="mail")
    address = models.CharField(_("To"), max_length=80, blank=True)
    state = models.CharField(_("Status"), max_length=7, choices=State, default=State.WAITING)
    reason = models.CharField(_("Reason"), max_length=250, blank=True)
    at = models.DateTimeField(_("At"))

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mail")
        verbose_name_plural = _("Mails")
        default_permissions = ()  # who may see and change interactions may see and change their mails
        indexes = [models.Index(fields=["state", "id"], name="interactions_mail_by_state")]

    def __str__(self) -> str:
        return f"{self.address}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return self.interaction.get_absolute_url()
