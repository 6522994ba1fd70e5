from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addresses import address
from core.models import Decided
from segments.models.segment import Segment


class Assignment(Decided):
    """Tasks somebody gave to every contact of a segment."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="assignments")
    activity = models.CharField(_("Activity"), max_length=120)
    tasks: Any = models.JSONField(encoder=DjangoJSONEncoder)
    """What every contact gets: the fields of each task by their names."""
    otherwise = models.BigIntegerField(null=True)
    """The key of the salesperson who does the tasks of contacts without one."""

    class Meta:
        verbose_name = _("Assignment")
        verbose_name_plural = _("Assignments")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.segment.number} {self.activity}"

    def get_absolute_url(self) -> str:
        return address("segments:assignment", self.segment.number, self.pk)
