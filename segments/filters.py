from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.access import person_of
from core.filters import ChoiceFilter, Filters, LookupFilter, RowFilter, YesNoFilter
from salespeople.models import Salesperson
from segments.models import SEE_HELD_OUT, Segment, SegmentLine, SegmentStep, TargetExclusion


class SegmentFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search", help_text=_("No. or description"))
    campaign = LookupFilter(Campaign, label=_("Campaign"))
    salesperson = LookupFilter(Salesperson, label=_("Salesperson"))

    class Meta:
        model = Segment
        fields = ["q", "campaign", "salesperson"]

    def search(self, rows: QuerySet[Segment], name: str, typed: str) -> QuerySet[Segment]:
        return rows.filter(pk__in=Segment.objects.found(typed).values("pk"))


def _steps(request: Any) -> QuerySet[SegmentStep]:
    steps = SegmentStep.objects.filter(segment__number=request.resolver_match.kwargs["number"])
    return steps.only("number", "words", "kind")


class LineFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search")
    campaign_target = YesNoFilter(label=_("Campaign Target"))
    added = RowFilter(label=_("Added by"), queryset=_steps, to_field_name="number")
    state = ChoiceFilter(
        label=_("Lines"),
        method="in_state",
        empty_label=_("In the segment"),
        choices=[("removed", _("Taken out"))],
    )

    class Meta:
        model = SegmentLine
        fields = ["q", "campaign_target", "added"]

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        super().__init__({} if data is None else data, *args, **options)  # an empty address filters too

    def filter_queryset(self, queryset: QuerySet[SegmentLine]) -> QuerySet[SegmentLine]:
        taken_out = self.form.cleaned_data.get("state") == "removed"
        rows: QuerySet[SegmentLine] = super().filter_queryset(queryset)
        return rows.filter(removed__isnull=not taken_out)

    def in_state(self, rows: QuerySet[SegmentLine], name: str, chosen: str) -> QuerySet[SegmentLine]:
        return rows  # see filter_queryset: without a choice it filters too

    def search(self, rows: QuerySet[SegmentLine], name: str, typed: str) -> QuerySet[SegmentLine]:
        return rows.filter(contact__in=Contact.objects.search(typed))


class StepFilter(Filters):
    kind = ChoiceFilter(label=_("Kind"), choices=SegmentStep.Kind.choices)

    class Meta:
        model = SegmentStep
        fields = ["kind"]


class ExclusionFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search")
    held_out = YesNoFilter(label=_("Held out"))

    class Meta:
        model = TargetExclusion
        fields = ["q", "held_out"]

    def get_form_class(self) -> Any:
        """Who may not see which companies are held out cannot ask either."""
        person = person_of(self.request)
        if not person.has_perm(SEE_HELD_OUT):
            self.filters.pop("held_out", None)
        return super().get_form_class()

    def search(self, rows: QuerySet[TargetExclusion], name: str, typed: str) -> QuerySet[TargetExclusion]:
        return rows.filter(contact__in=Contact.objects.search(typed))
