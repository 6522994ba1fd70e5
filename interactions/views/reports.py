"""Reports on contacts: a list with their figures, and companies or persons with all that happened (20)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from contacts.models import Contact
from contacts.tables import CONTACT_COLUMNS
from contacts.views.cards import ContactList
from core import extensions
from core.access import permitted
from core.exports import Report, left_out_in_words
from core.files import file_of
from core.filters import in_words
from core.list_rows import open_to
from core.lists import BulkAction
from core.pages import work_day_of
from core.paging import capped_count
from core.tables import Column
from interactions.statistics import summaries
from interactions.tables import SUMMARY_COLUMNS, summary_lines

NAMED = "number name type company address post_code city country salesperson".split()
IN_ONE_LINE = [
    replace(column, hidden=False, kind="unbroken" if column.kind == "text" else column.kind)
    for column in CONTACT_COLUMNS
    if column.name in NAMED
]
FIGURES = "interactions interaction_cost opportunities estimated_value current_value next_task".split()


class ContactReport(ContactList):
    """The contacts with where they live and what was spent on them; printed and exported as any list."""

    url_name = "interactions:contact_report"
    template_name = "interactions/contact_report.html"
    title = _("Contact – List")
    rows_are = _("Contacts")
    columns = IN_ONE_LINE
    figures: ClassVar[Sequence[str]] = FIGURES
    bulk_actions: ClassVar[Sequence[BulkAction]] = []
    bulk_fields: ClassVar[list[str]] = []
    new_url_name = ""

    def offered_columns(self) -> list[Column]:
        known = {extra.column.name: extra.column for extra in extensions.list_columns.of(Contact)}
        shown = [replace(known[name], hidden=False, later=True) for name in self.figures if name in known]
        return open_to(self.user, [*self.columns, *shown])


@require_GET
@permitted("interactions.view_interaction")
def summary(request: HttpRequest, number: str) -> HttpResponseBase:
    """One contact."""
    contact = get_object_or_404(Contact.objects.for_list(), number=number)
    return _printed(request, [contact], kind=contact.type)


@require_GET
@permitted("interactions.view_interaction")
def summaries_of(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The companies, or the persons, that the filter of the list of contacts leaves; the first of them."""
    rows = Contact.objects.for_list().filter(type=kind)
    filters = ContactList.filters_of(request, request.GET, rows)
    found = filters.qs if filters.is_valid() else rows
    shown = list(found.order_by("search_name", "pk")[: summaries.MOST_CONTACTS])
    count = capped_count(found) if len(shown) == summaries.MOST_CONTACTS else len(shown)
    return _printed(request, shown, kind=kind, filtered_by=list(in_words(filters.form)), left_out=count - len(shown))


def _printed(
    request: HttpRequest, contacts: list[Contact], *, kind: str, left_out: int = 0, **context: Any
) -> HttpResponseBase:
    """On paper, or as a file."""
    found = summaries.of_contacts(contacts)
    if "export" in request.GET:
        name = _now("Contact – Company Summary") if kind == "company" else _now("Contact – Person Summary")
        report = Report(name, SUMMARY_COLUMNS, list(summary_lines(found)), left_out_in_words(left_out))
        return file_of(report, request.GET["export"])
    day = work_day_of(request)
    context |= {"summaries": found, "kind": kind, "left_out": left_out, "day": day}
    return render(request, "interactions/summaries.html", context)
