"""Interactions that go out as mails: queued, sent one by one, never twice (SEG-7).

A mail is claimed, and that is committed, before the mail server hears of it. Whoever is killed between that and the
server's answer leaves a mail in doubt, which a person decides: it is not sent again by itself.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import sleep

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext as _

from contacts.channels import refused_by
from contacts.models import Channel
from core.errors import Refused
from core.sql import insert
from interactions.letters.writing import WITH, Writer
from interactions.mailing.server import Answer, Post, ServerSilent, message_of
from interactions.models import Interaction, Mail

State = Mail.State
Delivery = Interaction.Delivery
Clock = Callable[[], datetime]
PIECE = 100
"""Mails that are fetched together and go through one connection."""
MOST_DOUBTS = 3
"""After so many lost answers, one after the other, the server is left alone."""
DELIVERY: dict[str, str] = {State.SENT: "", State.FAILED: Delivery.ERROR}
"""What an interaction says of its delivery, by what became of its mail; in progress otherwise."""


REASON = 250


class NotMailable(Refused):
    pass


@dataclass
class Sent:
    """How many mails of a run became what, and why it ended before all were sent."""

    counts: Counter[str] = field(default_factory=Counter)
    stopped: str = ""


def queue(*, at: datetime) -> int:
    """A waiting mail for every interaction that is to be delivered by e-mail and has none; one statement."""
    due = Interaction.objects.to_mail().filter(mail__isnull=True)
    values = {"interaction": F("pk"), "state": Value(State.WAITING), "address": Value(""), "reason": Value("")}
    try:
        with transaction.atomic():
            return insert(Mail, due, {**values, "at": Value(at)})
    except IntegrityError:  # somebody else queued them at the same moment
        return 0


def send(*, clock: Clock, most: int | None = None, per_minute: int = 0) -> Sent:
    """Send the waiting mails, at most so many, in the order they were logged; `per_minute` is the pace, 0 the fastest.

    What cannot be sent, or is refused, becomes an error with its reason. When the server cannot be reached, the rest
    waits. Memory is bounded; it may run beside another, for each mail is claimed by one of them. Each step is
    committed, so it cannot stand within a transaction.
    """
    done, doubts = Sent(), 0
    for mails in _pieces(most):
        with Post() as post:
            for mail, message in _messages(mails):
                answer = _deliver(mail, message, post, clock)
                done.counts[answer.state] += 1
                doubts = doubts + 1 if answer.state == State.UNKNOWN else 0
                if answer.state == State.WAITING or doubts == MOST_DOUBTS:
                    done.stopped = answer.reason
                    return done
                sleep(60 / per_minute if per_minute else 0)
    return done


def _pieces(most: int | None) -> Iterator[Sequence[Mail]]:
    """The waiting mails, so many at a time; those that are given up or taken by another meanwhile are passed over."""
    last, left = 0, most
    with_all = [f"interaction__{name}" for name in ["campaign", *WITH]]
    waiting = Mail.objects.waiting().select_related("interaction", *with_all).order_by("pk")
    while mails := list(waiting.filter(pk__gt=last)[: PIECE if left is None else min(PIECE, left)]):
        yield mails
        last = mails[-1].pk
        left = left and left - len(mails)
        if left == 0:
            return


def _messages(mails: Sequence[Mail]) -> Iterator[tuple[Mail, EmailMessage | Refused]]:
    """Each mail with its message, or with why it has none; a bounded number of statements."""
    said = [mail.interaction for mail in mails]
    writer = Writer(each.template_id for each in said)
    unwanted = refused_by([each.contact_id for each in said])
    for mail in mails:
        try:
            mail.address = address_of(mail.interaction, unwanted=unwanted.get(mail.interaction.contact_id or 0, []))
            letter = writer.letter(mail.interaction, day=mail.interaction.date, campaign=mail.interaction.campaign)
            yield mail, message_of(mail, letter)
        except Refused as refusal:
            yield mail, refusal


def address_of(interaction: Interaction, *, unwanted: Collection[Channel]) -> str:
    """Where the mail goes: the address it was addressed to, else the alternative one's, else the contact's (ALT-5).

    Refused (NotMailable) without a good one, or for a contact who does not want mails.
    """
    contact, other = interaction.contact, interaction.alternative_address
    if contact and (contact.privacy_blocked or Channel.EMAIL in unwanted):
        raise NotMailable(_("The contact does not want e-mail."))
    own = interaction.contact_via if "@" in interaction.contact_via else ""
    address = own or (other.email if other else "") or (contact.email if contact else "")
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotMailable(_("The contact has no valid e-mail address.")) from error
    return address


def send_again(mails: QuerySet[Mail], *, at: datetime) -> int:
    """Those of the mails that failed or are in doubt wait anew; answers how many (RES-1)."""
    failed = Mail.objects.filter(state=State.FAILED) | Mail.objects.in_doubt(at=at)
    return _settle(failed.filter(pk__in=mails.values("pk")), Answer(State.WAITING), at)


def was_sent(mails: QuerySet[Mail], *, at: datetime) -> int:
    """Those of the mails that are in doubt were sent, as somebody found out; answers how many."""
    return _settle(Mail.objects.in_doubt(at=at).filter(pk__in=mails.values("pk")), Answer(State.SENT), at)


def _deliver(mail: Mail, message: EmailMessage | Refused, post: Post, clock: Clock) -> Answer:
    mine = Mail.objects.filter(pk=mail.pk)
    if isinstance(message, Refused):
        return _settled(mine.waiting(), Answer(State.FAILED, str(message)), clock)
    try:
        post.open()
    except ServerSilent as refusal:
        return Answer(State.WAITING, str(refusal))
    if not mine.claim(address=mail.address, at=clock()):
        return Answer("")  # claimed by another, or its interaction was canceled meanwhile
    return _settled(mine.filter(state=State.SENDING), post.send(message), clock)


def _settled(mails: QuerySet[Mail], answer: Answer, clock: Clock) -> Answer:
    _settle(mails, answer, clock())
    return answer


@transaction.atomic
def _settle(mails: QuerySet[Mail], answer: Answer, at: datetime) -> int:
    delivered = DELIVERY.get(answer.state, Delivery.IN_PROGRESS)
    Interaction.objects.filter(pk__in=mails.values("interaction")).update(delivery=delivered)
    return mails.update(state=answer.state, reason=answer.reason[:REASON], at=at)
