from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from core import pages
from core.access import permitted
from core.file_kinds import PICTURES, named
from salespeople import pictures
from salespeople.filters import SalespersonFilter, TeamFilter
from salespeople.forms import SalespersonForm, TeamForm, TeamMembers
from salespeople.models import Salesperson, Team
from salespeople.tables import SALESPERSON_COLUMNS, TEAM_COLUMNS


class SalespersonList(pages.ListPage):
    model = Salesperson
    url_name = "salespeople:list"
    columns = SALESPERSON_COLUMNS
    filterset_class = SalespersonFilter
    order = "code"
    pretitle = _("People")
    empty = _("Salespeople own campaigns, contacts and quotes. Add the first one, or import them from a file.")
    new_url_name = "salespeople:new"
    new_label = _("New salesperson")


class SalespersonCard(pages.CardPage):
    model = Salesperson
    form_class = SalespersonForm
    list_page = SalespersonList
    template_name = "salespeople/card.html"
    slug_field = slug_url_kwarg = "code"


class NewSalesperson(pages.NewCardPage):
    model = Salesperson
    form_class = SalespersonForm
    list_page = SalespersonList


class DeleteSalesperson(pages.DeletePage):
    model = Salesperson
    list_page = SalespersonList
    slug_field = slug_url_kwarg = "code"

    def delete(self, row: Any) -> None:
        pictures.delete(row)


@require_GET
@permitted("salespeople.view_salesperson")
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """The picture itself, shown as nothing but a picture."""
    kept: Any = get_object_or_404(Salesperson, code=code).picture
    kind = named(PICTURES, kept.name or "")
    if kind is None or not kept.storage.exists(kept.name):
        raise Http404
    with kept.open() as file:
        answer = HttpResponse(file.read(), content_type=kind.content_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, max-age=604800, immutable"  # another picture has another address
    return answer


@require_POST
@permitted("salespeople.change_salesperson")
def put_picture(request: HttpRequest, code: str) -> HttpResponse:
    salesperson = get_object_or_404(Salesperson, code=code)
    with pages.refusals_shown(request):
        pictures.put(salesperson, file=request.FILES.get("picture"))
        messages.success(request, _now("The picture of %(salesperson)s is kept.") % {"salesperson": salesperson})
    return redirect(salesperson)


@require_POST
@permitted("salespeople.change_salesperson")
def take_picture_away(request: HttpRequest, code: str) -> HttpResponse:
    salesperson = get_object_or_404(Salesperson, code=code)
    pictures.take_away(salesperson)
    messages.success(request, _now("The picture of %(salesperson)s is deleted.") % {"salesperson": salesperson})
    return redirect(salesperson)


class TeamList(pages.ListPage):
    model = Team
    url_name = "salespeople:teams"
    columns = TEAM_COLUMNS
    filterset_class = TeamFilter
    order = "code"
    pretitle = _("People")
    empty = _("A team is a group of salespeople who share work.")
    new_url_name = "salespeople:new_team"
    new_label = _("New team")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Team.objects.annotate(member_count=Count("memberships"))


class TeamCard(pages.CardWithLines):
    model = Team
    form_class = TeamForm
    line_tables = [pages.LineTable(_("Members"), TeamMembers)]
    list_page = TeamList
    slug_field = slug_url_kwarg = "code"


class NewTeam(pages.NewCardPage):
    model = Team
    form_class = TeamForm
    list_page = TeamList


class DeleteTeam(pages.DeletePage):
    model = Team
    list_page = TeamList
    slug_field = slug_url_kwarg = "code"
