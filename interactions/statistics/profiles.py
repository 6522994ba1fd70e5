"""Interactions of contacts that count, as figures that answer questions of their profile (9.2)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, QuerySet, Sum

from contacts.models import Measure
from contacts.profiles.measures import Figures, Span, ratio
from interactions.models import Interaction

NUMBER = Count("pk")


def _counted(figure: Callable[[Span], Any]) -> Figures:
    def figures(span: Span, whose: str) -> QuerySet[Any, Any]:
        those = Interaction.objects.that_count().filter(contact__isnull=False, date__range=(span.since, span.until))
        key = f"contact__{whose}"
        by_contact: QuerySet[Any, Any] = those.order_by().values(key).annotate(figure=figure(span))
        return by_contact.values_list(key, "figure")

    return figures


FIGURES: Mapping[Measure, Figures] = {
    Measure.INTERACTIONS: _counted(lambda _span: NUMBER),
    Measure.INTERACTION_FREQUENCY: _counted(lambda span: ratio(NUMBER, span.years)),
    Measure.AVERAGE_COST: _counted(lambda _span: ratio(Sum("cost"), NUMBER)),
    Measure.AVERAGE_DURATION: _counted(lambda _span: ratio(Sum("duration"), NUMBER)),
}
