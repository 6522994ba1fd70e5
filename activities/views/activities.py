"""Activities: their list, and the card with the steps, each with the day its formula gives."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from activities.calendar import Typed, days_of, weeks_of
from activities.filters import ActivityFilter
from activities.forms import ActivityForm, ActivitySteps
from activities.models import Activity, ActivityStep
from activities.tables import ACTIVITY_COLUMNS
from core import pages, workdays
from core.access import permitted
from core.cards import Lines
from core.dateformulas.views import asked_day
from core.keys import keys_in

MOST_STEPS = 200


class ActivityList(pages.ListPage):
    model = Activity
    url_name = "activities:list"
    columns = ACTIVITY_COLUMNS
    filterset_class = ActivityFilter
    order = "code"
    pretitle = _("Marketing")
    empty = _(
        "An activity is a set of tasks that belong together, each on its day. Create one and assign it again and again."
    )
    new_url_name = "activities:new"
    new_label = _("New activity")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Activity.objects.for_list()


class ActivityCard(pages.CardWithLines):
    """Context besides CardWithLines': `plan`, what the steps make from the day `?start=`."""

    model = Activity
    form_class = ActivityForm
    line_tables = [pages.LineTable(_("Steps"), ActivitySteps)]
    list_page = ActivityList
    slug_field = slug_url_kwarg = "code"
    template_name = "activities/card.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        ((_table, formset),) = context["lines"]
        return context | {"plan": plan_of(_steps_in(formset), start=start_asked(self.request))}


class NewActivity(pages.NewCardPage):
    model = Activity
    form_class = ActivityForm
    list_page = ActivityList


class DeleteActivity(pages.DeletePage):
    model = Activity
    list_page = ActivityList
    slug_field = slug_url_kwarg = "code"


@require_GET
@permitted("activities.view_activity")
def plan(request: HttpRequest) -> HttpResponse:
    """What the steps make that somebody is typing: asked by the card of the activity while he types. Whoever may only
    read them sends none: `?activity=4` names whose they are."""
    typed = list(_steps_kept(request.GET["activity"]) if "activity" in request.GET else _steps_sent(request.GET))
    shown = plan_of(filter(None, (step for _key, step in typed)), start=start_asked(request))
    return render(request, "activities/_plan.html", {"plan": shown, "blank": [key for key, step in typed if not step]})


def start_asked(request: HttpRequest) -> date:
    """The day an activity starts that the address names; else the day the person works on."""
    return asked_day(request.GET.get("start", "")) or pages.work_day_of(request)


def plan_of(steps: Iterable[Typed], *, start: date) -> dict[str, Any]:
    free = workdays.ours(get_language())
    days = days_of(steps, start=start, workdays=free)
    return {"start": start, "days": days, "weeks": weeks_of(days, start=start, workdays=free)}


def _steps_in(formset: Lines) -> Iterator[Typed]:
    for form in formset.forms:
        values = {name: form[name].value() for name in ("date_formula", "description", "type")}
        if form.instance.pk or any(values.values()):
            yield Typed(form.prefix, values["date_formula"] or "", values["description"] or "", values["type"] or "")


def _steps_kept(activity: str) -> Iterator[tuple[str, Typed]]:
    steps = ActivityStep.objects.filter(activity__in=keys_in([activity]))
    for index, step in enumerate(steps[:MOST_STEPS]):
        key = f"steps-{index}"
        yield key, Typed(key, step.date_formula, step.description, step.type)


def _steps_sent(sent: Mapping[str, str]) -> Iterator[tuple[str, Typed | None]]:
    """Every line that was sent, with what is typed there; nothing for one that is blank or ticked to be deleted."""
    for index in range(MOST_STEPS):
        key = f"steps-{index}"
        if f"{key}-date_formula" not in sent:
            return
        values = [sent.get(f"{key}-{name}", "") for name in ("date_formula", "description", "type")]
        counts = (sent.get(f"{key}-id") or any(values)) and f"{key}-DELETE" not in sent
        yield key, Typed(key, *values) if counts else None
