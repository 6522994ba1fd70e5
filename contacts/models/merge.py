from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """Two contacts became one: which, by whom, and everything that is needed to make two of them again (7.3).

    The contacts are told by number and name, not pointed at: one is gone, and the other may be merged on.
    """

    survivor_key = models.BigIntegerField(db_index=True)
    survivor = models.CharField(_("Survivor"), max_length=130)
    duplicate = models.CharField(_("Duplicate"), max_length=130)
    records = models.PositiveIntegerField(_("Records moved"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))
    undone_at = models.DateTimeField(_("Undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Undone by"),
        null=True,
        related_name="+",
        db_index=False,
    )
    kept: Any = models.JSONField(default=dict)
    """moved (table, field, keys), removed and derived (table, rows), changed (table, key, before, after), and the row
    of the duplicate; empty once it is undone."""

    class Meta:
        verbose_name = _("Merge of contacts")
        verbose_name_plural = _("Merged contacts")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.duplicate} → {self.survivor}"

    def get_absolute_url(self) -> str:
        return reverse("contacts:merged", args=[self.pk])
