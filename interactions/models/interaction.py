from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import Task
from campaigns.models import Campaign
from contacts.models import AlternativeAddress, Contact, CorrespondenceType
from core.addresses import address
from core.fetching import with_parts
from core.keys import keys_in
from core.models import Comment
from core.money import UnitAmountField
from core.words import HasWords, is_searchable
from interactions.models.campaign_entry import CampaignEntry
from interactions.models.kinds import Content, DocumentType, Evaluation, Manner, MinutesField
from interactions.models.logged_segment import LoggedSegment
from interactions.models.template import InteractionGroup, InteractionTemplate
from opportunities.models import Opportunity
from salespeople.models import Salesperson

LOGGED = Q(postponed=False)
COUNTS = Q(cancelled=False, postponed=False)
LISTED, SUMMED = ["date", "id", "cancelled", "postponed"], ["contact", "cost", "duration"]


SHOWN_OF_AN_INTERACTION = {
    "contact": "number name type",
    "contact__company": "number name",
    "template": "code description",
    "group": "code description",
    "salesperson": "code name",
    "campaign": "number description",
    "campaign_entry": "description",
    "logged_segment": "segment_number description",
    "task": "number description",
    "opportunity": "number description",
    "language": "name",
    "attachment": "name",
    "user": "username first_name last_name",
}
"""What a list can show of an interaction's neighbours."""


class InteractionQuerySet(models.QuerySet["Interaction"]):
    def logged(self) -> Self:
        """Those of the log: postponed ones live on their own page (LOG-2)."""
        return self.filter(LOGGED)

    def postponed(self) -> Self:
        return self.filter(postponed=True)

    def that_count(self) -> Self:
        """Those that statistics and targets see: neither cancelled nor postponed (16, decision 2)."""
        return self.filter(COUNTS)

    def to_mail(self) -> Self:
        """Those that wait to be delivered by e-mail."""
        return self._to_deliver().filter(correspondence_type=CorrespondenceType.EMAIL)

    def to_print(self) -> Self:
        """Those that wait to go out on paper."""
        return self._to_deliver().filter(correspondence_type=CorrespondenceType.HARD_COPY)

    def _to_deliver(self) -> Self:
        """SQLite finds the index of these few by its own condition alone, so that stands here, too."""
        return self.that_count().filter(~Q(delivery=""), delivery=Interaction.Delivery.IN_PROGRESS)

    def targets(self) -> Self:
        return self.that_count().filter(campaign_target=True)

    def of_contact(self, contact: Contact) -> Self:
        """A company's are those of its persons, too."""
        return self.filter(contact__party=contact.pk) if contact.is_company else self.filter(contact=contact)

    def search(self, typed: str) -> Self:
        """By entry number, or by words of the description."""
        fits = Q(pk__in=keys_in([typed]))
        return self.filter(fits | Q(description__has_words=typed) if is_searchable(typed) else fits)

    def for_list(self) -> Self:
        return with_parts(self, **SHOWN_OF_AN_INTERACTION)


def _kept(model: Any, label: Any, **options: Any) -> Any:
    """A key to something that cannot go while interactions know it."""
    return models.ForeignKey(
        model, models.PROTECT, verbose_name=label, null=True, blank=True, db_index=False, **options
    )


def _told(model: Any, label: Any, **options: Any) -> Any:
    """A key to something that may go; the interaction stays."""
    return models.ForeignKey(
        model, models.SET_NULL, verbose_name=label, null=True, blank=True, db_index=False, **options
    )


class Interaction(Manner, Content):
    """A conversation with a contact, as it was logged: only acts change it (LOG-1)."""

    class Delivery(models.TextChoices):
        IN_PROGRESS = "in progress", _("In Progress")
        ERROR = "error", _("Error")

    contact = _told(Contact, _("Contact"))
    date = models.DateField(_("Date"))
    time = models.TimeField(_("Time of Interaction"), null=True, blank=True)
    description = models.CharField(_("Description"), max_length=100)
    template = _kept(InteractionTemplate, _("Interaction Template"))
    group = _kept(InteractionGroup, _("Interaction Group"))
    salesperson = _kept(Salesperson, _("Salesperson"))
    cost = UnitAmountField(_("Cost"), decimal_places=2, default=0)
    duration = MinutesField(_("Duration (Min.)"), default=0)
    evaluation = models.CharField(_("Evaluation"), max_length=13, choices=Evaluation, blank=True)
    attempt_failed = models.BooleanField(_("Attempt Failed"), default=False)

    campaign = _kept(Campaign, _("Campaign"))
    campaign_entry = _kept(CampaignEntry, _("Campaign entry"), related_name="interactions")
    campaign_target = models.BooleanField(_("Campaign Target"), default=False)
    campaign_response = models.BooleanField(_("Campaign Response"), default=False)
    segment_number = models.CharField(_("Segment No."), max_length=20, blank=True)
    logged_segment = _told(LoggedSegment, _("Logged segment"), related_name="interactions")

    document_type = models.CharField(_("Document Type"), max_length=12, choices=DocumentType, blank=True)
    document_number = models.CharField(_("Document No."), max_length=20, blank=True)
    task = _told(Task, _("Task"))
    opportunity = _told(Opportunity, _("Opportunity"))
    alternative_address = _told(AlternativeAddress, _("Alternative address"))
    contact_via = models.CharField(_("Contact Via"), max_length=80, blank=True)
    delivery = models.CharField(_("Delivery Status"), max_length=11, choices=Delivery, blank=True)

    cancelled = models.BooleanField(_("Canceled"), default=False)
    postponed = models.BooleanField(_("Postponed"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("User"), null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("At"))

    objects = InteractionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Interaction")
        verbose_name_plural = _("Interactions")
        constraints = [
            models.CheckConstraint(
                name="interactions_interaction_costs_nothing_negative",
                condition=Q(cost__gte=0),
                violation_error_message=_("A cost cannot be negative."),
            ),
            models.CheckConstraint(
                name="interactions_interaction_postponed_counts_nowhere",
                condition=Q(postponed=False) | Q(campaign_entry__isnull=True, logged_segment__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "date", "id"], name="interactions_of_contact"),
            # Lists read the first three; statistics find the rest in the index too, and never look at the rows.
            models.Index(
                fields=["campaign", *LISTED, "campaign_target", "campaign_response", "group", *SUMMED],
                name="interactions_by_campaign",
            ),
            models.Index(fields=["salesperson", *LISTED, "group", *SUMMED], name="interactions_by_salesperson"),
            models.Index(fields=["template", *LISTED, *SUMMED], name="interactions_by_template"),
            models.Index(fields=["group", *LISTED, *SUMMED], name="interactions_by_group"),
            models.Index(fields=["task"], name="interactions_of_task", condition=Q(task__isnull=False)),
            models.Index(
                fields=["alternative_address"],
                name="interactions_of_address",
                condition=Q(alternative_address__isnull=False),
            ),
            models.Index(
                fields=["opportunity"],
                name="interactions_of_opportunity",
                condition=Q(opportunity__isnull=False),
            ),
            models.Index(fields=["date", "id"], name="interactions_by_date"),
            models.Index(fields=["date", "id"], name="interactions_cancelled", condition=Q(cancelled=True)),
            models.Index(
                fields=["campaign_entry"],
                name="interactions_of_entry",
                condition=Q(campaign_entry__isnull=False),
            ),
            models.Index(
                fields=["logged_segment"],
                name="interactions_of_logged",
                condition=Q(logged_segment__isnull=False),
            ),
            models.Index(
                fields=["contact", "campaign"],
                name="interactions_targets",
                condition=Q(campaign_target=True) & COUNTS,
            ),
            models.Index(
                fields=["campaign", "contact"],
                name="interactions_aimed",
                condition=Q(campaign_target=True) & COUNTS,
            ),
            models.Index(
                fields=["attachment"],
                name="interactions_of_attachment",
                condition=Q(attachment__isnull=False),
            ),
            models.Index(fields=["delivery"], name="interactions_to_deliver", condition=~Q(delivery="")),
            models.Index(fields=["date", "id"], name="interactions_postponed", condition=Q(postponed=True)),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.description}"

    def get_absolute_url(self) -> str:
        return address("interactions:resume" if self.postponed else "interactions:card", self.pk)


Interaction._meta.get_field("description").register_lookup(HasWords)


class InteractionComment(Comment):
    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="comments")

    class Meta(Comment.Meta):
        verbose_name = _("Comment")
        verbose_name_plural = _("Comments")
