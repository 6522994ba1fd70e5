"""Long work: kept as decided, then carried out once, in front of the page or in the background."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import progress
from core.errors import Refused
from core.models import Decided

Work = TypeVar("Work", bound=Decided)


def keep(kind: type[Work], *, key: UUID, **decided: Any) -> tuple[Work, bool]:
    """Keep what is to be done; the same key sent again answers what was kept (and False)."""
    record, is_new = kind._default_manager.get_or_create(key=key, defaults=decided)
    if is_new:
        progress.wait(record)
    return record, is_new


def carry_out(record: Work, act: Callable[[Work], int], *, beneath: QuerySet[Any] | None = None) -> None:
    """Do what was decided, all or nothing; `act` answers how many rows it made. Done twice, it changes nothing the
    second time; when it is refused, why stands on the record.

    Rows `beneath` it are locked before its record: who takes them away holds them already, and then needs the record.
    """
    progress.tell(record)
    try:
        with transaction.atomic():
            list(beneath.select_for_update() if beneath is not None else ())
            locked = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
            if locked.is_at_work:
                locked.count = act(locked)
                locked.state = Decided.State.DONE
                locked.save()
    except Refused as refusal:
        _refused(record, str(refusal))
    except Exception:
        _refused(record, _("Something went wrong, and nothing was created. It was written to the log."))
        raise


def _refused(record: Decided, why: str) -> None:
    waiting: Any = type(record)._default_manager.filter(pk=record.pk, state=Decided.State.AT_WORK)
    waiting.update(state=Decided.State.REFUSED, refusal=why)
