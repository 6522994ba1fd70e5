"""Long files are looked at and imported in the background, in the words of the person who waits."""

from datetime import datetime

from django.utils import translation
from django_tasks import task

from core.importing import runs
from core.models import Import, User


@task()
def look(record_id: int, user_id: int, language: str) -> None:
    record = Import.objects.filter(pk=record_id, state=Import.State.CHECKING).first()
    if record:
        with translation.override(language):
            runs.look(record, user=User.objects.get(pk=user_id))


@task()
def carry_out(record_id: int, user_id: int, at: str, language: str) -> None:
    record = Import.objects.filter(pk=record_id).first()
    if record:
        with translation.override(language):
            runs.carry_out(record, by=User.objects.get(pk=user_id), at=datetime.fromisoformat(at))
