"""An e-mail to one contact, written here: it is logged, and the job that sends all mails sends it (12.3, 12.5)."""

from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Channel, Contact, CorrespondenceType
from core.errors import Refused
from core.models import User
from interactions.attachments import keeping
from interactions.automatic import made_with, template_for
from interactions.mailing.server import Post
from interactions.models import Event, Interaction, Mail
from interactions.readiness import refuse_unwanted, refuse_without_server
from interactions.recording import record_all, seller_for
from interactions.tasks import begin

LONGEST = Interaction._meta.get_field("description").max_length or 0


class NotSent(Refused):
    pass


def send(contact: Contact, *, to: str, subject: str, text: str, by: User, on: date, at: datetime) -> Interaction | None:
    """Send a message to an address of the contact, logged with the template of e-mails (EML-1).

    Without that template nothing is logged, and the message goes at once. Refused as `deliver`, and, unlogged, when the
    mail server does not take it (ServerSilent, NotSent).
    """
    template = template_for(Event.EMAIL)
    if template is None:
        _send_unlogged(contact, to=to, subject=subject, text=text, by=by)
        return None
    words = subject[:LONGEST]
    said = made_with(template, contact=contact, date=on, description=words, salesperson=seller_for(contact, by=by))
    deliver(said, to=to, subject=words, text=text, by=by, at=at)
    return said


def deliver(interaction: Interaction, *, to: str, subject: str, text: str, by: User, at: datetime) -> None:
    """Log the interaction, new and complete, as an e-mail that says the text; it is sent once that is committed.

    Refused, with nothing written: for a contact who wants no e-mail (NotWanted), and without a mail server
    (NoMailServer).
    """
    refuse_unwanted(interaction.contact, Channel.EMAIL)
    refuse_without_server()
    interaction.subject, interaction.contact_via = subject, to
    interaction.correspondence_type, interaction.delivery = CorrespondenceType.EMAIL, Interaction.Delivery.IN_PROGRESS
    with transaction.atomic():
        interaction.attachment = keeping.keep(ContentFile(text.encode()), name=_("Message") + ".txt", by=by, at=at)
        record_all([interaction], by=by, at=at)
        begin()


def _send_unlogged(contact: Contact, *, to: str, subject: str, text: str, by: User) -> None:
    refuse_unwanted(contact, Channel.EMAIL)
    refuse_without_server()
    with Post() as post:
        post.open()
        answer = post.send(
            EmailMessage(" ".join(subject.split()), text, to=[to], reply_to=[by.email] if by.email else None)
        )
    if answer.state != Mail.State.SENT:
        sentence = _("The mail server did not take the message (%(error)s). Nothing was sent; try again later.")
        raise NotSent(sentence % {"error": answer.reason})
