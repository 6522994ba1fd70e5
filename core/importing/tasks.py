"""Long files are looked at, imported and taken back in the background, in the words of the person who waits."""

from datetime import datetime

from django.utils import translation
from django_tasks import task

from core.importing import runs
from core.models import Import, User


@task()
def look(record_id: int, user_id: int, language: str) -> None:
    with translation.override(language):
        for record in Import.objects.filter(pk=record_id, state=Import.State.CHECKING):
            runs.look(record, user=User.objects.get(pk=user_id))


@task()
def carry_out(record_id: int, user_id: int, at: str, language: str) -> None:
    with translation.override(language):
        for record in Import.objects.filter(pk=record_id, state=Import.State.WRITING):
            runs.carry_out(record, by=User.objects.get(pk=user_id), at=datetime.fromisoformat(at))


@task()
def take_back(record_id: int, user_id: int, at: str, language: str) -> None:
    with translation.override(language):
        for record in Import.objects.filter(pk=record_id, state=Import.State.TAKING_BACK):
            runs.take_back(record, by=User.objects.get(pk=user_id), at=datetime.fromisoformat(at))
