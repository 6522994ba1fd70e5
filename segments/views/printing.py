"""Letters, labels and cover sheets of a segment."""

from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core.access import permitted
from core.once import once
from interactions.forms.printing import PrintForm
from interactions.letters.printing import MOST
from interactions.views.printing import decided, on_paper, print_form
from segments import printing
from segments.models import Segment

VIEW = "segments.view_segment"


@require_http_methods(["GET", "POST"])
@permitted(VIEW)
@once
def choose(request: HttpRequest, number: str) -> HttpResponse:
    segment = _segment(number)
    form = print_form(request, PrintForm)
    if form.is_valid():
        contacts, campaign = printing.contacts_of(segment), segment.campaign
        return decided(
            request, form, contacts, paper="segments:paper", key=number, campaign=campaign, segment_number=number
        )
    context = {"form": form, "about": segment, "left_out": printing.left_out(segment)}
    return render(request, "interactions/print.html", context | {"count": printing.contacts_of(segment).count()})


@require_GET
@permitted(VIEW)
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The letters, labels or cover sheets of one part of the lines, with links to the others."""
    segment, form = _segment(number), PrintForm(request.GET)
    if not form.is_valid():
        return redirect("segments:print", number)
    lines = printing.lines_to_print(segment)
    parts = ceil(lines.count() / MOST)
    now = min(max(1, _number(request.GET.get("part", ""))), max(1, parts))
    part = printing.part_of(lines, now)
    return on_paper(
        request,
        form,
        contacts=lambda: printing.contacts_in(part),
        letters=lambda: printing.letters_of(segment, part, day=form.cleaned_data["day"]),
        about=segment,
        parts=range(1, parts + 1) if parts > 1 else [],
        part=now,
        query=form.query,
    )


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 5 else 1


def _segment(number: str) -> Segment:
    return get_object_or_404(Segment.objects.for_list(), number=number)
