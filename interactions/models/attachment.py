from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addresses import address


class Attachment(models.Model):
    """A file that goes out with interactions or came with one; kept once, however many have it."""

    name = models.CharField(_("File name"), max_length=150)
    content_type = models.CharField(_("Kind"), max_length=100)
    size = models.PositiveIntegerField(_("Size"))
    file = models.FileField(upload_to="attachments/%Y/%m", max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Attachment")
        verbose_name_plural = _("Attachments")

    def __str__(self) -> Any:
        return self.name

    def get_absolute_url(self) -> str:
        return address("interactions:attachment", self.pk)
