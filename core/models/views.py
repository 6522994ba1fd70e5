from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """What one person sees on one page: the chosen columns, in their order."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    page = models.CharField(_("Page"), max_length=60)
    columns = models.JSONField(_("Columns"), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(name="core_savedview_one_a_page", fields=["user", "page"])]

    def __str__(self) -> str:
        return f"{self.user} {self.page}"
