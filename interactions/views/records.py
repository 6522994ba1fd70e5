"""The log: interactions, campaign entries and logged segments, as lists and as cards that nobody types in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import pages
from core.lists import BulkAction
from core.tables import Column, Values
from interactions.filters import EntryFilter, InteractionFilter, LoggedFilter
from interactions.forms.records import EntryForm, InteractionForm, LoggedForm
from interactions.models import (
    SHOWN_OF_AN_INTERACTION,
    CampaignEntry,
    Interaction,
    InteractionComment,
    LoggedSegment,
)
from interactions.statistics import of_rows
from interactions.statistics.of_rows import Figures
from interactions.tables import ENTRY_COLUMNS, INTERACTION_COLUMNS, LOGGED_COLUMNS
from interactions.views import acts


class LogList(pages.ListPage):
    """Newest first."""

    pretitle = _("Communication")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return cls.model._default_manager.for_list()  # type: ignore[attr-defined, no-any-return]


class InteractionList(LogList):
    model = Interaction
    url_name = "interactions:list"
    template_name = "interactions/interactions.html"
    pretitle = _("Marketing")
    columns = INTERACTION_COLUMNS
    parts = SHOWN_OF_AN_INTERACTION
    filterset_class = InteractionFilter
    order = "-date"
    new_url_name = "interactions:new"
    new_label = _("Create interaction")
    empty = _("Every letter, call, visit and document that was logged stands here, and stays as it was logged.")
    bulk_actions: ClassVar[Sequence[BulkAction]] = [acts.EVALUATE, acts.RESEND, acts.CANCEL, acts.DELETE]

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Interaction.objects.logged().for_list()

    def new_url(self) -> str:
        """The contact of the filter goes along; from the guide it goes back to the list (CI-52)."""
        about = {name: self.request.GET[name] for name in ("contact",) if self.request.GET.get(name)}
        return f"{super().new_url()}?{urlencode({**about, 'next': self.own_address})}"

    def values(self, rows: Sequence[Any], shown: Sequence[Column]) -> Values:
        values = super().values(rows, shown)
        if any(column.name == "commented" for column in shown):
            comments = InteractionComment.objects.filter(interaction__in=rows).order_by()
            values["commented"] = dict.fromkeys(comments.values_list("interaction", flat=True), True)
        return values


class EntryList(LogList):
    model = CampaignEntry
    url_name = "interactions:entries"
    columns = ENTRY_COLUMNS
    filterset_class = EntryFilter
    order = "-date"
    empty = _("A campaign entry gathers the interactions of a campaign that belong together: of a segment, or by hand.")
    bulk_actions: ClassVar[Sequence[BulkAction]] = [acts.CANCEL_ENTRIES, acts.DELETE_ENTRIES]

    def values(self, rows: Sequence[Any], shown: Sequence[Column]) -> Values:
        return super().values(rows, shown) | _summed(rows, shown, of_rows.of_entries)


class LoggedList(LogList):
    model = LoggedSegment
    url_name = "interactions:logged"
    title = _("Logged segments")
    columns = LOGGED_COLUMNS
    filterset_class = LoggedFilter
    order = "-pk"
    empty = _("A segment that is logged leaves its interactions, its campaign entry, and a line here.")
    bulk_actions: ClassVar[Sequence[BulkAction]] = [acts.CANCEL_LOGGED, acts.DELETE_LOGGED]

    def values(self, rows: Sequence[Any], shown: Sequence[Column]) -> Values:
        values = super().values(rows, shown) | _summed(rows, shown, of_rows.of_segments)
        if any(column.name == "entries" for column in shown):
            values["entries"] = of_rows.entries_of(rows)
        return values


SUMMED = {"interactions": "number", "cost": "cost", "duration": "duration"}


def _summed(rows: Sequence[Any], shown: Iterable[Column], figures_of: Any) -> Values:
    names = SUMMED.keys() & {column.name for column in shown}
    found: Mapping[int, Figures] = figures_of(rows) if names and rows else {}
    return {name: {key: getattr(each, SUMMED[name]) for key, each in found.items()} for name in names}


class RecordCard(pages.CardPage):
    """What was logged; only acts change it, each on a page that asks first."""

    http_method_names = ["get", "head", "options"]

    def may_change(self) -> bool:
        return False

    def get_queryset(self) -> QuerySet[Any]:
        return self.list_page.rows()


class InteractionCard(RecordCard):
    model = Interaction
    form_class = InteractionForm
    list_page = InteractionList
    template_name = "interactions/card.html"


class EntryCard(RecordCard):
    model = CampaignEntry
    form_class = EntryForm
    list_page = EntryList
    template_name = "interactions/entry.html"


class LoggedCard(RecordCard):
    model = LoggedSegment
    form_class = LoggedForm
    list_page = LoggedList
    template_name = "interactions/logged_segment.html"


class CommentOnInteraction(pages.CommentPage):
    model = Interaction


class CommentOnLogged(pages.CommentPage):
    model = LoggedSegment
