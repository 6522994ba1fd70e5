"""A list's table as the answer to a request."""

from collections.abc import Callable

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from core.exports import Sheet, csv_lines
from core.workbooks import workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_of(table: Sheet, kind: str) -> HttpResponseBase:
    """A file of a known kind, else CSV. Refuses a workbook for more rows than Excel takes."""
    kind = kind if kind in KINDS else "csv"
    answer = KINDS[kind](table)
    name = f"{table.name.lower().replace(' ', '-')}.{kind}"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def _csv(table: Sheet) -> HttpResponseBase:
    return StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8")


def _xlsx(table: Sheet) -> HttpResponseBase:
    return FileResponse(workbook(table), content_type=XLSX)


KINDS: dict[str, Callable[[Sheet], HttpResponseBase]] = {"csv": _csv, "xlsx": _xlsx}
