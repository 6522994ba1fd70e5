"""What contacts answered."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact
from contacts.models.profile import Importance, ProfileAnswer, ProfileQuestion, ProfileQuestionnaire


class ContactProfileAnswerQuerySet(models.QuerySet["ContactProfileAnswer"]):
    def to_question(self, question: ProfileQuestion) -> Self:
        return self.filter(answer__in=ProfileAnswer.objects.filter(question=question).order_by())

    def to_questionnaire(self, questionnaire: ProfileQuestionnaire) -> Self:
        answers = ProfileAnswer.objects.filter(question__questionnaire=questionnaire)
        return self.filter(answer__in=answers.order_by())

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
