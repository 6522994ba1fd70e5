"""A logged segment's contacts in another segment: how many they are, into which, then one step."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from core.access import permitted, person_of
from core.once import once
from core.pages import work_day_of
from core.refusals import refusals_shown
from interactions.models import LoggedSegment
from salespeople.models import Salesperson
from segments import reusing
from segments.forms.reuse import ReuseForm
from segments.models import Segment
from segments.views.adding import say_added
from segments.views.meanwhile import while_it_stands


@require_http_methods(["GET", "POST"])
@permitted("segments.add_segment")
@while_it_stands
@once
def reuse(request: HttpRequest, pk: int) -> HttpResponse:
    logged = get_object_or_404(LoggedSegment, pk=pk)
    day = work_day_of(request)
    like = {"description": logged.description, "campaign": reusing.campaign_of(logged)}
    form = ReuseForm(request.POST if request.method == "POST" else None, initial=like)
    if form.is_valid():
        with refusals_shown(request):
            segment = form.cleaned_data["segment"] or begun(
                request, form.cleaned_data["description"], campaign=form.cleaned_data["campaign"]
            )
            say_added(request, reusing.reuse(logged, segment=segment, by=person_of(request), at=now(), on=day))
            return redirect(segment)
    count, left_out = reusing.found_of(logged, on=day)
    context = {"logged": logged, "form": form, "count": count, "left_out": left_out}
    return render(request, "segments/reuse.html", context)


def begun(request: HttpRequest, description: str, *, campaign: Any = None) -> Segment:
    """A new segment of the person, on the day he works."""
    person = person_of(request)
    known = {"campaign": campaign, "salesperson": Salesperson.objects.of(person)}
    return reusing.begin(description, **known, by=person, at=now(), on=work_day_of(request))
