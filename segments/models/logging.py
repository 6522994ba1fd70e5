from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addresses import address
from core.models import Decided
from interactions.models import LoggedSegment
from segments.models.segment import Segment


class Logging(Decided):
    """A segment that somebody had logged: the segment goes when it is done, this record stays."""

    segment = models.ForeignKey(Segment, models.SET_NULL, null=True, related_name="loggings")
    number = models.CharField(_("Segment No."), max_length=20)
    sends = models.BooleanField(_("Send"))
    follows_up = models.BooleanField(_("Create Follow-up Segment"))
    day = models.DateField(_("Date"))
    """The work date of the person: the date of the follow-up segment."""
    logged = models.ForeignKey(LoggedSegment, models.SET_NULL, null=True, related_name="+", db_index=False)
    follow_up = models.ForeignKey(Segment, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("Logging")
        verbose_name_plural = _("Loggings")
        default_permissions = ()

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return address("segments:logging", self.pk)
