"""The mail server: one connection, a letter as a message, and what an answer of it means."""

from dataclasses import dataclass
from email.utils import formataddr
from functools import lru_cache
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Refused
from interactions.letters.writing import Letter
from interactions.models import Attachment, Mail

State = Mail.State
NO_SERVER = gettext_lazy("No e-mail server is configured, so nothing is sent. Ask the administrator to set EMAIL_URL.")
GOODBYE = 421
"""The server says that it closes the connection."""


class ServerSilent(Refused):
    pass


class FileGone(Refused):
    pass


@dataclass(frozen=True)
class Answer:
    """What becomes of a mail. One that goes on waiting ends the run: the others would fare no better."""

    state: str
    reason: str = ""


class Post:
    """The connection to the mail server: opened when it is needed, and anew after it broke."""

    def __init__(self) -> None:
        self.connection: Any = get_connection()
        self.is_open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def open(self) -> None:
        """Refused (ServerSilent) when there is no server, or it does not answer or does not know us."""
        if not settings.SENDS_MAIL:
            raise ServerSilent(str(NO_SERVER))
        try:
            if not self.is_open:
                self.connection.open()
                self.is_open = True
        except (SMTPException, OSError) as error:
            raise ServerSilent(_("The mail server does not let us in: %(error)s.") % {"error": error}) from error

    def close(self) -> None:
        """The connection may be broken: that it cannot be closed tells nothing."""
        if self.is_open:
            self.is_open = False
            try:
                self.connection.close()
            except (SMTPException, OSError):
                self.connection = get_connection()

    def send(self, message: EmailMessage) -> Answer:
        """Sent, refused for good, or unknown: the server said nothing after it may have taken the message."""
        try:
            self.connection.send_messages([message])
        except SMTPSenderRefused as error:
            return Answer(State.WAITING, _said(error))
        except SMTPRecipientsRefused as error:
            return Answer(State.FAILED, "; ".join(_words(*answer) for answer in error.recipients.values()))
        except SMTPResponseException as error:
            return Answer(State.WAITING if error.smtp_code == GOODBYE else State.FAILED, _said(error))
        except (SMTPException, OSError) as error:
            self.close()
            return Answer(State.UNKNOWN, str(error) or type(error).__name__)
        except ValueError as error:  # an address or a header that no message can have: the server heard nothing
            return Answer(State.FAILED, str(error))
        return Answer(State.SENT)


def message_of(mail: Mail, letter: Letter) -> EmailMessage:
    """The same Message-ID whenever it is sent: who gets it again after a doubt sees that it is the same.

    Refused (FileGone) when its attachment cannot be read.
    """
    site = urlsplit(settings.SITE_URL).hostname or "localhost"
    seller = letter.salesperson
    text, kept = _content_of(letter)
    message = EmailMessage(
        " ".join((letter.subject or mail.interaction.description).split()),
        text,
        to=[mail.address],
        reply_to=[formataddr((seller.name, seller.email))] if seller and seller.email else None,
        headers={"Message-ID": f"<interaction.{mail.interaction_id}@{site}>"},
    )
    if kept:
        try:
            message.attach(kept.name, _content(kept.pk), kept.content_type)
        except OSError as error:
            raise FileGone(_("The attachment %(file)s cannot be read.") % {"file": kept}) from error
    return message


def _content_of(letter: Letter) -> tuple[str, Attachment | None]:
    """What it says, and what goes along: a plain text that is all there is, is what it says."""
    kept = letter.attachment
    if kept and not letter.text and kept.content_type == "text/plain":
        return _content(kept.pk).decode(errors="replace"), None
    return letter.text, kept


@lru_cache(maxsize=2)
def _content(key: int) -> bytes:
    """Of an attachment, which never changes; all mails of a segment have the same one."""
    with Attachment.objects.get(pk=key).file.open() as file:
        content: bytes = file.read()
        return content


def _said(error: SMTPResponseException) -> str:
    return _words(error.smtp_code, error.smtp_error)


def _words(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
