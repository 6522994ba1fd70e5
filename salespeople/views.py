from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from core import pages
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
    slug_field = slug_url_kwarg = "code"


class NewSalesperson(pages.NewCardPage):
    model = Salesperson
    form_class = SalespersonForm
    list_page = SalespersonList


class DeleteSalesperson(pages.DeletePage):
    model = Salesperson
    list_page = SalespersonList
    slug_field = slug_url_kwarg = "code"


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
