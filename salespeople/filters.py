import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.filters import Filters, YesNoFilter
from salespeople.models import Salesperson, Team


class SalespersonFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search")
    blocked = YesNoFilter(label=_("Blocked"))

    class Meta:
        model = Salesperson
        fields = ["q", "blocked"]

    def search(self, rows: QuerySet[Salesperson], name: str, typed: str) -> QuerySet[Salesperson]:
        return rows.filter(Q(code__istartswith=typed) | Q(name__icontains=typed))


class TeamFilter(Filters):
    q = django_filters.CharFilter(label=_("Search"), method="search")

    class Meta:
        model = Team
        fields = ["q"]

    def search(self, rows: QuerySet[Team], name: str, typed: str) -> QuerySet[Team]:
        return rows.filter(Q(code__istartswith=typed) | Q(name__icontains=typed))
