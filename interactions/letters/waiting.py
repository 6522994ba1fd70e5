"""Letters of interactions that were logged to go out on paper: printed, then marked as delivered (SEG-7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from contacts.channels import WANTS_NONE, refused_by
from contacts.models import Channel
from interactions.letters.printing import MOST, Letters, letters, written
from interactions.letters.writing import WITH, Letter
from interactions.models import Interaction, LoggedSegment

Delivery = Interaction.Delivery


@dataclass(frozen=True)
class Due:
    """The next letters of a logged segment, and the key of the last interaction among them."""

    letters: Letters
    last: int


def waiting(logged: LoggedSegment) -> QuerySet[Interaction]:
    """What is to be printed still, in the order it was logged."""
    return Interaction.objects.to_print().filter(logged_segment=logged).order_by("pk")


def due(logged: LoggedSegment) -> Due | None:
    """The next letters, at most MOST; none when all are printed. A bounded number of statements."""
    rows: list[Any] = list(waiting(logged).select_related("campaign", *WITH)[:MOST])
    if not rows:
        return None
    willing, refused = _asked(rows)
    made = letters(willing, day=rows[0].date, campaign=rows[0].campaign)
    made.unwritten.extend((row.contact, str(WANTS_NONE[Channel.LETTER])) for row in refused)
    return Due(made, rows[-1].pk)


@transaction.atomic
def printed(logged: LoggedSegment, *, up_to: int) -> int:
    """The letters up to that interaction are out: those that were written are delivered, the others an error.

    Answers how many are delivered. Done twice, it changes nothing the second time.
    """
    rows: list[Any] = list(waiting(logged).filter(pk__lte=up_to).select_related("campaign", *WITH)[:MOST])
    willing, _refused = _asked(rows)
    made = written(willing, day=rows[0].date, campaign=rows[0].campaign) if rows else ()
    out = [row.pk for row, letter in made if isinstance(letter, Letter)]
    mine = Interaction.objects.to_print()
    mine.filter(pk__in=[row.pk for row in rows if row.pk not in out]).update(delivery=Delivery.ERROR)
    return mine.filter(pk__in=out).update(delivery="")


def _asked(rows: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Those whose contact may be written to, and the others."""
    unwanted = refused_by([row.contact_id for row in rows])
    refusing = {key for key, refused in unwanted.items() if Channel.LETTER in refused}
    out = {row.pk for row in rows if row.contact_id in refusing or (row.contact and row.contact.privacy_blocked)}
    return [row for row in rows if row.pk not in out], [row for row in rows if row.pk in out]
