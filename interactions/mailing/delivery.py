"""How far the mails of a logged segment are: beside its card, and polled while they go out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from interactions.models import Interaction, LoggedSegment, Mail
from interactions.models.mail import SILENT

State = Mail.State


@dataclass(frozen=True)
class Delivery:
    """How many mails there are, and how many are at which point. Waiting are those not queued yet, too."""

    waiting: int
    sending: int
    sent: int
    failed: int
    unknown: int
    letters: int
    """What is to be printed still."""

    @property
    def of(self) -> int:
        return self.waiting + self.sending + self.sent + self.failed + self.unknown

    @property
    def done(self) -> int:
        return self.of - self.waiting - self.sending

    @property
    def percent(self) -> int:
        return 100 * self.done // self.of if self.of else 0

    @property
    def is_at_work(self) -> bool:
        return bool(self.waiting or self.sending)


def delivery_of(logged: LoggedSegment, *, at: datetime) -> Delivery:
    """Three statements, each over the interactions of the segment."""
    mine = Interaction.objects.filter(logged_segment=logged)
    unqueued = Interaction.objects.to_mail().filter(mail__isnull=True)
    stopped = Q(mail__state=State.SENDING, mail__at__lt=at - SILENT)
    counted: Mapping[str, Any] = mine.aggregate(
        waiting=Count("pk", filter=Q(mail__state=State.WAITING, cancelled=False)),
        sending=Count("pk", filter=Q(mail__state=State.SENDING) & ~stopped),
        sent=Count("pk", filter=Q(mail__state=State.SENT)),
        failed=Count("pk", filter=Q(mail__state=State.FAILED)),
        unknown=Count("pk", filter=Q(mail__state=State.UNKNOWN) | stopped),
    )
    waiting = counted["waiting"] + unqueued.filter(logged_segment=logged).count()
    letters = Interaction.objects.to_print().filter(logged_segment=logged).count()
    return Delivery(**{**counted, "waiting": waiting, "letters": letters})
