"""What keeps parts of a questionnaire from being deleted, beside what contacts answered (PRO-16)."""

from django.utils.translation import ngettext

from contacts.models import ProfileQuestion


def answers_of(question: ProfileQuestion) -> list[str]:
    """A question with answers stays: they are deleted first."""
    count = question.answers.count()
    return [ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}] if count else []
