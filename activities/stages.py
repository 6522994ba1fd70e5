"""Which activity begins with a stage of a sales cycle (3.11)."""

from collections.abc import Iterable

from django.db import transaction

from activities.models import Activity, StageActivity
from opportunities.models import Stage


def choose(chosen: Iterable[tuple[Stage, Activity | None]]) -> None:
    """Each of the stages begins that activity from now on, or none; tasks that are there stay as they are."""
    with transaction.atomic():
        for stage, activity in chosen:
            if activity is None:
                StageActivity.objects.filter(stage=stage).delete()
            else:
                StageActivity.objects.update_or_create(stage=stage, defaults={"activity": activity})
