"""What the pages of contacts say after an act: who looks the same, what stayed where, who followed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import duplicates, minors
from contacts.inheriting import Followed
from contacts.models import Contact

LINK = '{} <a class="alert-link" href="{}">{}</a>'


def say_duplicates(request: HttpRequest, contact: Contact) -> None:
    """How many other companies look the same, with the way to them."""
    count = duplicates.looked_for(contact)
    if count:
        sentence = ngettext(
            "%(count)d other company looks the same.", "%(count)d other companies look the same.", count
        )
        where = f"{reverse('contacts:duplicates')}?contact={contact.pk}"
        messages.warning(request, format_html(LINK, sentence % {"count": count}, where, _("Look at them")))


def say_blocked(request: HttpRequest, form: Any) -> None:
    """That a person who is a minor now is blocked with that, and what lifts it (CON-33)."""
    if minors.blocks(form.changed_data, minor=form.instance.minor):
        sentence = _(
            "%(contact)s is privacy blocked now. With parental consent the block can be lifted, as a next step."
        )
        messages.warning(request, sentence % {"contact": form.instance})


def say_answers_gone(request: HttpRequest, contact: Contact, count: int) -> None:
    """How many profile answers went with becoming a minor (CON-34)."""
    if count:
        sentence = ngettext(
            "%(contact)s is a minor: %(count)d profile answer is deleted.",
            "%(contact)s is a minor: %(count)d profile answers are deleted.",
            count,
        )
        messages.warning(request, sentence % {"contact": contact, "count": count})


def say_kept(request: HttpRequest, keeper: Contact | None, moved: int) -> None:
    """Whose the history of a person who changed company is (CON-13)."""
    if moved:
        sentence = ngettext(
            "%(count)d record of the past belongs to %(company)s.",
            "%(count)d records of the past belong to %(company)s.",
            moved,
        )
        messages.info(request, sentence % {"count": moved, "company": keeper})


def say_followed(request: HttpRequest, company: Contact, followed: Followed) -> None:
    """How many persons followed their company in what changed, with the way to them (CON-23)."""
    if followed.persons:
        sentence = ngettext(
            "%(count)d person follows (%(fields)s).", "%(count)d persons follow (%(fields)s).", followed.persons
        )
        said = sentence % {"count": followed.persons, "fields": get_text_list(followed.labels, _("and"))}
        where = f"{reverse('contacts:list')}?company={company.pk}"
        messages.info(request, format_html(LINK, said, where, _("Look at them")))
