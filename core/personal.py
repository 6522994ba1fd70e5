"""What one person sees on one page: the columns he chose, a view somebody keeps under a name, or the page's own."""

import json
from collections.abc import Sequence
from contextlib import suppress

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from core import sql
from core.errors import Refused
from core.keys import row_in
from core.models import NamedView, SavedView, User
from core.tables import Column

EVERYBODY = "everybody"


class ViewRefused(Refused):
    pass


def columns_for(user: User, page: str, offered: Sequence[Column], view: NamedView | None = None) -> list[Column]:
    """The columns of the view, or those the person chose."""
    return in_order(offered, view.columns if view else chosen_by(user, page))


def in_order(offered: Sequence[Column], chosen: Sequence[str]) -> list[Column]:
    """Those chosen, in their order; one that no longer exists is left out, none left means the page's own."""
    by_name = {column.name: column for column in offered}
    kept = [by_name[name] for name in chosen if name in by_name]
    return kept or [column for column in offered if not column.hidden]


def chosen_by(user: User, page: str) -> list[str]:
    """The names of columns, or of FastTabs and fields, that the person chose for a page, in his order."""
    found = sql.rows(sql.COLUMNS, [user.pk, page])
    return json.loads(found[0][0]) if found else []


def chosen_on(user: User, pages: Sequence[str]) -> dict[str, list[str]]:
    """What the person chose for each of several pages, or parts of one; one statement."""
    return dict(SavedView.objects.filter(user=user, page__in=pages).values_list("page", "columns"))


def choose_columns(user: User, page: str, names: Sequence[str]) -> None:
    SavedView.objects.update_or_create(user=user, page=page, defaults={"columns": list(names)})


def reset_columns(user: User, page: str) -> None:
    SavedView.objects.filter(user=user, page=page).delete()


def view_named(user: User, page: str, key: str) -> NamedView | None:
    """The view an address asks for, if the person may see it; an address may be older than the view."""
    return row_in(NamedView.objects.seen_by(user).filter(page=page), key) if key else None


def views_of(user: User, page: str) -> list[NamedView]:
    pinned = Exists(User.objects.filter(pinned_views=OuterRef("pk"), pk=user.pk))
    seen = NamedView.objects.seen_by(user).filter(page=page).annotate(pinned=pinned)
    return list(seen.select_related("owner", "role").order_by("name", "pk"))


@transaction.atomic
def keep_view(
    *,
    owner: User,
    page: str,
    name: str,
    query: str,
    columns: Sequence[str],
    audience: str = "",
    opens_first: bool = False,
) -> NamedView:
    """Keep a list under a name; one's own view of that name is replaced.

    `audience` is blank (for oneself), EVERYBODY, or the name of one of the owner's roles. With `opens_first` they
    find it when they open the list; of several the last one kept does.
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
    if opens_first:
        before = NamedView.objects.filter(page=page, opens_first=True, **shown_to)
        (before if audience else before.filter(owner=owner)).update(opens_first=False)
    kept = {"query": query, "columns": list(columns), "opens_first": opens_first, **shown_to}
    found, _new = NamedView.objects.update_or_create(owner=owner, page=page, name=name, defaults=kept)
    return found


def first_view(user: User, page: str) -> NamedView | None:
    """The view that a list opens with when nothing is asked of it."""
    return next(iter(NamedView.objects.raw(sql.OPENS_FIRST, [page, user.pk, user.pk])), None)


def pin(view: NamedView, *, by: User, on: bool) -> None:
    """Whether the view stands in the person's sidebar."""
    (view.pinned_by.add if on else view.pinned_by.remove)(by)


def pins_of(user: User) -> list[tuple[str, str]]:
    """The views in the person's sidebar: name and address."""
    pinned = NamedView.objects.seen_by(user).filter(pinned_by=user).order_by("name", "pk")
    found = []
    for view in pinned:
        with suppress(NoReverseMatch):
            found.append((view.name, f"{reverse(view.page)}?{view.asked}"))
    return found


def drop_view(view: NamedView, *, by: User) -> None:
    """Refused: the view of somebody else."""
    if view.owner_id != by.pk:
        raise ViewRefused(_("Only %(owner)s can delete the view %(name)s.") % {"owner": view.owner, "name": view})
    view.delete()
