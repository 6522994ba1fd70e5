"""The daily mail: what is overdue, what is due today, what comes within a week."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from activities.agenda import Part, agenda_of
from core.models import User
from salespeople.models import Salesperson


def waiting(*, on: date) -> QuerySet[Salesperson]:
    """Who gets the mail of that day: active people who want it, are salespeople and have not got it yet."""
    wants = Q(user__is_active=True, user__daily_digest=True)
    unsent = Q(user__digest_sent_on__isnull=True) | Q(user__digest_sent_on__lt=on)
    return Salesperson.objects.available().filter(wants & unsent).select_related("user").order_by("code")


def message_to(seller: Salesperson, *, on: date, site: str) -> EmailMultiAlternatives | None:
    """In his language, as text and as simple HTML. None without an address of his, and when nothing is due.

    `site` is where the links lead to.
    """
    user = seller.user
    address = (user.email if user else "") or seller.email
    parts = [part for part in agenda_of(seller, on=on) if part.count]
    if user is None or not address or not parts:
        return None
    with translation.override(user.language or settings.LANGUAGE_CODE):
        context = {"seller": seller, "on": on, "parts": parts, "site": site}
        text = render_to_string("activities/digest.txt", context)
        message = EmailMultiAlternatives(_subject(parts), text, to=[address])
        message.attach_alternative(render_to_string("activities/digest.html", context), "text/html")
    return message


def claim(user: User, *, on: date) -> bool:
    """Note that he gets the mail of that day; False when another run already did. One statement."""
    unsent = Q(digest_sent_on__isnull=True) | Q(digest_sent_on__lt=on)
    return User.objects.filter(unsent, pk=user.pk).update(digest_sent_on=on) == 1


def give_up(user: User) -> None:
    """It could not be sent: the next run tries again."""
    User.objects.filter(pk=user.pk).update(digest_sent_on=user.digest_sent_on)


def _subject(parts: Sequence[Part]) -> str:
    due = sum(part.count for part in parts if part.key != "soon")
    soon = sum(part.count for part in parts if part.key == "soon")
    if due:
        return ngettext("%(count)d task is due", "%(count)d tasks are due", due) % {"count": due}
    return ngettext("%(count)d task comes up", "%(count)d tasks come up", soon) % {"count": soon}
