"""How many of its opportunities a contact gave, as a figure that answers questions of its profile (9.2)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from contacts.models import Measure
from contacts.profiles.measures import Figures, Span, ratio
from opportunities.models import Opportunity, Status

CLOSED = [Status.WON, Status.LOST]


def _won(span: Span, whose: str) -> QuerySet[Any, Any]:
    """Of those closed in the period, in per cent."""
    closed = Opportunity.objects.filter(status__in=CLOSED, date_closed__range=(span.since, span.until))
    key = f"contact__{whose}"
    won = ratio(Count("pk", filter=Q(status=Status.WON)), Count("pk"), 100)
    by_contact: QuerySet[Any, Any] = closed.order_by().values(key).annotate(figure=won)
    return by_contact.values_list(key, "figure")


FIGURES: Mapping[Measure, Figures] = {Measure.OPPORTUNITIES_WON: _won}
