"""What takes long for very many contacts is done in the background, in the words of the person who waits."""

from django.utils import translation
from django_tasks import task

from core.models import User
from segments import assigning, recording
from segments.models import Assignment, Logging


@task()
def create(assignment_id: int, user_id: int, language: str) -> None:
    with translation.override(language):
        for assignment in Assignment.objects.filter(pk=assignment_id, state=Assignment.State.AT_WORK):
            assigning.carry_out(assignment, by=User.objects.get(pk=user_id))


@task()
def log(logging_id: int, user_id: int, language: str) -> None:
    with translation.override(language):
        for record in Logging.objects.filter(pk=logging_id, state=Logging.State.AT_WORK):
            recording.carry_out(record, by=User.objects.get(pk=user_id))
