from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.task import Task


class Notification(models.Model):
    """What somebody else did with a person's tasks, told once for all that one act touched: `task` is the first of
    them, `day` its date. That a task is overdue is asked, not written; the row of one says that the person knows."""

    class Kind(models.TextChoices):
        NEW = "new", _("New task")
        MOVED = "moved", _("Moved")
        OVERDUE = "overdue", _("Overdue")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(_("Kind"), max_length=7, choices=Kind)
    task = models.ForeignKey(Task, models.CASCADE, related_name="notifications")
    count = models.PositiveIntegerField(_("Tasks"), default=1)
    day = models.DateField(_("Date"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))
    read = models.BooleanField(_("Read"), default=False)

    class Meta:
        verbose_name = _("Notification")
        verbose_name_plural = _("Notifications")
        default_permissions = ()
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "read", "-id"], name="activities_notification_of")]
        constraints = [
            models.UniqueConstraint(
                name="activities_notification_overdue_once",
                fields=["user", "task", "day"],
                condition=Q(kind="overdue"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.task}"
