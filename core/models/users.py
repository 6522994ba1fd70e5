from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    class Theme(models.TextChoices):
        AUTO = "auto", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    language = models.CharField(_("Language"), max_length=10, blank=True)
    theme = models.CharField(_("Theme"), max_length=5, choices=Theme, default=Theme.AUTO)
    work_date = models.DateField(_("Work date"), null=True, blank=True)
    daily_digest = models.BooleanField(
        _("Daily e-mail of my tasks"), default=True, help_text=_("What is overdue, due today and within a week.")
    )
    digest_sent_on = models.DateField(null=True, editable=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def day_of_work(self, *, today: date) -> date:
        """The day this person works on: the default date of documents, segments and wizards."""
        return self.work_date or today
