"""What one person sees on one page: the columns he chose, a view somebody keeps under a name, or the page's own."""

from collections.abc import Sequence

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refused
from core.keys import row_in
from core.models import NamedView, SavedView, User
from core.tables import Column

EVERYBODY = "everybody"


class ViewRefused(Refused):
    pass


def columns_for(user: User, page: str, offered: Sequence[Column], view: NamedView | None = None) -> list[Column]:
    """The columns of the view, or those the person chose, in their order; one that no longer exists is left out, none
    left means the page's own."""
    chosen = view.columns if view else chosen_by(user, page)
    by_name = {column.name: column for column in offered}
    kept = [by_name[name] for name in chosen if name in by_name]
    return kept or [column for column in offered if not column.hidden]


def chosen_by(user: User, page: str) -> list[str]:
    """The names of columns, or of FastTabs and fields, that the person chose for a page, in his order."""
    return SavedView.objects.filter(user=user, page=page).values_list("columns", flat=True).first() or []


def choose_columns(user: User, page: str, names: Sequence[str]) -> None:
    SavedView.objects.update_or_create(user=user, page=page, defaults={"columns": list(names)})


def reset_columns(user: User, page: str) -> None:
    SavedView.objects.filter(user=user, page=page).delete()


def view_named(user: User, page: str, key: str) -> NamedView | None:
    """The view an address asks for, if the person may see it; an address may be older than the view."""
    return row_in(NamedView.objects.seen_by(user).filter(page=page), key) if key else None


def views_of(user: User, page: str) -> list[NamedView]:
    return list(
        NamedView.objects.seen_by(user).filter(page=page).select_related("owner", "role").order_by("name", "pk")
    )


@transaction.atomic
def keep_view(
    *, owner: User, page: str, name: str, query: str, columns: Sequence[str], audience: str = ""
) -> NamedView:
    """Keep a list under a name; one's own view of that name is replaced.

    `audience` is blank (for oneself), EVERYBODY, or the name of one of the owner's roles.
    Refused: a blank or too long name, a role the owner does not have.
    """
    name = " ".join(name.split())
    most = NamedView._meta.get_field("name").max_length or 0
    if not name:
        raise ViewRefused(_("Give the view a name."))
    if len(name) > most:
        raise ViewRefused(_("The name of a view has at most %(most)s letters.") % {"most": most})
    role = None if audience in ("", EVERYBODY) else Group.objects.filter(user=owner, name=audience).first()
    if role is None and audience not in ("", EVERYBODY):
        raise ViewRefused(_("You can keep a view for a role only if you have it."))
    shown_to = {"role": role, "for_everybody": audience == EVERYBODY}
    found, _new = NamedView.objects.update_or_create(
        owner=owner, page=page, name=name, defaults={"query": query, "columns": list(columns), **shown_to}
    )
    return found


def drop_view(view: NamedView, *, by: User) -> None:
    """Refused: the view of somebody else."""
    if view.owner_id != by.pk:
        raise ViewRefused(_("Only %(owner)s can delete the view %(name)s.") % {"owner": view.owner, "name": view})
    view.delete()
