"""From an opportunity to its quote."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import permitted, person_of
from core.pages import refusals_shown, work_day_of
from opportunities import ownership
from opportunities.models import Opportunity
from sales import quoting


@require_POST
@permitted("sales.add_salesdocument")
def create_quote(request: HttpRequest, opportunity: str) -> HttpResponse:
    person = person_of(request)
    row = get_object_or_404(Opportunity.objects.for_card(), number=opportunity)
    if not ownership.may_change(person, row):
        raise PermissionDenied
    with refusals_shown(request):
        quote = quoting.quote_for(row, on=work_day_of(request), by=person, at=now())
        messages.success(request, _("%(row)s is created.") % {"row": quote})
        return redirect(quote)
    return redirect(row)
