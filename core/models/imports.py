from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportFile(models.Model):
    """A file somebody brought to be imported, kept until it is imported or put away."""

    kind = models.CharField(_("Kind"), max_length=30)
    name = models.CharField(_("File"), max_length=200)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("File to import")
        verbose_name_plural = _("Files to import")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
