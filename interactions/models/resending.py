from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addresses import address
from core.models import Decided
from interactions.models.logged_segment import LoggedSegment


class Resending(Decided):
    """Very many interactions of a logged segment that somebody had sent once more."""

    logged = models.ForeignKey(LoggedSegment, models.CASCADE, related_name="+")
    keys: Any = models.JSONField()
    """Of the interactions."""
    by_type = models.CharField(max_length=10, blank=True)
    """A correspondence type; blank: each goes as it went."""
    day = models.DateField(_("Date"))

    class Meta:
        verbose_name = _("Resending")
        verbose_name_plural = _("Resendings")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.logged)

    def get_absolute_url(self) -> str:
        return address("interactions:resending", self.pk)
