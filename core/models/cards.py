from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.users import User


class Card(models.Model):
    """A row with a page of its own: it knows its version and who changed it last."""

    version = models.PositiveIntegerField(default=1, editable=False)
    modified_at = models.DateTimeField(_("Last Date Modified"), null=True, editable=False)
    modified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Modified by"),
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True

    def changed(self, *, by: User | None, at: datetime) -> None:
        """Note the change on the row; the caller saves."""
        self.version += 1
        self.modified_by = by
        self.modified_at = at


class Comment(models.Model):
    """A remark somebody made about a row; each table has its own comments."""

    date = models.DateField(_("Date"))
    text = models.CharField(_("Comment"), max_length=500)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Author"),
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True
        ordering = ["-date", "-id"]

    def __str__(self) -> str:
        return self.text
