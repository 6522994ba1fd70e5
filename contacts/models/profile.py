"""Questionnaires about contacts and their questions (9)."""

from typing import Any, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from contacts.models.classification import BusinessRelation
from contacts.models.contact import Contact
from core.addresses import address
from core.codes import CodedQuerySet, CodeField
from core.dateformulas.fields import DateFormulaField
from core.models import Card
from core.money import PercentField

APART = 10
"""Between the positions of two lines, so that another fits in."""


class Importance(models.IntegerChoices):
    """In which order a contact shows its answers; an answer of the lowest is stored, and not shown (PRO-5)."""

    VERY_LOW = 0, _("Very low")
    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")
    VERY_HIGH = 4, _("Very high")


class Measure(models.TextChoices):
    """What an automatic question measures (PRO-3); a question without one is answered by hand."""

    SALES = "sales", _("Sales")
    PROFIT = "profit", _("Profit")
    SALES_FREQUENCY = "sales frequency", _("Sales frequency (invoices per year)")
    AVERAGE_INVOICE = "average invoice", _("Average invoice amount")
    DISCOUNT = "discount", _("Discount %")
    INTERACTIONS = "interactions", _("Interaction quantity")
    INTERACTION_FREQUENCY = "interaction frequency", _("Interaction frequency (number per year)")
    AVERAGE_COST = "average cost", _("Average interaction cost")
    AVERAGE_DURATION = "average duration", _("Average interaction duration")
    OPPORTUNITIES_WON = "opportunities won", _("Opportunities won %")
    RATING = "rating", _("Rating")

    @property
    def is_of_customers(self) -> bool:
        """Known only of contacts that are linked to a customer (PRO-9)."""
        return self in OF_CUSTOMERS


OF_CUSTOMERS = [
    Measure.SALES,
    Measure.PROFIT,
    Measure.SALES_FREQUENCY,
    Measure.AVERAGE_INVOICE,
    Measure.DISCOUNT,
]


class Method(models.TextChoices):
    """What is compared with the ranges of the answers (PRO-6)."""

    VALUE = "value", _("Defined value")
    PERCENT_OF_VALUE = "percent of value", _("Percentage of value")
    PERCENT_OF_CONTACTS = "percent of contacts", _("Percentage of contacts")


class ProfileQuestionnaire(Card):
    """Questions about companies, persons or both, or only those of a business relation (PRO-1)."""

    code = CodeField(_("Code"), unique=True, max_length=20)
    description = models.CharField(_("Description"), max_length=100)
    contact_type = models.CharField(
        _("Contact Type"),
        max_length=7,
        choices=[(Contact.Type.COMPANY, _("Companies")), (Contact.Type.PERSON, _("Persons"))],
        blank=True,
        help_text=_("Blank: companies and persons."),
    )
    business_relation = models.ForeignKey(
        BusinessRelation,
        models.PROTECT,
        verbose_name=_("Business relation"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("Blank: whatever the contacts are to us."),
    )
    priority = models.SmallIntegerField(_("Priority"), choices=Importance, default=Importance.NORMAL)
    classified_at = models.DateTimeField(_("Classification updated"), null=True, editable=False)

    history = HistoricalRecords(excluded_fields=["classified_at"])
    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Profile questionnaire")
        verbose_name_plural = _("Profile questionnaires")
        ordering = ["code"]
        permissions = [("update_classification", "Can update the automatic answers of contacts")]

    def __str__(self) -> str:
        return self.description or self.code

    def get_absolute_url(self) -> str:
        return address("contacts:questionnaire_card", self.code)


class Line(models.Model):
    """A line of a questionnaire in its place; without one it is the last of its `siblings`."""

    position = models.PositiveIntegerField(
        pgettext_lazy("position", "Order"), blank=True, help_text=_("Blank: the last one.")
    )
    description = models.CharField(_("Description"), max_length=100)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.description

    def save(self, *args: Any, **options: Any) -> None:
        if self.position is None:
            self.position = (self.siblings().aggregate(last=Max("position"))["last"] or 0) + APART
        super().save(*args, **options)

    def siblings(self) -> models.QuerySet[Any]:
        raise NotImplementedError


class ProfileQuestionQuerySet(models.QuerySet[Any]):
    def by_hand(self) -> Self:
        return self.filter(measure="")

    def measured(self) -> Self:
        """Answered by figures of a period."""
        return self.exclude(measure__in=["", Measure.RATING])

    def ratings(self) -> Self:
        return self.filter(measure=Measure.RATING)


class ProfileQuestion(Card, Line):
    """A question: answered by hand, by what was measured in a period, or by the points of other answers (PRO-3, 4)."""

    questionnaire = models.ForeignKey(
        ProfileQuestionnaire,
        models.CASCADE,
        verbose_name=_("Questionnaire"),
        related_name="questions",
        db_index=False,
    )
    several_answers = models.BooleanField(_("Several answers allowed"), default=False)
    measure = models.CharField(
        _("Answered by"),
        max_length=21,
        choices=Measure,
        blank=True,
        help_text=_("By hand on each contact, or by figures whenever you update the classification."),
    )
    starting_formula = DateFormulaField(_("Starting date formula"), blank=True)
    ending_formula = DateFormulaField(_("Ending date formula"), blank=True)
    method = models.CharField(_("Classification method"), max_length=19, choices=Method, default=Method.VALUE)
    descending = models.BooleanField(
        _("Highest first"), default=False, help_text=_("Of a percentage of contacts: the best are the first per cent.")
    )
    decimals = models.PositiveSmallIntegerField(
        _("Number of decimals"),
        default=0,
        validators=[MaxValueValidator(5)],
        help_text=_("To which a percentage is rounded before it is compared."),
    )
    minimum_answered = PercentField(
        _("Min. % questions answered"), default=0, help_text=_("Of a rating: who answered less gets none.")
    )

    history = HistoricalRecords()
    objects = ProfileQuestionQuerySet.as_manager()

    class Meta(Line.Meta):
        verbose_name = _("Question")
        verbose_name_plural = _("Questions")
        indexes = [models.Index(fields=["questionnaire", "position"], name="contacts_question_in_order")]

    def get_absolute_url(self) -> str:
        return address("contacts:question_card", self.pk)

    @property
    def is_rating(self) -> bool:
        return self.measure == Measure.RATING

    def siblings(self) -> models.QuerySet[Any]:
        return ProfileQuestion.objects.filter(questionnaire=self.questionnaire_id)
