from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.codes import CodedQuerySet, CodeField


class SavedCriteria(models.Model):
    """Steps that were taken with a segment, kept under a name to be taken with others (2.8)."""

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    steps: Any = models.JSONField(encoder=DjangoJSONEncoder)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Saved criteria")
        verbose_name_plural = _("Saved criteria")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.description}".strip()
