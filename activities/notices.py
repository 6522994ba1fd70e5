"""What a person is told of his tasks: those somebody else gave him or moved, and those that are overdue.

One notification for all that one act did to one person's tasks; nobody is told of what he does himself.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from activities.models import Notification, Task
from core import blocks
from core.models import User
from salespeople.models import Salesperson

MOST = 100


def tell_new(rows: Iterable[Task], *, by: User | None, at: datetime) -> None:
    """Of tasks that their owners, members of teams by their copies, have got; two statements."""
    _tell(Notification.Kind.NEW, rows, by=by, at=at)


def tell_moved(rows: Iterable[Task], *, by: User | None, at: datetime) -> None:
    """Of open tasks that have another date now; two statements."""
    _tell(Notification.Kind.MOVED, rows, by=by, at=at)


def tell_new_of(rows: QuerySet[Task], *, by: User | None, at: datetime) -> None:
    """Of tasks written by the database alone, as many as they may be; two statements."""
    people = rows.filter(salesperson__user__is_active=True).exclude(salesperson__user=by).order_by()
    told = people.values_list("salesperson__user").annotate(Min("pk"), Count("pk"), Min("date"))
    Notification.objects.bulk_create(
        Notification(user_id=user, kind=Notification.Kind.NEW, task_id=first, count=count, day=day, by=by, at=at)
        for user, first, count, day in told
    )


def unread_of(user: User) -> QuerySet[Notification]:
    return _shown(user).filter(read=False)


def read_by(user: User) -> QuerySet[Notification]:
    return _shown(user).filter(read=True).exclude(kind=Notification.Kind.OVERDUE)


def overdue_of(user: User, *, on: date) -> QuerySet[Task]:
    """His open tasks of days before, but those of which he said that he knows."""
    known = Notification.objects.filter(
        user=user, kind=Notification.Kind.OVERDUE, task=OuterRef("pk"), day=OuterRef("date")
    )
    late = Task.objects.open().filter(salesperson__user=user, date__lt=on).exclude(Exists(known))
    return late.for_list().order_by("-date", "pk")


def count_of(user: User, *, on: date) -> int:
    """How many things he has not read, counted up to a little over a hundred; two statements."""
    return unread_of(user)[: MOST + 1].count() + overdue_of(user, on=on)[: MOST + 1].count()


def read(user: User, *, notification: int) -> None:
    Notification.objects.filter(user=user, pk=notification).update(read=True)


def know(user: User, tasks: QuerySet[Task], *, at: datetime) -> None:
    """He knows that these tasks are overdue; one that is moved and late again is told again."""
    rows = [
        Notification(user=user, kind=Notification.Kind.OVERDUE, task_id=pk, day=day, at=at, read=True)
        for pk, day in tasks.values_list("pk", "date")
    ]
    Notification.objects.bulk_create(rows, batch_size=blocks.BLOCK, ignore_conflicts=True)


def read_all(user: User, *, on: date, at: datetime) -> None:
    Notification.objects.filter(user=user, read=False).update(read=True)
    know(user, overdue_of(user, on=on), at=at)


def _shown(user: User) -> QuerySet[Notification]:
    found = Notification.objects.filter(user=user).select_related("task__main_task", "task__contact__company", "by")
    return found.order_by("-pk")


def _tell(kind: Notification.Kind, rows: Iterable[Task], *, by: User | None, at: datetime) -> None:
    told: dict[int, list[Task]] = {}
    for row in rows:
        if row.salesperson_id is not None:
            told.setdefault(row.salesperson_id, []).append(row)
    people = Salesperson.objects.filter(pk__in=told, user__is_active=True).exclude(user=by)
    Notification.objects.bulk_create(
        Notification(
            user_id=user_id, kind=kind, task=told[pk][0], count=len(told[pk]), day=told[pk][0].date, by=by, at=at
        )
        for pk, user_id in people.values_list("pk", "user_id")
    )
