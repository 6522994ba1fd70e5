"""A rating is made of its answers and their points; which answers give it points is said on its card (PRO-13)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.models import ProfileQuestionnaire
from contacts.profiles import creating
from contacts.rating_forms import RatingForm
from core.access import permitted, person_of
from core.errors import Refused
from core.once import once


@require_http_methods(["GET", "POST"])
@permitted("contacts.add_profilequestion")
@once
def create_rating(request: HttpRequest, code: str) -> HttpResponse:
    questionnaire = get_object_or_404(ProfileQuestionnaire, code=code)
    form = RatingForm(request.POST if request.method == "POST" else None)
    context = {"questionnaire": questionnaire, "form": form}
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        lowest = asked["highest"] if asked["lowest"] is None else asked["lowest"]
        try:
            rating = creating.create_rating(
                questionnaire=questionnaire,
                description=asked["description"],
                answers=form.answers,
                lowest=lowest,
                highest=asked["highest"],
                by=person_of(request),
                at=now(),
            )
        except Refused as refusal:
            return render(request, "contacts/create_rating.html", context | {"refusal": str(refusal)})
        messages.success(request, _("%(rating)s is made. Say which answers give it points.") % {"rating": rating})
        return redirect(rating)
    return render(request, "contacts/create_rating.html", context)
