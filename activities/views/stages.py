"""The activities that begin with the stages of a sales cycle: set-up."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities import stages
from activities.forms.stages import StageActivitiesForm
from core.access import permitted
from opportunities.models import SalesCycle, Stage


@require_http_methods(["GET", "POST"])
@permitted("activities.change_stageactivity")
def activities_of_stages(request: HttpRequest, cycle: str) -> HttpResponse:
    rows = SalesCycle.objects.prefetch_related(Prefetch("stages", Stage.objects.order_by("position")))
    row = get_object_or_404(rows, code=cycle)
    form = StageActivitiesForm(request.POST if request.method == "POST" else None, stages=list(row.stages.all()))
    if request.method == "POST" and form.is_valid():
        stages.choose(form.changes())
        messages.success(request, _("The activities of %(cycle)s are saved.") % {"cycle": row})
        return redirect(row)
    return render(request, "activities/stages.html", {"cycle": row, "form": form})
