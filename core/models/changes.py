from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ChangeSet(models.Model):
    """Rows of one table that somebody changed together, and why; it can be taken back as a whole."""

    table = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("Table"), related_name="+", db_index=False)
    words = models.CharField(_("Change"), max_length=250)
    """What became of which fields, as the person who did it read it."""
    reason = models.CharField(_("Reason"), max_length=100)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))
    taken_back_at = models.DateTimeField(_("Taken back"), null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Taken back by"),
        null=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        verbose_name = _("Change of many rows")
        verbose_name_plural = _("Changes of many rows")
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("core:change_set", args=[self.pk])


class ChangedRow(models.Model):
    """One row of a change set: what its fields held before, and the version it got."""

    change_set = models.ForeignKey(ChangeSet, models.CASCADE, related_name="rows", db_index=False)
    key = models.BigIntegerField()
    before: Any = models.JSONField(encoder=DjangoJSONEncoder)
    version = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="core_changedrow_once", fields=["change_set", "key"])]

    def __str__(self) -> str:
        return f"{self.change_set} {self.key}"
