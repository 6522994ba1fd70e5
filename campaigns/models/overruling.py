from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign


class Overruling(models.Model):
    """A pre-flight check of a campaign that somebody who leads has answered for: who, when, why.

    Which checks there are is known above; here they are words.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name=_("Campaign"), related_name="+", db_index=False)
    check_name = models.CharField(_("Check"), max_length=20)
    reason = models.CharField(_("Reason"), max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Overruled check")
        verbose_name_plural = _("Overruled checks")
        constraints = [
            models.UniqueConstraint(
                name="campaigns_overruling_once",
                fields=["campaign", "check_name"],
                violation_error_message=_("This check is overruled already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign.number} {self.check_name}"
