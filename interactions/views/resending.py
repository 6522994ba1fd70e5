"""Sending once more what a logged segment said, after asking how."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import CorrespondenceType
from core.once import once
from core.refusals import refusals_shown
from core.tables import said
from interactions import resending
from interactions.views import acts
from interactions.views.asking import Asked
from interactions.views.changing import asking
from interactions.views.records import InteractionList

AS_EACH_WAS = "as each was"


@once
@asking(InteractionList, acts.RESEND)
def resend(asked: Asked) -> HttpResponse:
    """`by_type` is a correspondence type, or that each goes as it went; without it the page offers them."""
    chosen = asked.request.POST.get("by_type", "")
    if chosen not in dict(_ways()):
        return asked.show(
            "interactions/resend.html", lambda row: row.get_correspondence_type_display(), ways=_counted(asked)
        )
    person: Any = asked.request.user
    with refusals_shown(asked.request):
        known = {"by_type": _type_of(chosen), "by": person, "on": person.day_of_work(today=localdate()), "at": now()}
        count = resending.resend(asked.rows, **known)
        sentence = ngettext("%(count)s interaction is sent again.", "%(count)s interactions are sent again.", count)
        messages.success(asked.request, sentence % {"count": said(count)})
    return asked.go_back()


def _ways() -> list[tuple[str, str]]:
    return [(AS_EACH_WAS, _("As each was sent")), *((word, str(label)) for word, label in CorrespondenceType.choices)]


def _type_of(word: str) -> str:
    return resending.AS_IT_WAS if word == AS_EACH_WAS else word


def _counted(asked: Asked) -> list[tuple[str, str, int]]:
    return [(word, label, resending.sendable(asked.rows, by_type=_type_of(word)).count()) for word, label in _ways()]
