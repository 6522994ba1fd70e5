"""What one person sees on one page: the columns he chose, or the page's own."""

from collections.abc import Sequence

from core.models import SavedView, User
from core.tables import Column


def columns_for(user: User, page: str, offered: Sequence[Column]) -> list[Column]:
    """The person's columns in his order; a column that no longer exists is left out, none left means the default."""
    chosen = SavedView.objects.filter(user=user, page=page).values_list("columns", flat=True).first()
    by_name = {column.name: column for column in offered}
    kept = [by_name[name] for name in chosen or [] if name in by_name]
    return kept or [column for column in offered if not column.hidden]


def choose_columns(user: User, page: str, names: Sequence[str]) -> None:
    SavedView.objects.update_or_create(user=user, page=page, defaults={"columns": list(names)})


def reset_columns(user: User, page: str) -> None:
    SavedView.objects.filter(user=user, page=page).delete()
