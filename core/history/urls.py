from typing import Any

from django.urls import URLPattern, path

from core.history.views import ComparePage, HistoryPage, RestorePage


def history_of(card: Any, at: str, name: str = "") -> list[URLPattern]:
    """The history below a card whose address is `at`; `name` is what stands before "card" in the card's own name."""
    return [
        path(f"{at}history/", HistoryPage.as_view(card_class=card), name=f"{name}history"),
        path(f"{at}history/compare/", ComparePage.as_view(card_class=card), name=f"{name}compare"),
        path(f"{at}history/<int:version>/restore/", RestorePage.as_view(card_class=card), name=f"{name}restore"),
    ]
