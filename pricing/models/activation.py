from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign


class Activation(models.Model):
    """One switch of a campaign's prices: who, when, why; the counts follow in the background (decision 1)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="activations", db_index=False)
    on = models.BooleanField(_("Activated"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    lines = models.PositiveIntegerField(_("Target lines"), null=True)
    interactions = models.PositiveIntegerField(_("Target interactions"), null=True)
    companies = models.PositiveIntegerField(_("Companies"), null=True)
    prices = models.PositiveIntegerField(_("Prices"), null=True)
    discounts = models.PositiveIntegerField(_("Discounts"), null=True)
    evidence = models.JSONField(_("Evidence"), null=True)

    class Meta:
        verbose_name = _("Activation")
        verbose_name_plural = _("Activations")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["campaign", "-at"], name="pricing_activation_by_campaign")]

    def __str__(self) -> str:
        return f"{self.campaign.number} {'+' if self.on else '-'} {self.at:%Y-%m-%d %H:%M}"
