"""What a template says in a language: kept with its file (INT-4)."""

from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refused
from core.models import User
from interactions.attachments import keeping
from interactions.attachments.dropping import drop_unused
from interactions.letters import merging
from interactions.models import EventTemplate, InteractionTemplate, TemplateLanguage


class RecordsByItself(Refused):
    pass


def refuse_if_recorded(template: InteractionTemplate) -> None:
    """Refused (RecordsByItself) for a template by which something is recorded by itself: nobody writes it (INT-8)."""
    if event := EventTemplate.objects.filter(template=template).first():
        sentence = _("%(template)s is the template of an event, %(event)s, and has no text. Choose another template.")
        raise RecordsByItself(sentence % {"template": template, "event": event.get_event_display()})


@transaction.atomic
def keep(
    text: TemplateLanguage,
    *,
    file: File | None,
    remove: bool,
    by: User,
    at: datetime,
    like: TemplateLanguage | None = None,
) -> None:
    """Save the text, with a file in the place of the one it had, or without it; the file is that of the text it was
    made `like`, unless another is given.

    Refused for the template of an event, an unknown merge field (merging.check), and a file that cannot be attached.
    """
    refuse_if_recorded(text.template)
    merging.check(text.subject)
    merging.check(text.text)
    before = text.attachment_id
    if file:
        text.attachment = keeping.keep(file, name=file.name or "", by=by, at=at)
    elif remove:
        text.attachment = None
    elif like and like.attachment:
        text.attachment = like.attachment
    text.save()
    if before and before != text.attachment_id:
        drop_unused([before])


@transaction.atomic
def delete(text: TemplateLanguage) -> None:
    """With its file, unless an interaction has it."""
    text.delete()
    if text.attachment_id:
        drop_unused([text.attachment_id])
