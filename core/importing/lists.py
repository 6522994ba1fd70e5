from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.filters import ChoiceFilter, DateFilter, Filters
from core.importing.kinds import kinds
from core.lists import ListPage
from core.models import Import
from core.tables import Column


def _kind(record: Import) -> str:
    return str(kinds[record.kind].label) if record.kind in kinds else record.kind


IMPORT_COLUMNS = [
    Column("name", _("File"), link=True),
    Column("kind", _("What is in the file?"), value=_kind),
    Column("state", _("Status"), value=Import.get_state_display),
    Column("new", _("New"), kind="number"),
    Column("changed", _("Changed"), kind="number"),
    Column("unchanged", _("Unchanged"), kind="number", hidden=True),
    Column("uploaded_by", _("Uploaded by")),
    Column("uploaded_at", _("Uploaded"), kind="moment", sort="pk"),
    Column("imported_at", _("Imported"), kind="moment"),
    Column("taken_back_at", _("Taken back"), kind="moment"),
]


class ImportFilter(Filters):
    state = ChoiceFilter(label=_("Status"), choices=Import.State.choices)
    since = DateFilter(label=_("From"), field_name="uploaded_at", lookup_expr="date__gte")

    class Meta:
        model = Import
        fields = ["state", "since"]


class ImportList(ListPage):
    """Files that were brought, and what became of them."""

    model = Import
    url_name = "core:imports"
    columns = IMPORT_COLUMNS
    filterset_class = ImportFilter
    order = "-pk"
    title = _("Imports")
    empty = _("What is imported stands here, and can be taken back.")
    new_url_name = "core:import"
    new_label = _("Import")

    @classmethod
    def rows_for(cls, request: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = cls.rows().seen_by(request.user)
        return rows

    @classmethod
    def rows(cls) -> Any:
        return Import.objects.select_related("uploaded_by").defer("content", "found", "numbers")
