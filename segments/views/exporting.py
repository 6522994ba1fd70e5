"""The contacts of a segment as a file: the columns of the lines a person chose, and where each contact is reached."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import personal
from core.access import permitted, person_of
from core.errors import Refused
from core.exports import Table
from core.files import file_of
from core.list_rows import open_to
from core.tables import Column
from segments.models import Segment
from segments.tables import EXPORTED_COLUMNS, LINE_COLUMNS, NOT_EXPORTED


@require_GET
@permitted("segments.view_segmentline")
def export(request: HttpRequest, number: str, kind: str) -> HttpResponseBase:
    """A row for each line, in the order of the lines; CSV or a workbook, written while it is sent (4.6)."""
    segment = get_object_or_404(Segment, number=number)
    rows = segment.lines.in_segment().for_file().order_by("pk")
    name = _("Contacts of %(segment)s") % {"segment": segment}
    try:
        return file_of(Table(name, _columns(request), rows, lambda _lines: {}), kind)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(segment)


def _columns(request: HttpRequest) -> Sequence[Column]:
    """What the person sees of the lines, then what else there is to know of each contact."""
    user = person_of(request)
    offered = [column for column in open_to(user, LINE_COLUMNS) if column.name not in NOT_EXPORTED]
    shown = personal.columns_for(user, "segments:lines", offered, None)
    names = {column.name for column in shown}
    return [*shown, *(column for column in EXPORTED_COLUMNS if column.name not in names)]
