"""What the list of contacts shows of their interactions and opportunities, counted for the rows of one page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.extensions import ExtraColumn
from core.tables import Column
from interactions.statistics import counting
from opportunities import statistics as of_opportunities

Figures = Callable[[Sequence[Any]], Mapping[int, Any]]


def _column(name: str, label: Any, of: str, figures: Figures, kind: str = "number") -> ExtraColumn:
    """Later, because a company may have spoken to us often."""
    permission = "opportunities.view_opportunity" if figures is OPPORTUNITIES else "interactions.view_interaction"
    column = Column(name, label, kind=kind, hidden=True, later=True, permission=permission)
    return ExtraColumn(column, lambda rows: {key: getattr(each, of) for key, each in figures(rows).items()})


INTERACTIONS: Figures = counting.of_contacts
OPPORTUNITIES: Figures = of_opportunities.of_contacts
COLUMNS = [
    _column("interactions", _("No. of Interactions"), "number", INTERACTIONS),
    _column("interaction_cost", _("Cost"), "cost", INTERACTIONS, "amount"),
    _column("interaction_duration", _("Duration (Min.)"), "duration", INTERACTIONS),
    _column("opportunities", _("No. of opportunities"), "number", OPPORTUNITIES),
    _column("estimated_value", _("Estimated value"), "estimated", OPPORTUNITIES, "amount"),
    _column("current_value", _("Current value"), "current", OPPORTUNITIES, "amount"),
]
