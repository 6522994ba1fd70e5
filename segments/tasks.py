"""The tasks of very many contacts are created in the background, in the words of the person who waits."""

from django.utils import translation
from django_tasks import task

from core.models import User
from segments import assigning
from segments.models import Assignment


@task()
def create(assignment_id: int, user_id: int, language: str) -> None:
    with translation.override(language):
        for assignment in Assignment.objects.filter(pk=assignment_id, state=Assignment.State.CREATING):
            assigning.carry_out(assignment, by=User.objects.get(pk=user_id))
