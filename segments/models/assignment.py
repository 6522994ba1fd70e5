from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addresses import address
from segments.models.segment import Segment


class Assignment(models.Model):
    """Tasks somebody gave to every contact of a segment. The page that was sent names its `key`: once is enough."""

    class State(models.TextChoices):
        CREATING = "creating", _("Being created")
        CREATED = "created", _("Created")
        REFUSED = "refused", _("Refused")

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="assignments")
    key = models.UUIDField(unique=True)
    activity = models.CharField(_("Activity"), max_length=120)
    tasks: Any = models.JSONField(encoder=DjangoJSONEncoder)
    """What every contact gets: the fields of each task by their names."""
    otherwise = models.BigIntegerField(null=True)
    """The key of the salesperson who does the tasks of contacts without one."""
    state = models.CharField(_("Status"), max_length=8, choices=State, default=State.CREATING)
    refusal = models.TextField(blank=True)
    count = models.PositiveIntegerField(_("Tasks"), default=0)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Assignment")
        verbose_name_plural = _("Assignments")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.segment.number} {self.activity}"

    def get_absolute_url(self) -> str:
        return address("segments:assignment", self.segment.number, self.pk)

    @property
    def is_at_work(self) -> bool:
        return self.state == self.State.CREATING
