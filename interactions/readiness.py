"""What an interaction needs before it is logged (WIZ-1, 4, 9, CON-32)."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from contacts import channels
from contacts.models import Channel, Contact, CorrespondenceType
from core.errors import Refused
from interactions.models import InformationFlow, Interaction, TemplateLanguage

NEEDED = ["contact", "template", "salesperson", "date", "description"]
TO_FINISH_LATER = ["contact", "template"]


class Incomplete(Refused):
    pass


class PrivacyBlocked(Refused):
    pass


class NegativeFigure(Refused):
    pass


class NothingToSend(Refused):
    pass


class NotWanted(Refused):
    pass


class NoMailServer(Refused):
    pass


CHANNELS = {CorrespondenceType.EMAIL: Channel.EMAIL, CorrespondenceType.HARD_COPY: Channel.LETTER}
"""The channel by which something is sent."""


def refuse_unready(interaction: Interaction, needed: Sequence[str]) -> None:
    """Refused without one of the needed fields (Incomplete, WIZ-1), with a negative cost or duration (NegativeFigure,
    WIZ-4), and for a contact whose privacy is blocked (PrivacyBlocked, CON-32).
    """
    refuse_incomplete(interaction, needed)
    refuse_negative(interaction)
    refuse_blocked(interaction.contact)


def refuse_blocked(contact: Contact | None) -> None:
    if contact and contact.privacy_blocked:
        sentence = _("%(contact)s is blocked for privacy. Choose another contact, or lift the block on the contact.")
        raise PrivacyBlocked(sentence % {"contact": contact})


def refuse_unwanted(contact: Contact | None, channel: Channel | None) -> None:
    """Refused (NotWanted) for a contact who does not want to be reached by the channel, with why (decision 16)."""
    if contact and channel and (against := channels.refusal(contact, channel)):
        raise NotWanted(against)


def channel_of(interaction: Interaction) -> Channel | None:
    """By which the contact is reached; None when nothing is sent to it."""
    return CHANNELS.get(CorrespondenceType(interaction.correspondence_type)) if _is_sent(interaction) else None


def refuse_incomplete(interaction: Interaction, needed: Sequence[str]) -> None:
    """What records itself has a document type, and needs no salesperson."""
    if not interaction.contact:
        raise Incomplete(_("Choose the contact of the interaction first."))
    does_without = "salesperson" if interaction.document_type else ""
    missing = [name for name in needed if name != does_without and not getattr(interaction, name)]
    if missing:
        labels = [str(Interaction._meta.get_field(name).verbose_name) for name in missing]  # type: ignore[union-attr]
        raise Incomplete(_("Fill in: %(fields)s.") % {"fields": get_text_list(labels, _("and"))})


def refuse_negative(interaction: Interaction) -> None:
    if interaction.cost < 0 or interaction.duration < 0:
        raise NegativeFigure(_("Cost and duration cannot be negative."))


def refuse_empty_email(interaction: Interaction) -> None:
    """What we send by e-mail has content and goes to an address (NothingToSend, WIZ-9); what came in was received."""
    if channel_of(interaction) != Channel.EMAIL:
        return
    contact, template = interaction.contact, interaction.template
    if not _has_content(interaction):
        sentence = _(
            "There is nothing to send by e-mail. Give the template %(template)s a text or an attachment, let it ignore "
            "the correspondence type of the contact, or change what %(contact)s prefers."
        )
        raise NothingToSend(sentence % {"template": template.code if template else "", "contact": contact})
    address = interaction.alternative_address
    if not (contact and contact.email) and not (address and address.email):
        sentence = _("%(contact)s has no e-mail address. Fill it in on the contact, or choose another way to send it.")
        raise NothingToSend(sentence % {"contact": contact})


def refuse_unsendable(interaction: Interaction) -> None:
    """Refused (NothingToSend) when it is no e-mail of ours, and without a mail server (NoMailServer)."""
    if channel_of(interaction) != Channel.EMAIL:
        raise NothingToSend(_("Only an e-mail of ours can be sent. Choose E-Mail as the correspondence type."))
    refuse_without_server()


def refuse_without_server() -> None:
    if not settings.SENDS_MAIL:
        raise NoMailServer(
            _("No mail server is set up, so nothing was sent. Send the message from your own mail program, and log it.")
        )


def _is_sent(interaction: Interaction) -> bool:
    return bool(interaction.correspondence_type) and interaction.information_flow != InformationFlow.INBOUND


def _has_content(interaction: Interaction) -> bool:
    if interaction.attachment_id:
        return True
    said = TemplateLanguage.objects.filter(template=interaction.template, language=interaction.language)
    return said.exclude(text="").exists()
