"""Contacts in and out by criteria: how many and who, before anything is done; and criteria kept for other segments."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.access import permitted, person_of
from core.errors import Refused
from core.once import once
from core.refusals import refusals_shown
from segments import building, saving
from segments.building import Added
from segments.criteria_form import CriteriaForm, SaveCriteriaForm
from segments.models import SavedCriteria, Segment, SegmentStep
from segments.stepping import Repeatable, Step, take, take_all
from segments.views.adding import ADD, SAMPLE, say_added, say_left_out
from segments.views.meanwhile import while_it_stands

Kind = SegmentStep.Kind


@require_http_methods(["GET", "POST"])
@permitted(ADD)
@while_it_stands
@once
def by_criteria(request: HttpRequest, number: str, kind: Kind) -> HttpResponse:
    """GET shows how many the criteria find and the first of them; POST takes the step.

    Before anything is typed the page of adding stands at once, and asks afterwards how many all contacts are.
    """
    segment = get_object_or_404(Segment.objects.for_list(), number=number)
    form = CriteriaForm(request.POST or request.GET, kind=kind, **_days(request))
    last = segment.steps.count()
    if request.method == "POST" and form.is_valid():
        if form.takes_all_out and "all" not in request.POST:
            messages.warning(
                request, _("No criteria were typed, so all lines would leave the segment. Type some first.")
            )
        elif request.POST.get("last") == str(last):
            _tell(request, form.step, take(form.step, segment=segment, by=person_of(request), at=now()))
            return redirect(segment)
        else:
            messages.warning(request, _("Somebody changed the segment meanwhile. Look at the count again."))
    context: dict[str, Any] = {"segment": segment, "form": form, "kind": kind, "last": last}
    part = "#found" if request.htmx else ""  # type: ignore[attr-defined]
    later = kind == Kind.ADD and not (part or request.GET or request.POST)
    context |= {"counts_later": True} if later else _found(segment, form)
    context["offered"] = {} if part else form.offered()
    return render(request, f"segments/criteria.html{part}", context)


def _found(segment: Segment, form: CriteriaForm) -> dict[str, Any]:
    """What the step would do; nothing while something typed makes no sense."""
    if not form.is_valid():
        return {}
    criteria = form.step.criteria
    if form.kind == Kind.ADD:
        contacts: Any = criteria.contacts()
        preview = building.preview(segment=segment, contacts=contacts)
        return {"preview": preview, "sample": list(contacts.for_list().order_by("search_name", "pk")[:SAMPLE])}
    standing = segment.lines.in_segment()
    going = form.step.going(standing)
    lines = going.select_related("contact__company", "contact__country", "contact__salesperson")
    sample = [line.contact for line in lines.order_by("removed_id", "pk")[:SAMPLE]]
    return {"going": going.count(), "standing": standing.count(), "sample": sample}


def _tell(request: HttpRequest, step: Step, done: Added | SegmentStep) -> None:
    if isinstance(done, Added):
        say_added(request, done)
        return
    gone = ngettext("%(count)d line left the segment.", "%(count)d lines left the segment.", done.lines)
    messages.success(request, gone % {"count": done.lines})


@require_http_methods(["GET", "POST"])
@permitted("segments.add_savedcriteria")
def save_criteria(request: HttpRequest, number: str) -> HttpResponse:
    segment = get_object_or_404(Segment, number=number)
    form = SaveCriteriaForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            saved = saving.save(segment=segment, **form.cleaned_data, by=person_of(request), at=now())
            messages.success(request, _("The criteria are saved as %(saved)s.") % {"saved": saved})
            return redirect(segment)
    return render(request, "segments/save_criteria.html", {"segment": segment, "form": form})


@require_http_methods(["GET"])
@permitted(ADD)
def saved_criteria(request: HttpRequest, number: str) -> HttpResponse:
    segment = get_object_or_404(Segment, number=number)
    saved = [(row, _in_words(saving.steps_of(row, **_days(request)))) for row in SavedCriteria.objects.all()]
    context = {"segment": segment, "saved": saved, "has_steps": segment.steps.exists()}
    return render(request, "segments/saved_criteria.html", context)


def _in_words(steps: Sequence[Repeatable]) -> Iterator[tuple[Kind, str]]:
    """What each step does; of one that no longer makes sense, why."""
    for step in steps:
        try:
            yield step.kind, step.in_words()
        except Refused as refusal:
            yield step.kind, str(refusal)


@require_POST
@permitted(ADD)
@once
def use_criteria(request: HttpRequest, number: str, code: str) -> HttpResponse:
    segment, saved = get_object_or_404(Segment, number=number), get_object_or_404(SavedCriteria, code=code)
    with refusals_shown(request):
        steps = saving.steps_of(saved, **_days(request))
        left_out = take_all(steps, segment=segment, by=person_of(request), at=now())
        messages.success(request, _("The steps of %(saved)s were taken again.") % {"saved": saved})
        say_left_out(request, left_out)
    return redirect(segment)


@require_POST
@permitted("segments.delete_savedcriteria")
def forget_criteria(request: HttpRequest, number: str, code: str) -> HttpResponse:
    saved = get_object_or_404(SavedCriteria, code=code)
    saved.delete()
    messages.success(request, _("%(row)s is deleted.") % {"row": saved})
    return redirect("segments:saved_criteria", number)


def _days(request: HttpRequest) -> dict[str, Any]:
    today = localdate()
    return {"today": today, "work_date": person_of(request).day_of_work(today=today)}
