"""Mails go out in the background, some hundreds at a time, so that other long work gets its turn in between."""

from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django_tasks import task

from interactions.mailing import sending

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
