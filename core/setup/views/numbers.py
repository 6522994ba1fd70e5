from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import numbering
from core.filters import Filters
from core.models import CompanyInformation, NumberSeries, NumberSeriesUse
from core.row_forms import Note, RowForm
from core.setup import tables
from core.setup.columns import NUMBER_COLUMNS
from core.setup.forms import NewNumbersForm, NumbersForm
from core.worksheets import Line, Worksheet, WorksheetRow

OF_SERIES_TOO = "core.change_numberseries"
"""Who types where numbers come from changes the series as well."""
FEW_LEFT = 50


class MarketingSetup(Worksheet):
    """All series and defaults together: where numbers come from, who the company is, and which tables are still empty.

    The numbers are a worksheet of the purposes. Context also: `company`, `default_language`, `time_zone`,
    `tables_by_area` (each with the number of its rows), and the tables `to_do` first.
    """

    model = NumberSeriesUse
    url_name = "core:setup"
    row_url_name = "core:setup_numbers"
    template_name = "core/setup.html"
    columns = NUMBER_COLUMNS
    filterset_class = Filters
    order = "pk"
    page_size = 1000  # all purposes there are
    pretitle = _("Administration")
    title = _("Marketing setup")

    def get_permission_required(self) -> Sequence[str]:
        return [*super().get_permission_required(), OF_SERIES_TOO]

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return NumberSeriesUse.objects.select_related("series")

    def form(self, row: Any, data: Any = None) -> RowForm:
        form_class = NewNumbersForm if row._state.adding else NumbersForm
        return form_class(data, instance=row, address=self.address(row))

    def notes(self, rows: Sequence[Any]) -> dict[int, list[Note]]:
        return {row.pk: list(_notes(row.series)) for row in rows}

    @cached_property
    def _may(self) -> tuple[bool, bool]:
        """A purpose is part of the product, so its row stays."""
        return super()._may[0], False

    def answer(self, *lines: Line) -> HttpResponse:
        """The empty row goes along while a purpose is left for it."""
        complete = not numbering.without_row()
        return super().answer(*(line for line in lines if not (complete and _is_empty(line))))

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        if "lines" not in context:
            return context
        by_area = tables.by_area(self.user)
        complete = numbering.purposes.keys() <= {row.row.purpose for row in context["rows"]}
        return context | {
            "new_address": "" if complete else context["new_address"],
            "company": CompanyInformation.get(),
            "default_language": get_language_info(settings.LANGUAGE_CODE)["name_translated"],
            "time_zone": settings.TIME_ZONE,
            "tables_by_area": by_area,
            "to_do": [counted.table for found in by_area.values() for counted in found if counted.missing],
        }


def _notes(series: NumberSeries | None) -> Iterator[Note]:
    if series is None:
        yield Note(_now("Nothing gets a number yet. Type the code of a series, or a new code to make one."))
    elif series.left == 0:
        yield Note(_now("No number is left. Give the series a later ending number."), "bad")
    elif series.left is not None and series.left < FEW_LEFT:
        yield Note(_now("Few numbers are left. Give the series a later ending number in time."))


def _is_empty(line: Line) -> bool:
    return line.form is not None and not line.form.is_bound and line.key == "new"


class NumbersRow(WorksheetRow):
    model = NumberSeriesUse
    sheet = MarketingSetup
    http_method_names = ["get", "post"]

    def get_permission_required(self) -> Sequence[str]:
        return [*super().get_permission_required(), OF_SERIES_TOO]
