"""An e-mail to one contact, sent from here and logged (12.3)."""

from datetime import date, datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Channel, Contact, CorrespondenceType
from core.errors import Refused
from core.models import User
from interactions.attachments import drop_unused
from interactions.automatic import made_with, template_for
from interactions.models import Attachment, Event, Interaction
from interactions.readiness import refuse_blocked
from interactions.recording import record_all, seller_for

LONGEST = Interaction._meta.get_field("description").max_length or 0


class NotWanted(Refused):
    pass


class NoMailServer(Refused):
    pass


class NotSent(Refused):
    pass


def send(contact: Contact, *, to: str, subject: str, text: str, by: User, on: date, at: datetime) -> Interaction | None:
    """Send a message to an address of the contact, and log it with the template of e-mails, if there is one (EML-1).

    Refused, with nothing sent or logged: for a contact whose privacy is blocked (PrivacyBlocked) or who wants no e-mail
    (NotWanted), without a mail server (NoMailServer), or when that does not take it (NotSent). It is logged before it
    is sent, so that nothing goes out unlogged; no transaction waits for the mail server.
    """
    refuse_blocked(contact)
    _refuse_unwanted(contact)
    if not settings.SENDS_MAIL:
        raise NoMailServer(
            _("No mail server is set up, so nothing was sent. Send the message from your own mail program, and log it.")
        )
    reply_to = [by.email] if by.email else None
    message = EmailMessage(" ".join(subject.split()), text, to=[to], reply_to=reply_to)
    interaction = _logged(contact, message, by=by, on=on, at=at)
    try:
        _go(message)
    except NotSent:
        if interaction:
            _take_back(interaction)
        raise
    return interaction


def _go(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, ValueError) as error:  # SMTP errors are among the first, headers no message can have the others
        sentence = _("The mail server did not take the message (%(error)s). Nothing was sent; try again later.")
        raise NotSent(sentence % {"error": error}) from error


@transaction.atomic
def _take_back(interaction: Interaction) -> None:
    interaction.delete()
    drop_unused([interaction.attachment_id] if interaction.attachment_id else [])


@transaction.atomic
def _logged(contact: Contact, message: EmailMessage, *, by: User, on: date, at: datetime) -> Interaction | None:
    template = template_for(Event.EMAIL)
    if template is None:
        return None
    content = message.body.encode()
    kept = Attachment(name=_("Message") + ".txt", content_type="text/plain", size=len(content), user=by, at=at)
    kept.file.save("message.txt", ContentFile(content))
    interaction = made_with(
        template,
        contact=contact,
        date=on,
        description=message.subject[:LONGEST],
        subject=message.subject[:LONGEST],
        attachment=kept,
        salesperson=seller_for(contact, by=by),
        correspondence_type=CorrespondenceType.EMAIL,
        contact_via=message.to[0],
    )
    record_all([interaction], by=by, at=at)
    return interaction


def _refuse_unwanted(contact: Contact) -> None:
    refusal = contact.refused_channels.filter(channel=Channel.EMAIL).first()
    if refusal:
        sentence = _("%(contact)s does not want e-mail: %(reason)s.")
        raise NotWanted(sentence % {"contact": contact, "reason": refusal.reason})
