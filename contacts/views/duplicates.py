"""Companies that look the same: their pairs, what tells them apart, and how they are searched for."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from contacts import duplicates, tasks
from contacts.duplicate_forms import DuplicateSearchForm, SearchLines
from contacts.filters import DuplicateFilter
from contacts.models import Duplicate, DuplicateSearch
from contacts.tables import DUPLICATE_COLUMNS
from core import pages
from core.access import permitted
from core.fetching import with_parts
from core.lists import BulkAction
from core.setup.views.numbers import MarketingSetup

MERGE = "contacts.merge_contact"


class DuplicateList(pages.ListPage):
    model = Duplicate
    url_name = "contacts:duplicates"
    columns = DUPLICATE_COLUMNS
    filterset_class = DuplicateFilter
    order = "-matching"
    template_name = "contacts/duplicates.html"
    pretitle = _("Sales")
    empty = _("No two companies look the same. Generate the search strings to compare all that are there.")
    bulk_actions = [
        BulkAction(_("Tell apart"), "contacts:separate", MERGE, icon="x"),
        BulkAction(_("Compare again"), "contacts:compare_again", MERGE, icon="refresh"),
    ]

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return with_parts(Duplicate.objects.all(), contact="number name city", other="number name city")

    @classmethod
    def rows_for(cls, request: HttpRequest) -> QuerySet[Any]:
        """A list without any filter hides, as its filter does, what is told apart."""
        rows: Any = super().rows_for(request)
        shown: QuerySet[Any] = rows if request.method == "POST" or request.GET.get("separate") else rows.open()
        return shown

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(search=DuplicateSearch.get(), **context)


@require_POST
@permitted(MERGE)
def separate(request: HttpRequest) -> HttpResponse:
    count = duplicates.tell_apart(DuplicateList.selected(request), separate=True)
    sentence = ngettext("%(count)d pair is told apart.", "%(count)d pairs are told apart.", count)
    messages.success(request, sentence % {"count": count})
    return redirect("contacts:duplicates")


@require_POST
@permitted(MERGE)
def compare_again(request: HttpRequest) -> HttpResponse:
    count = duplicates.tell_apart(DuplicateList.selected(request), separate=False)
    sentence = ngettext("%(count)d pair is compared again.", "%(count)d pairs are compared again.", count)
    messages.success(request, sentence % {"count": count})
    return redirect("contacts:duplicates")


@require_POST
@permitted(MERGE)
def generate(request: HttpRequest) -> HttpResponse:
    tasks.generate.enqueue(now().isoformat())
    messages.success(request, _now("The search strings are made anew; what looks the same appears here afterwards."))
    return redirect("contacts:duplicates")


class DuplicateSearchCard(pages.CardWithLines):
    """The only row of its table."""

    model = DuplicateSearch
    form_class = DuplicateSearchForm
    list_page = MarketingSetup
    line_tables = [pages.LineTable(_("Search strings"), SearchLines)]

    def get_object(self, queryset: Any = None) -> DuplicateSearch:
        return self.get_queryset().first() or DuplicateSearch(pk=1)

    def neighbours(self) -> tuple[None, None]:
        return None, None

    def save(self, form: Any) -> None:
        super().save(form)
        if form.changed_data or any(lines.has_changed() for _table, lines in self.typed):
            messages.info(
                self.request, _now("Generate the search strings on the page of the duplicates, so it counts.")
            )
