"""The first tasks of each of several kinds, as a day, a board and a calendar show them, and how many there are."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Task
from core import sql

MOST_COUNTED = 99
"""So many are counted of a kind; of more it is said that there are more."""


class Counted:
    """`tasks` are the first of `count`, which goes no further than one past the most that are counted."""

    count: int
    tasks: Sequence[Task]

    @property
    def counted(self) -> int:
        return min(self.count, MOST_COUNTED)

    @property
    def counted_all(self) -> bool:
        return self.count <= MOST_COUNTED

    @property
    def more(self) -> int:
        return self.counted - len(self.tasks)

    @property
    def how_many_more(self) -> str:
        """In words, where there are more."""
        if not self.counted_all:
            return _("All of %(most)s+ tasks") % {"most": self.counted}
        return ngettext("+%(more)s more", "+%(more)s more", self.more) % {"more": self.more}


def keys_of(each: Sequence[QuerySet[Any]]) -> list[list[int]]:
    """The keys of the first tasks of each, one more than is counted; one statement."""
    found = sql.firsts([rows.values_list("pk") for rows in each], MOST_COUNTED + 1)
    return [[key for (key,) in keys] for keys in found]


def tasks_by(keys: Sequence[Sequence[int]], *, read: QuerySet[Any]) -> list[list[Task]]:
    """The tasks of these keys, in their order; one statement. `read` says what of them."""
    wanted = [key for some in keys for key in some]
    known = {task.pk: task for task in read.filter(pk__in=wanted)} if wanted else {}
    return [[known[key] for key in some if key in known] for some in keys]
