from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from core.access import permitted
from interactions.models import Attachment


@require_GET
@permitted("interactions.view_attachment")
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The file, to be saved: no browser shows or guesses what somebody uploaded."""
    attachment = get_object_or_404(Attachment, pk=pk)
    answer = FileResponse(
        attachment.file.open(), as_attachment=True, filename=attachment.name, content_type=attachment.content_type
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
