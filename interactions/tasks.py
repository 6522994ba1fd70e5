"""Mails go out in the background, some hundreds at a time, so that other long work gets its turn in between; very many
interactions are sent again there too."""

from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django_tasks import task

from core.models import User
from interactions import resending
from interactions.mailing import sending
from interactions.models import Resending

BATCH = 500
clock = partial(datetime.now, UTC)


def begin() -> None:
    """Send what is to be delivered, once the transaction that says so is committed."""
    transaction.on_commit(send_mails.enqueue)


@task()
def send_mails() -> None:
    sending.queue(at=clock())
    done = sending.send(clock=clock, most=BATCH, per_minute=settings.MAILS_PER_MINUTE)
    if done.counts.total() >= BATCH and not done.stopped:
        send_mails.enqueue()


@task()
def resend(record_id: int, user_id: int, language: str) -> None:
    """Very many interactions, in the words of the person who waits."""
    with translation.override(language):
        for record in Resending.objects.filter(pk=record_id, state=Resending.State.AT_WORK):
            resending.carry_out(record, by=User.objects.get(pk=user_id))
            begin()
