"""What takes long for very many contacts is done in the background."""

from datetime import date, datetime

from django.utils import translation
from django.utils.timezone import localtime
from django_tasks import task

from contacts import duplicates
from contacts.models import ProfileQuestionnaire
from contacts.profiles import updating


@task()
def generate(at: str) -> None:
    duplicates.generate(at=datetime.fromisoformat(at))


@task()
def update_classification(keys: list[int], on: str, at: str, language: str) -> None:
    """`on` is the day that periods count from, `at` the moment somebody asked."""
    asked = datetime.fromisoformat(at)
    with translation.override(language):
        updating.update_classification(
            list(ProfileQuestionnaire.objects.filter(pk__in=keys)),
            on=date.fromisoformat(on),
            today=localtime(asked).date(),
            at=asked,
        )
