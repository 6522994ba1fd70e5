"""./dev mail: send all mails that wait; run it from time to time, for what a stopped server or worker left."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from interactions.mailing import sending
from interactions.models import Mail


class Command(BaseCommand):
    help = "Sends every interaction that is to be delivered by e-mail, none of them twice."

    def handle(self, *args: Any, **options: Any) -> None:
        sending.queue(at=now())
        done = sending.send(clock=now, per_minute=settings.MAILS_PER_MINUTE)
        sent, failed = done.counts[Mail.State.SENT], done.counts[Mail.State.FAILED]
        doubtful = Mail.objects.in_doubt(at=now()).count()
        self.stdout.write(f"{sent} sent, {failed} not sent, {doubtful} in doubt.")
        if done.stopped:
            raise CommandError(done.stopped)
