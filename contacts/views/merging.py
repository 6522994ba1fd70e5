"""Merge two contacts: choose them, look at what becomes of all that belongs to them, and undo it if need be."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contacts import comparison, consequences, merging, unmerging
from contacts.duplicate_forms import OtherForm
from contacts.filters import MergeFilter
from contacts.models import Contact, Duplicate, Merge
from contacts.tables import MERGE_COLUMNS
from core import pages
from core.access import permitted, person_of
from core.errors import Refused
from core.once import once

MERGE = "contacts.merge_contact"
MOST_SHOWN = 20


class MergeList(pages.ListPage):
    model = Merge
    url_name = "contacts:merges"
    columns = MERGE_COLUMNS
    filterset_class = MergeFilter
    order = "-pk"
    pretitle = gettext_lazy("Sales")
    empty = gettext_lazy("No contacts were merged yet.")

    @classmethod
    def rows(cls) -> Any:
        return Merge.objects.select_related("user").defer("kept")


@require_GET
@permitted(MERGE)
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Which contact is a duplicate of this one: one that looks the same, or any other."""
    contact = get_object_or_404(Contact, number=number)
    form = OtherForm(request.GET if "other" in request.GET else None)
    if form.is_valid():
        return redirect("contacts:merge", number, form.cleaned_data["other"].number)
    pairs = Duplicate.objects.of([contact.pk]).open().select_related("contact", "other").order_by("-matching", "pk")
    alike = [(pair.other if pair.contact == contact else pair.contact, pair.matching) for pair in pairs[:MOST_SHOWN]]
    return render(request, "contacts/choose_duplicate.html", {"contact": contact, "form": form, "alike": alike})


@require_http_methods(["GET", "POST"])
@permitted(MERGE)
@once
def merge(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """The two side by side, with all that would move; sent, they become one."""
    survivor = get_object_or_404(Contact.objects.for_list(), number=number)
    duplicate = get_object_or_404(Contact.objects.for_list(), number=other)
    if request.method == "POST":
        with pages.refusals_shown(request):
            theirs = [name for name, chosen in request.POST.items() if chosen == "theirs"]
            record = merging.merge(
                survivor=survivor, duplicate=duplicate, theirs=theirs, by=person_of(request), at=now()
            )
            _say_merged(request, record)
            return redirect(survivor)
    return render(request, "contacts/merge.html", _preview(survivor, duplicate))


def _preview(survivor: Contact, duplicate: Contact) -> dict[str, Any]:
    context: dict[str, Any] = {"survivor": survivor, "duplicate": duplicate}
    try:
        comparison.refuse(survivor, duplicate)
    except Refused as refusal:
        return context | {"refusal": str(refusal)}
    stricter = [Contact._meta.get_field(name).verbose_name for name in comparison.stricter(survivor, duplicate)]  # type: ignore[union-attr]
    tables = comparison.tables(survivor, duplicate)
    context |= {"choices": comparison.choices(survivor, duplicate), "tables": tables, "stricter": stricter}
    return context | {"foretold": consequences.foretold(survivor, duplicate)}


def _say_merged(request: HttpRequest, record: Merge) -> None:
    said = _("%(duplicate)s is merged into %(survivor)s.")
    sentence = said % {"duplicate": record.duplicate, "survivor": record.survivor}
    link = '{} <a class="alert-link" href="{}">{}</a>'
    messages.success(request, format_html(link, sentence, record.get_absolute_url(), _("Look at it or undo it")))


@require_GET
@permitted("contacts.view_merge")
def merged(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Merge.objects.select_related("user", "undone_by").defer("kept"), pk=pk)
    return render(request, "contacts/merged.html", {"merge": record})


@require_POST
@permitted(MERGE)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Merge, pk=pk)
    with pages.refusals_shown(request):
        if unmerging.undo(record, by=person_of(request), at=now()):
            messages.success(request, _("The two contacts are as they were before."))
    return redirect(record)
