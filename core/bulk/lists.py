from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from core.fetching import with_parts
from core.filters import DateFilter, Filters
from core.lists import ListPage
from core.models import ChangeSet
from core.tables import Column

CHANGE_COLUMNS = [
    Column("words", _("Change"), link=True),
    Column("table", _("Table"), value="table.name"),
    Column("reason", _("Reason")),
    Column("count", _("Rows"), kind="number"),
    Column("user", _("User")),
    Column("at", _("At"), kind="moment", sort="pk"),
    Column("taken_back_at", _("Taken back"), kind="moment"),
]


class ChangeSetFilter(Filters):
    since = DateFilter(label=_("From"), field_name="at", lookup_expr="date__gte")

    class Meta:
        model = ChangeSet
        fields = ["since"]


class ChangeSetList(ListPage):
    """What people changed in many rows at once."""

    model = ChangeSet
    url_name = "core:changes"
    columns = CHANGE_COLUMNS
    filterset_class = ChangeSetFilter
    order = "-pk"
    title = _("Changes of many rows")
    empty = _("Tick rows of a list and choose Edit: what was changed stands here, and can be taken back.")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        rows = with_parts(ChangeSet.objects.all(), table="app_label model", user="username first_name last_name")
        return rows.annotate(count=Count("rows"))
