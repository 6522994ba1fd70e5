from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Decided(models.Model):
    """Long work that somebody decided on. The page that was sent names its `key`: once is enough."""

    class State(models.TextChoices):
        AT_WORK = "at work", _("At work")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")

    key = models.UUIDField(unique=True)
    state = models.CharField(_("Status"), max_length=8, choices=State, default=State.AT_WORK)
    refusal = models.TextField(blank=True)
    count = models.PositiveIntegerField(default=0)
    """How many rows it made."""
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    class Meta:
        abstract = True

    def get_absolute_url(self) -> Any:
        raise NotImplementedError

    @property
    def is_at_work(self) -> bool:
        return self.state == self.State.AT_WORK
