"""Files that go out with interactions or came with one: looked at, then kept once, however many have them."""

import re
from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.errors import Refused
from core.models import User
from interactions.attachments.kinds import kind_of
from interactions.models import Attachment

LONGEST_NAME = 150
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+')


class TooLarge(Refused):
    pass


def looked_at(file: File, name: str) -> str:
    """What kind of content the file has. Refused (TooLarge, NotAllowed) when it cannot be attached."""
    if not file.size:
        raise TooLarge(_("%(name)s is empty. Choose another file.") % {"name": name})
    if file.size > settings.LARGEST_ATTACHMENT:
        sentence = _("%(name)s has %(size)s; at most %(most)s can be attached.")
        most = filesizeformat(settings.LARGEST_ATTACHMENT)
        raise TooLarge(sentence % {"name": name, "size": filesizeformat(file.size), "most": most})
    return kind_of(file, name).content_type


def keep(file: File, *, name: str, by: User | None, at: datetime) -> Attachment:
    """Keep the file under a random name; refused as `looked_at` refuses. Its own name is told to whoever takes it."""
    shown = clean(name)
    content_type = looked_at(file, shown)
    attachment = Attachment(name=shown, content_type=content_type, size=file.size, user=by, at=at)
    attachment.file.save(f"{uuid4().hex}{PurePath(shown).suffix.lower()}", file, save=True)
    return attachment


def clean(name: str) -> str:
    """The file's name without folders and without signs that a disk, a header or an eye trips over."""
    last = re.split(r"[/\\]", name)[-1]
    plain = " ".join(NOT_IN_NAMES.sub(" ", last).split()).strip(". ")
    path = PurePath(plain or _("attachment"))
    return path.stem[: LONGEST_NAME - len(path.suffix)].rstrip() + path.suffix
