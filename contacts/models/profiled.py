"""The answers to questions about contacts: which there are, what points they give, and who gave which."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact
from contacts.models.profile import Importance, Line, ProfileQuestion, ProfileQuestionnaire


class ProfileAnswerQuerySet(models.QuerySet[Any]):
    def with_question(self) -> Self:
        return self.select_related("question__questionnaire")

    def but_of(self, measures: Collection[str]) -> Self:
        return self.exclude(question__measure__in=measures) if measures else self

    def found(self, typed: str) -> Self:
        fits = Q(description__icontains=typed) | Q(question__description__icontains=typed)
        order = ["question__questionnaire__code", "question__position", "position", "pk"]
        return self.with_question().filter(fits).order_by(*order)


class ProfileAnswer(Line):
    """An answer to choose; of an automatic question, the figures it stands for. A blank end is open (PRO-5, PRO-7)."""

    IMPORTANCE = [(Importance.VERY_LOW, _("Very low (hidden)")), *Importance.choices[1:]]

    question = models.ForeignKey(
        ProfileQuestion, models.CASCADE, verbose_name=_("Question"), related_name="answers", db_index=False
    )
    priority = models.SmallIntegerField(_("Priority"), choices=IMPORTANCE, default=Importance.NORMAL)
    from_value = models.DecimalField(_("From value"), max_digits=18, decimal_places=5, null=True, blank=True)
    to_value = models.DecimalField(_("To value"), max_digits=18, decimal_places=5, null=True, blank=True)

    objects = ProfileAnswerQuerySet.as_manager()

    class Meta(Line.Meta):
        verbose_name = _("Profile answer")
        verbose_name_plural = _("Profile answers")
        indexes = [models.Index(fields=["question", "position"], name="contacts_answer_in_order")]
        constraints = [
            models.CheckConstraint(
                name="contacts_profileanswer_from_before_to",
                condition=Q(from_value__isnull=True) | Q(to_value__isnull=True) | Q(from_value__lte=F("to_value")),
                violation_error_message=_("The value from which an answer holds lies above the one to which it does."),
            )
        ]

    def siblings(self) -> models.QuerySet[Any]:
        return ProfileAnswer.objects.filter(question=self.question_id)

    @property
    def with_its_question(self) -> str:
        return f"{self.question}: {self.description}"


class RatingPoints(models.Model):
    """The points that an answer gives in a rating (PRO-10); it stays while it gives some, unless both go (PRO-16)."""

    rating = models.ForeignKey(
        ProfileQuestion, models.CASCADE, verbose_name=_("Rating"), related_name="points", db_index=False
    )
    answer = models.ForeignKey(ProfileAnswer, models.RESTRICT, verbose_name=_("Answer"), related_name="points")
    points = models.DecimalField(_("Points"), max_digits=9, decimal_places=2)

    objects: "models.Manager[RatingPoints]" = models.Manager()

    class Meta:
        verbose_name = _("Points of a rating")
        verbose_name_plural = _("Points of ratings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="contacts_ratingpoints_once",
                fields=["rating", "answer"],
                violation_error_message=_("The rating gives points for this answer already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.points}"


class ContactProfileAnswerQuerySet(models.QuerySet["ContactProfileAnswer"]):
    def to_question(self, question: ProfileQuestion) -> Self:
        return self.filter(answer__in=ProfileAnswer.objects.filter(question=question).order_by())

    def to_questionnaire(self, questionnaire: ProfileQuestionnaire) -> Self:
        answers = ProfileAnswer.objects.filter(question__questionnaire=questionnaire)
        return self.filter(answer__in=answers.order_by())

    def but_of(self, measures: Collection[str]) -> Self:
        return self.exclude(answer__question__measure__in=measures) if measures else self

    def shown(self) -> Self:
        """Those that a card shows, the most important first (PRO-15)."""
        return (
            self.exclude(answer__priority=Importance.VERY_LOW)
            .select_related("answer__question__questionnaire")
            .order_by(
                "-answer__priority",
                "-answer__question__questionnaire__priority",
                "answer__question__questionnaire__code",
                "answer__question__position",
                "answer__position",
                "pk",
            )
        )


class ContactProfileAnswer(models.Model):
    """That a contact gave an answer, by hand or because its figures say so; an answer that was given stays (PRO-16).

    `sole_answer_to` is the question while it takes a single answer, so that the database knows no second one.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="profile_answers", db_index=False)
    answer = models.ForeignKey(ProfileAnswer, models.PROTECT, related_name="given", db_index=False)
    sole_answer_to = models.ForeignKey(ProfileQuestion, models.PROTECT, null=True, related_name="+", db_index=False)
    updated_on = models.DateField(_("Last Date Updated"))

    objects = ContactProfileAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Profile answer of a contact")
        verbose_name_plural = _("Profile answers of contacts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="contacts_profileanswer_once", fields=["answer", "contact"]),
            models.UniqueConstraint(name="contacts_profileanswer_sole", fields=["sole_answer_to", "contact"]),
        ]
        indexes = [models.Index(fields=["contact"], name="contacts_profileanswer_of")]

    def __str__(self) -> str:
        return f"{self.contact}: {self.answer}"
