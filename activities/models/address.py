from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from salespeople.models import Salesperson, Team


class CalendarAddress(models.Model):
    """Where a calendar program fetches somebody's tasks. The address is the signed key: neither the table nor a guess
    gives it away, and who drops the row has revoked it."""

    salesperson = models.OneToOneField(Salesperson, models.CASCADE, null=True, related_name="+")
    team = models.OneToOneField(Team, models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Calendar address")
        verbose_name_plural = _("Calendar addresses")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="activities_calendaraddress_of_one",
                condition=Q(salesperson__isnull=True) ^ Q(team__isnull=True),
                violation_error_message=_("A calendar address belongs to a salesperson or to a team."),
            )
        ]

    def __str__(self) -> str:
        return str(self.owner)

    @property
    def owner(self) -> Salesperson | Team | None:
        return self.team or self.salesperson
