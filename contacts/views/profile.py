"""The profile of a contact, answered by hand; and automatic answers, which are updated when somebody asks for it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from contacts import tasks
from contacts.factboxes import automatic_answers
from contacts.models import Contact, ProfileQuestionnaire
from contacts.profile_forms import ProfileForm, UpdateForm
from contacts.profiles import answering, updating
from contacts.profiles.fitting import questionnaires_for
from core import progress
from core.access import permitted, person_of
from core.once import once
from core.pages import work_day_of
from core.refusals import refusals_shown

UPDATE = "contacts.update_classification"


@require_http_methods(["GET", "POST"])
@permitted("contacts.change_contact")
def profile(request: HttpRequest, number: str) -> HttpResponse:
    """One questionnaire at a time, of those that fit the contact: the one asked for, else the first."""
    contact = get_object_or_404(Contact.objects.select_related("company"), number=number)
    fitting = questionnaires_for(contact)
    asked = request.GET.get("questionnaire", "")
    shown = next((each for each in fitting if each.code == asked), fitting[0] if fitting else None)
    form = shown and ProfileForm(request.POST or None, contact=contact, questionnaire=shown)
    if form and request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            _answer(request, contact, form)
            messages.success(request, _("The profile of %(contact)s is saved.") % {"contact": contact})
            return redirect(contact)
    context = {"contact": contact, "fitting": fitting, "shown": shown, "form": form}
    return render(request, "contacts/profile.html", context)


def _answer(request: HttpRequest, contact: Contact, form: ProfileForm) -> None:
    person = person_of(request)
    version = request.POST.get("version", "")
    answering.answer(
        contact=contact,
        chosen=form.chosen(),
        by=person,
        on=localdate(),
        at=now(),
        version=int(version) if version.isdecimal() else None,
    )


@require_http_methods(["GET", "POST"])
@permitted(UPDATE)
@once
def update(request: HttpRequest, code: str = "") -> HttpResponse:
    """Of one questionnaire, or of all: GET asks for the day that periods count from."""
    found = ProfileQuestionnaire.objects.order_by("code")
    questionnaires = [get_object_or_404(found, code=code)] if code else list(found)
    form = UpdateForm(request.POST or None, initial={"on": work_day_of(request)})
    back = questionnaires[0].get_absolute_url() if code else reverse("contacts:questionnaires")
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            _start(request, questionnaires, form.cleaned_data["on"])
            return redirect(back)
    one = questionnaires[0] if code else None
    return render(request, "contacts/update_classification.html", {"form": form, "questionnaire": one, "back": back})


def _start(request: HttpRequest, questionnaires: list[ProfileQuestionnaire], on: Any) -> None:
    if not updating.are_many():
        count = updating.update_classification(questionnaires, on=on, today=localdate(), at=now())
        sentence = ngettext(
            "%(count)d question is answered anew, and the ratings.",
            "%(count)d questions are answered anew, and the ratings.",
            count,
        )
        messages.success(request, sentence % {"count": count})
        return
    updating.refuse(questionnaires, on=on)
    for questionnaire in questionnaires:
        progress.wait(questionnaire)
    keys = [questionnaire.pk for questionnaire in questionnaires]
    begin = partial(tasks.update_classification.enqueue, keys, on.isoformat(), now().isoformat(), get_language())
    transaction.on_commit(begin)
    messages.success(request, _("The questions are answered anew in the background."))


@require_GET
@permitted("contacts.view_profilequestionnaire")
def progress_of_update(request: HttpRequest, code: str) -> HttpResponse:
    """The box that says how far it is; once it is done, the card is shown anew."""
    questionnaire = get_object_or_404(ProfileQuestionnaire, code=code)
    person = person_of(request)
    figures = automatic_answers(questionnaire, person)
    if not figures["is_at_work"]:
        return HttpResponseClientRefresh()
    return render(request, "contacts/_automatic_answers.html", {"figures": figures})
