from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from core.access import permitted
from interactions.models import Attachment


@require_GET
@permitted("interactions.view_attachment")
def download(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The file, to be saved: no browser shows or guesses what somebody uploaded."""
    attachment = get_object_or_404(Attachment, pk=pk)
    answer = StreamingHttpResponse(_parts(attachment), content_type=attachment.content_type)
    safe = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=attachment.name) or "attachment",
        "Content-Length": str(attachment.size),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    for name, value in safe.items():
        answer.headers[name] = value
    return answer


def _parts(attachment: Attachment) -> Iterator[bytes]:
    """The file is open no longer than somebody reads it."""
    with attachment.file.open() as file:
        yield from file.chunks()
