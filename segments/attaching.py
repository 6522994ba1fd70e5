"""The file that goes out with a segment: on its header, and on the lines that have it from there."""

from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.db.models import Q

from core.models import User
from interactions.attachments import keeping
from interactions.attachments.dropping import drop_unused
from interactions.models import Attachment
from segments.models import Segment


@transaction.atomic
def attach(segment: Segment, file: File, *, by: User, at: datetime) -> None:
    """In the place of the file it had; refused as `keeping.keep` refuses. One UPDATE for all lines."""
    _put(segment, keeping.keep(file, name=file.name or "", by=by, at=at), by=by, at=at)


@transaction.atomic
def detach(segment: Segment, *, by: User, at: datetime) -> None:
    _put(segment, None, by=by, at=at)


def _put(segment: Segment, attachment: Attachment | None, *, by: User, at: datetime) -> None:
    """Lines with the header's template and no file of their own follow it (decision 18)."""
    before = segment.attachment_id
    following = Q(template=segment.template_id) if segment.template_id else Q(template__isnull=True)
    inherited = Q(attachment__isnull=True) | Q(attachment=before)
    segment.lines.in_segment().filter(following & inherited).update(attachment=attachment)
    segment.attachment = attachment
    segment.changed(by=by, at=at)
    segment.save()
    if before:
        drop_unused([before])
