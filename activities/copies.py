"""The copies that the members of a team have of its tasks, kept right for many tasks at once."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from activities import notices
from activities.assigning import add_copies, copies_of, members_of
from activities.models import FOLLOWED, Notification, Task, TaskComment
from activities.ownership import refuse_others
from core import blocks
from core.models import User


def follow(keys: Sequence[int]) -> None:
    """Let the copies of these main tasks be as they are; one statement (4.3)."""
    main = Task.objects.filter(pk=OuterRef("main_task"))
    as_main = {name: Subquery(main.values(name)) for name in FOLLOWED}
    Task.objects.filter(main_task__in=keys).update(**as_main)


def regroup(tasks: Sequence[Task], *, by: User | None, at: datetime) -> list[Task]:
    """Let each main task have a copy for each member of its team, and no others, in a bounded number of statements.

    The answer is the copies that were added.

    `team` and `organizer` are those that the task shall have; the caller saves it and lets its copies follow.
    """
    members = members_of({task.team_id for task in tasks if task.team_id})
    wanted: dict[int | None, dict[int | None, Task]] = {
        task.pk: {copy.salesperson_id: copy for copy in copies_of(task, members)} for task in tasks
    }
    left_over = []
    for copy in Task.objects.filter(main_task__in=tasks):
        if wanted[copy.main_task_id].pop(copy.salesperson_id, None) is None:
            left_over.append(copy)
    for named in (TaskComment, Notification):
        named._default_manager.filter(task__in=left_over).delete()
    blocks.delete(Task, left_over, by=by, at=at, reason="")
    families = [(task, list(wanted[task.pk].values())) for task in tasks]
    add_copies(families, by=by, at=at)
    return [copy for _task, copies in families for copy in copies]


def taken_back(keys: Sequence[int], names: set[str], by: User, at: datetime) -> None:
    """Copies of tasks that were given back what they held; their owners are told. Refused for the tasks of others
    (ownership NotYours)."""
    tasks = list(Task.objects.for_list().select_related("organizer").filter(pk__in=keys))
    refuse_others(tasks, by=by)
    if names & {"team", "salesperson"}:
        added = regroup(tasks, by=by, at=at)
        notices.tell_new([*tasks, *added], by=by, at=at)
    follow(keys)
    if "date" in names:
        notices.tell_moved(Task.objects.filter(Q(pk__in=keys) | Q(main_task__in=keys)), by=by, at=at)
