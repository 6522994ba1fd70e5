from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import AlternativeAddress, Contact
from core.addresses import address
from core.fetching import with_parts
from core.models import User
from core.money import UnitAmountField
from interactions.models import Evaluation, InteractionTemplate
from interactions.models.kinds import Content, Manner, MinutesField
from salespeople.models import Salesperson
from segments.models.segment import Segment, SegmentStep

_STEP = "segment number kind words"
SHOWN_OF_A_LINE = {
    "contact": "number name type city email phone mobile_phone",
    "contact__company": "name",
    "contact__country": "name",
    "salesperson": "code name",
    "template": "code description",
    "language": "code name",
    "attachment": "name",
    "alternative_address": "code city",
    "added": f"{_STEP} at",
    "added__user": "username first_name last_name",
    "removed": _STEP,
}
"""What a list can show of a line's neighbours."""
EXPORTED = SHOWN_OF_A_LINE | {
    "contact": "number external_id name name_2 type first_name middle_name surname initials job_title address "
    "address_2 post_code city county phone mobile_phone email home_page exclude_from_segments",
    "contact__company": "number name",
    "contact__territory": "code description",
    "contact__organizational_level": "code description",
    "contact__salutation": "code",
}
"""What a file holds of them."""


class SegmentLineQuerySet(models.QuerySet["SegmentLine"]):
    def in_segment(self) -> Self:
        """Lines that no step has removed."""
        return self.filter(removed__isnull=True)

    def targets(self) -> Self:
        return self.in_segment().filter(campaign_target=True)

    def for_list(self) -> Self:
        return with_parts(self, **SHOWN_OF_A_LINE)

    def for_file(self) -> Self:
        return with_parts(self, **EXPORTED)


class SegmentLine(Manner, Content):
    """A contact in a segment. It is never deleted while the segment lives; the step that removed it is noted."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="lines", db_index=False)
    contact = models.ForeignKey(Contact, models.PROTECT, verbose_name=_("Contact"), db_index=False)
    added = models.ForeignKey(
        SegmentStep, models.RESTRICT, verbose_name=_("Added by"), related_name="+", db_index=False
    )
    removed = models.ForeignKey(
        SegmentStep, models.RESTRICT, verbose_name=_("Removed by"), null=True, related_name="+", db_index=False
    )
    campaign_target = models.BooleanField(_("Campaign Target"), default=False)
    campaign_response = models.BooleanField(_("Campaign Response"), default=False)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    date = models.DateField(_("Date"), null=True, blank=True)
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, db_index=False
    )

    template = models.ForeignKey(
        InteractionTemplate,
        models.PROTECT,
        verbose_name=_("Interaction Template"),
        null=True,
        blank=True,
        db_index=False,
    )
    cost = UnitAmountField(_("Cost"), decimal_places=2, default=0)
    duration = MinutesField(_("Duration (Min.)"), default=0)
    evaluation = models.CharField(_("Evaluation"), max_length=13, choices=Evaluation, blank=True)
    attempt_failed = models.BooleanField(_("Attempt Failed"), default=False)
    alternative_address = models.ForeignKey(
        AlternativeAddress,
        models.SET_NULL,
        verbose_name=_("Alternative address"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = SegmentLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Segment line")
        verbose_name_plural = _("Segment lines")
        indexes = [
            models.Index(fields=["segment", "removed", "id"], name="segments_line_by_segment"),
            models.Index(
                fields=["contact", "segment"],
                name="segments_line_targets",
                condition=Q(campaign_target=True, removed__isnull=True),
            ),
            models.Index(fields=["contact"], name="segments_line_by_contact"),
            # The database looks for lines of a step whenever a step is deleted: by going back, or with its segment.
            models.Index(fields=["added"], name="segments_line_by_added"),
            models.Index(fields=["removed"], name="segments_line_by_removed", condition=Q(removed__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.contact)

    def get_absolute_url(self) -> str:
        return address("segments:line", self.segment.number, self.pk)


SEE_HELD_OUT = "segments.view_held_out"
NOT_TARGETED, HELD_OUT = _("Not targeted"), _("Held out")


class TargetExclusionQuerySet(models.QuerySet["TargetExclusion"]):
    def by_hand(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign, held_out=False)

    def held_out(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign, held_out=True)

    def with_reason_for(self, user: User) -> Self:
        """Annotated with `shown_reason`. Who may not see which are held out reads the same of all: a reason beside the
        others would give them away."""
        if not user.has_perm(SEE_HELD_OUT):
            return self.annotate(shown_reason=Value(str(NOT_TARGETED)))
        return self.annotate(shown_reason=Case(When(held_out=True, then=Value(str(HELD_OUT))), default=F("reason")))


class TargetExclusion(models.Model):
    """A company taken out of a campaign's targets for a reason, whatever its segment lines say (decision 2).

    Those that were drawn to compare with (decision 22) are held out: not everybody may see which they are.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name=_("Campaign"), related_name="+", db_index=False)
    contact = models.ForeignKey(Contact, models.CASCADE, verbose_name=_("Contact"), related_name="+", db_index=False)
    reason = models.CharField(_("Reason"), max_length=200)
    held_out = models.BooleanField(_("Held out"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    objects = TargetExclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Exclusion")
        verbose_name_plural = _("Exclusions")
        permissions = [("view_held_out", "Can see which companies are held out")]
        constraints = [
            models.UniqueConstraint(
                name="segments_targetexclusion_once",
                fields=["contact", "campaign"],
                violation_error_message=_("This company is already excluded from the campaign."),
            )
        ]
        indexes = [models.Index(fields=["campaign"], name="segments_exclusion_by_campaign")]

    def __str__(self) -> str:
        return f"{self.campaign.number} {self.contact.name}"
