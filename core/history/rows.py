"""The history of a row that has no card: a row of a worksheet."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from core import paging
from core.history.versions import fields_kept, told, versions_of
from core.history.views import NEWEST_FIRST
from core.worksheets import Worksheet


class HistoryOfRow(PermissionRequiredMixin, TemplateView):
    """All versions of the row, newest first; it is changed back in the worksheet.

    Context: `object` (what the row is called), `versions`, `page`, `list_url`, `list_title`.
    """

    model: ClassVar[Any]
    sheet: ClassVar[type[Worksheet]]
    template_name = "pages/row_history.html"
    page_size = 25

    def get_permission_required(self) -> Sequence[str]:
        return [f"{self.model._meta.app_label}.view_{self.model._meta.model_name}"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        row = get_object_or_404(self.sheet.rows(), pk=self.kwargs["pk"])
        tracked, key = self.model.history.model.tracked_fields, self.model._meta.pk.name
        fields = fields_kept(self.model, [each.name for each in tracked if each.editable and each.name != key])
        versions, query = versions_of(row, fields), self.request.GET
        after, before = query.get("after", ""), query.get("before", "")
        page = paging.page(versions, NEWEST_FIRST, size=self.page_size, after=after, before=before)
        older = versions.filter(pk__lt=page.rows[-1].pk).order_by("-pk").first() if page.after else None
        return super().get_context_data(
            object=self.named(row),
            versions=[(version, "") for version in told(page.rows, older, fields)],
            page=page,
            list_url=self.sheet.url(self.request),
            list_title=self.sheet.name(),
            **context,
        )

    def named(self, row: Any) -> str:
        """A row without a card has no name of its own: what it says in its first words."""
        told = [column.of(row) for column in self.sheet.columns if column.kind == "text" and not column.hidden]
        return " · ".join(str(value) for value in told if value)
