"""Pages above all apps: the way in, and the role centre."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from config import finding, role_centre
from config import reports as all_reports
from config.demo.opening import is_open
from config.demo.people import LOGINS
from config.role_centre import campaigns, load
from config.role_centre import results as running
from core import personal
from core.access import permitted, person_of
from core.pages import work_day_of


class Login(LoginView):
    """In demo mode it offers the logins of the demo company, where it is open.

    The session keeps the names of the person's roles and pinned views, so that the frame shows them without asking.
    """

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        names = form.get_user().groups.order_by("name").values_list("name", flat=True)
        self.request.session["roles"] = [name.capitalize() for name in names]
        self.request.session["pins"] = personal.pins_of(form.get_user())
        return answer

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        offered = LOGINS if settings.DEMO and is_open() else []
        shown = [(login.role, login.username, login.password) for login in offered]
        return super().get_context_data(demo_logins=shown, **context)


def log_in_to_setup(request: HttpRequest) -> HttpResponse:
    """The admin pages send strangers to the login of everybody, and tell the others why they may not come in."""
    if request.user.is_authenticated:
        raise PermissionDenied(_("Setting up is for administrators."))
    return redirect_to_login(request.GET.get("next", "/"))


@require_GET
@login_required
def find(request: HttpRequest) -> HttpResponse:
    """What fits the words typed into the finder."""
    person = person_of(request)
    return render(request, "_found.html", {"groups": finding.find(request.GET.get("q", "")[:100], by=person)})


@login_required
def home(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    return render(request, "home.html", role_centre.seen_by(person, on=work_day_of(request)))


@require_GET
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    return render(request, "reports.html", {"subjects": list(all_reports.seen_by(person))})


@require_GET
@permitted("interactions.view_interaction")
def results(request: HttpRequest) -> HttpResponse:
    """A panel of the role centre."""
    found = running.of_running(work_day_of(request))
    compared = running.compared(found) if len(found) > 1 else ""
    person = person_of(request)
    earned = running.earned_by(found, person)
    return render(request, "home/_results.html", {"rows": found, "earned": earned, "compared": compared})


@require_GET
@permitted("pricing.view_salesprice")
def preflight(request: HttpRequest) -> HttpResponse:
    """A panel of the role centre."""
    person = person_of(request)
    return render(request, "home/_preflight.html", {"rows": campaigns.faults_of_week(person, work_day_of(request))})


@require_GET
@permitted("activities.view_task")
def team_load(request: HttpRequest) -> HttpResponse:
    """A panel of the role centre."""
    day = work_day_of(request)
    return render(request, "home/_load.html", {"rows": load.of_teams(day), "mondays": load.mondays_from(day)})
