from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.addresses import address
from core.fetching import with_parts
from core.keys import keys_in
from interactions.models.kinds import DocumentType
from interactions.models.logged_segment import LoggedSegment
from salespeople.models import Salesperson


class CampaignEntryQuerySet(models.QuerySet["CampaignEntry"]):
    def for_list(self) -> Self:
        return with_parts(
            self,
            campaign="number description",
            logged_segment="segment_number description",
            salesperson="code name",
            user="username first_name last_name",
        )

    def search(self, typed: str) -> Self:
        return self.filter(Q(pk__in=keys_in([typed])) | Q(description__icontains=typed))

    def found(self, typed: str) -> Self:
        return self.for_list().search(typed).order_by("-pk")


class CampaignEntry(models.Model):
    """Interactions of a campaign that belong together: of one segment, of one kind of document, or all by hand (14)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name=_("Campaign"), db_index=False)
    logged_segment = models.ForeignKey(
        LoggedSegment, models.SET_NULL, verbose_name=_("Logged segment"), null=True, related_name="campaign_entries"
    )
    segment_number = models.CharField(_("Segment No."), max_length=20, blank=True)
    document_type = models.CharField(_("Document Type"), max_length=12, choices=DocumentType, blank=True)
    description = models.CharField(_("Description"), max_length=100)
    date = models.DateField(_("Date"))
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    cancelled = models.BooleanField(_("Canceled"), default=False)

    objects = CampaignEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Campaign entry")
        verbose_name_plural = _("Campaign entries")
        constraints = [
            models.UniqueConstraint(
                name="interactions_campaignentry_gathers",
                fields=["campaign", "document_type", "segment_number"],
                condition=Q(cancelled=False),
                violation_error_message=_("The campaign already has an entry that gathers these interactions."),
            )
        ]
        indexes = [
            models.Index(fields=["campaign", "date", "id"], name="interactions_entry_of_campaign"),
            models.Index(fields=["date", "id"], name="interactions_entry_by_date"),
        ]

    is_told_by_name = True

    def __str__(self) -> str:
        return f"{self.pk} {self.description}"

    def get_absolute_url(self) -> str:
        return address("interactions:entry", self.pk)
