from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.models import Campaign
from contacts.models import Contact
from core import numbering, relations
from core.addresses import address
from core.models import Card, User
from core.money import UnitAmountField
from interactions.models import InteractionTemplate, LoggedSegment
from interactions.models.kinds import Content, Manner, MinutesField
from salespeople.models import Salesperson

SEGMENTS = numbering.purpose("segments", _("Segments"))


class SegmentQuerySet(models.QuerySet["Segment"]):
    def for_list(self) -> Self:
        return self.select_related("campaign", "salesperson")

    def for_card(self) -> Self:
        return self.for_list().select_related("template", "language", "attachment", "modified_by")

    def found(self, typed: str) -> Self:
        return self.filter(Q(number__istartswith=typed) | Q(description__icontains=typed)).order_by("number")


class Segment(Card, numbering.Numbered, Manner, Content):
    """A workbench of contacts, line by line; its campaign and its flag say what they are targets of (decision 4)."""

    purpose = SEGMENTS

    description = models.CharField(_("Description"), max_length=100)
    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name=_("Campaign"), null=True, blank=True)
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), null=True, blank=True, db_index=False
    )
    date = models.DateField(_("Date"))
    campaign_target = models.BooleanField(
        _("Campaign Target"),
        default=False,
        help_text=_("New lines are targets of the campaign. Untick it on a line to take one contact out."),
    )
    campaign_response = models.BooleanField(_("Campaign Response"), default=False)

    template = models.ForeignKey(
        InteractionTemplate, models.PROTECT, verbose_name=_("Interaction Template"), null=True, blank=True
    )
    unit_cost = UnitAmountField(_("Unit Cost"), decimal_places=2, default=0)
    unit_duration = MinutesField(_("Unit Duration (Min.)"), default=0)
    ignores_contact_type = models.BooleanField(_("Ignore Contact Corres. Type"), default=False)

    history = HistoricalRecords()
    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Segment")
        verbose_name_plural = _("Segments")
        indexes = [
            models.Index(fields=["description", "id"], name="segments_segment_by_text"),
            models.Index(fields=["date", "id"], name="segments_segment_by_date"),
        ]
        constraints = [
            models.CheckConstraint(
                name="segments_segment_target_of_something",
                condition=Q(campaign__isnull=False) | Q(campaign_target=False, campaign_response=False),
                violation_error_message=_("Choose a campaign before you tick Campaign Target or Campaign Response."),
            )
        ]

    is_told_by_name = True

    def __str__(self) -> str:
        return f"{self.number} {self.description}"

    def get_absolute_url(self) -> str:
        return address("segments:card", self.number)

    def clean(self) -> None:
        super().clean()
        if self.number and self._is_logged():
            sentence = _("A segment with the number %(number)s was logged. Choose another number.")
            raise ValidationError({"number": sentence % {"number": self.number}})

    def draw_number(self) -> None:
        """The number of a segment that was logged stays with what was logged (13)."""
        super().draw_number()
        while self._is_logged():
            super().draw_number()

    def contacts(self) -> models.QuerySet[Contact]:
        """Who stands in it, each once."""
        return Contact.objects.filter(pk__in=self.lines.in_segment().order_by().values("contact"))

    def _is_logged(self) -> bool:
        return LoggedSegment.objects.filter(segment_number=self.number).exists()

    @transaction.atomic
    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """With its lines and steps, in a statement for each table: a hundred thousand of them never pass through
        Python. Its history learns of it as of any deletion."""
        count = relations.delete_all(type(self)._base_manager.filter(pk=self.pk))
        post_delete.send(type(self), instance=self, using=self._state.db)
        return count, {self._meta.label: count}


class SegmentStep(models.Model):
    """One step of a segment's history: who added or removed how many lines, when, by what (decision 17)."""

    class Kind(models.TextChoices):
        ADD = "add", _("Add Contacts")
        REDUCE = "reduce", _("Reduce Contacts")
        REFINE = "refine", _("Refine Contacts")
        KEEP = "keep", _("Keep some lines")
        DELETE = "delete", _("Delete lines")
        RESET = "reset", _("Empty the segment")

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="steps", db_index=False)
    number = models.PositiveIntegerField(_("Step"))
    kind = models.CharField(_("Kind"), max_length=6, choices=Kind)
    criteria = models.JSONField(_("Criteria"), default=dict, blank=True)
    words = models.CharField(_("Description"), max_length=250, blank=True)
    lines = models.PositiveIntegerField(_("Lines"), default=0)
    left_out: Any = models.JSONField(_("Left out"), default=list, blank=True)
    """By reason of the consent gate: how many it kept out, and the keys of the first of them."""
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Step")
        verbose_name_plural = _("Steps")
        ordering = ["segment", "number"]
        constraints = [models.UniqueConstraint(name="segments_segmentstep_numbered", fields=["segment", "number"])]

    def __str__(self) -> str:
        return f"{self.number}. {self.words or self.Kind(self.kind).label}"

    def changed(self, *, by: User | None, at: datetime) -> None:
        """Note who takes the step; the caller saves."""
        self.user, self.at = by, at
