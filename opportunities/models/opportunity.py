from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from campaigns.models import Campaign
from contacts.models import Contact
from core import numbering
from core.addresses import address
from core.fetching import with_parts
from core.models import Card, Comment
from core.money import AmountField
from opportunities.models.cycle import SalesCycle
from salespeople.models import Salesperson

OPPORTUNITIES = numbering.purpose("opportunities", _("Opportunities"))


class Status(models.TextChoices):
    """Never typed: entries bring it along (3.12)."""

    NOT_STARTED = "not started", _("Not started")
    IN_PROGRESS = "in progress", _("In progress")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


OPEN: Sequence[Status] = (Status.NOT_STARTED, Status.IN_PROGRESS)
NOW = {
    "stage_position": "stage__position",
    "stage_name": "stage__description",
    "closes_on": "closes_on",
    "estimated_value": "estimated_value",
    "current_value": "current_value",
    "chances": "chances",
    "completed": "completed",
    "probability_percent": "probability",
}
"""What an opportunity shows of its active entry: the name here, and the path from the entry."""


class OpportunityQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def started(self) -> Self:
        """Those that have an entry, and count in statistics, closed or not."""
        return self.exclude(status=Status.NOT_STARTED)

    def closing(
        self, *, since: date | None = None, until: date | None = None, status: Status = Status.IN_PROGRESS
    ) -> Self:
        """Of that status, and expected to close, or closed, on one of these days, both included."""
        days = {"entries__closes_on__gte": since, "entries__closes_on__lte": until}
        asked = {condition: day for condition, day in days.items() if day}
        return self.filter(status=status, entries__active=True, **asked)

    def at_stage(self, stage: Any) -> Self:
        return self.filter(entries__active=True, entries__stage=stage)

    def of_contact(self, contact: Contact) -> Self:
        """A company's are those of its persons, too."""
        return self.filter(contact__party=contact.pk) if contact.is_company else self.filter(contact=contact)

    def with_now(self) -> Self:
        """With what is known of them now, from their active entry; nothing before the first stage."""
        rows = self.annotate(now=FilteredRelation("entries", condition=Q(entries__active=True)))
        return rows.annotate(**{name: F(f"now__{path}") for name, path in NOW.items()})

    def for_list(self) -> Self:
        named = "number description"
        return with_parts(
            self.with_now(), contact="number name", salesperson="code name", campaign=named, cycle="code description"
        )

    def for_card(self) -> Self:
        return self.with_now().select_related("contact__company", "salesperson", "campaign", "cycle", "modified_by")

    def search(self, typed: str) -> Self:
        return self.filter(Q(number__istartswith=typed) | Q(description__icontains=typed))

    def found(self, typed: str) -> Self:
        return self.select_related("contact").search(typed).order_by("number")


class Opportunity(Card, numbering.Numbered):
    """A sale that may come about. Its stage and figures stand in its one active entry (3.12)."""

    class Priority(models.TextChoices):
        LOW = "low", _("Low")
        NORMAL = "normal", _("Normal")
        HIGH = "high", _("High")

    purpose = OPPORTUNITIES

    description = models.CharField(_("Description"), max_length=100)
    contact = models.ForeignKey(
        Contact, models.PROTECT, verbose_name=_("Contact"), related_name="opportunities", db_index=False
    )
    salesperson = models.ForeignKey(
        Salesperson, models.PROTECT, verbose_name=_("Salesperson"), related_name="opportunities", db_index=False
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        verbose_name=_("Campaign"),
        null=True,
        blank=True,
        related_name="opportunities",
        db_index=False,
    )
    cycle = models.ForeignKey(
        SalesCycle, models.PROTECT, verbose_name=_("Sales cycle"), related_name="opportunities", db_index=False
    )
    status = models.CharField(_("Status"), max_length=11, choices=Status, default=Status.NOT_STARTED, editable=False)
    priority = models.CharField(_("Priority"), max_length=6, choices=Priority, default=Priority.NORMAL)
    creation_date = models.DateField(_("Creation Date"), editable=False)
    date_closed = models.DateField(_("Date Closed"), null=True, editable=False)
    segment_number = models.CharField(_("Segment No."), max_length=20, blank=True, editable=False)
    quote_number = models.CharField(_("Quote No."), max_length=20, blank=True, editable=False)
    quote_amount = AmountField(_("Quote amount"), null=True, editable=False)

    objects = OpportunityQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Opportunity")
        verbose_name_plural = _("Opportunities")
        permissions = [("change_others", "Can change the opportunities of other salespeople")]
        constraints = [
            models.CheckConstraint(
                name="opportunities_opportunity_closed_on_a_day",
                condition=Q(status__in=OPEN, date_closed__isnull=True)
                | Q(status__in=[Status.WON, Status.LOST], date_closed__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["quote_number"],
                name="opportunities_opportunity_quote_of_one",
                condition=~Q(quote_number=""),
                violation_error_message=_("This quote belongs to another opportunity."),
            ),
        ]
        indexes = [
            models.Index(fields=["description", "id"], name="opportunities_opp_by_text"),
            models.Index(fields=["creation_date", "id"], name="opportunities_opp_by_creation"),
            models.Index(fields=["status", "id"], name="opportunities_opp_by_status"),
            models.Index(fields=["contact", "id"], name="opportunities_opp_by_contact"),
            models.Index(fields=["salesperson", "status"], name="opportunities_opp_by_seller"),
            models.Index(fields=["salesperson", "id"], name="opportunities_opp_of_sellers"),
            models.Index(fields=["cycle", "status"], name="opportunities_opp_by_cycle"),
            models.Index(
                fields=["campaign"], name="opportunities_opp_by_campaign", condition=Q(campaign__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.description}"

    def get_absolute_url(self) -> str:
        return address("opportunities:card", self.number)

    @property
    def is_closed(self) -> bool:
        return self.status not in OPEN

    @property
    def is_started(self) -> bool:
        return self.status != Status.NOT_STARTED

    @property
    def hint(self) -> str:
        """What tells this opportunity from others in a look-up."""
        return f"{self.contact} · {self.get_status_display()}"

    def active_entry(self) -> Any:
        """Where it stands; None before its first stage."""
        return self.entries.filter(active=True).select_related("stage", "close_code").first()


class OpportunityComment(Comment):
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="comments")

    class Meta(Comment.Meta):
        verbose_name = _("Comment")
        verbose_name_plural = _("Comments")
