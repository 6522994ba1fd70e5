"""Remarks about a row, newest first, in a box beside its card (CON-50). A row's comments are its `comments`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import may
from core.errors import Refused
from core.extensions import FactBox, objections
from core.models import Comment, User

MOST_SHOWN = 20


class NoComment(Refused):
    pass


def box(url_name: str, *, key: str = "number") -> FactBox:
    """The FactBox of a model's comments; `url_name` takes the POST of a new one, with the row's number or other key."""

    def figures(row: Any, user: User) -> Mapping[str, Any]:
        may_add = may(user, "add", row.comments.model) and not objections(row, "comment")
        return {
            "comments": list(row.comments.select_related("author")[:MOST_SHOWN]),
            "add_url": reverse(url_name, args=[getattr(row, key)]) if may_add else "",
        }

    return FactBox(gettext_lazy("Comments"), "pages/_comments.html", figures, last=True, lines=5)


def add(row: Any, *, text: str, by: User | None, on: date) -> Comment:
    """A new comment on the row, dated `on`. Refused (NoComment): a blank one, one longer than a comment can
    be, and what guards of "comment" speak against."""
    if against := objections(row, "comment"):
        raise NoComment(" ".join(against))
    most = row.comments.model._meta.get_field("text").max_length
    text = text.strip()
    if not text:
        raise NoComment(_("Write the comment first, then add it."))
    if len(text) > most:
        sentence = _("A comment has at most %(most)d characters; this one has %(length)d. Split it in two.")
        raise NoComment(sentence % {"most": most, "length": len(text)})
    comment: Comment = row.comments.create(text=text, author=by, date=on)
    return comment
