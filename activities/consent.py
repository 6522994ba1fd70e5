"""Whether the contact of a task wants to be called or visited at all: a warning beside the task, not a refusal."""

from collections.abc import Sequence

from activities.models import Task, TaskType
from contacts.channels import WANTS_NONE, refused_by
from contacts.models import Channel

CHANNELS = {TaskType.PHONE_CALL: Channel.PHONE, TaskType.MEETING: Channel.VISIT}


def fill_in(tasks: Sequence[Task]) -> None:
    """Give each task the words for what its contact does not want (`unwanted`); at most one statement."""
    asked = {task.contact_id for task in tasks if task.contact_id and task.type in CHANNELS}
    refused = refused_by(asked) if asked else {}
    for task in tasks:
        channel = CHANNELS.get(task.type)  # type: ignore[call-overload]
        if task.contact_id and channel in refused.get(task.contact_id, ()):
            task.unwanted = WANTS_NONE[channel]
