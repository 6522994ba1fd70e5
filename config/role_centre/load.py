"""How much the teams have to do in the next weeks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.calendar import monday_of
from activities.models import Task
from config.role_centre.parts import Panel, address
from core.models import User
from salespeople.models import Team

WEEKS = 4
WEEK = timedelta(weeks=1)
MOST_TEAMS = 20


@dataclass(frozen=True)
class TeamLoad:
    """Open tasks of the members of a team, by week."""

    team: Team
    counts: Sequence[int]
    members: int


def panels(user: User) -> Iterator[Panel]:
    """For those who lead, and hand the tasks of others over."""
    if not user.has_perm("activities.change_others_task") or user.has_perm("campaigns.add_campaign"):
        return
    later = reverse("home_load")
    yield Panel(_("Load of the teams"), "", [], address("activities:matrix"), "home/_load.html", later=later)


def mondays_from(on: date) -> list[date]:
    return [monday_of(on) + number * WEEK for number in range(WEEKS)]


def of_teams(on: date) -> list[TeamLoad]:
    """Two statements. Who is in two teams counts in both; a team's own task counts for each member, who has a copy."""
    mondays = mondays_from(on)
    teams = list(Team.objects.annotate(size=Count("memberships")).order_by("code")[:MOST_TEAMS])
    due = Task.objects.open().filter(
        salesperson__teams__in=teams, date__range=(mondays[0], mondays[-1] + WEEK - date.resolution)
    )
    counts: Counter[tuple[int, date]] = Counter()
    for team, day, count in due.order_by().values_list("salesperson__teams", "date").annotate(Count("pk")):
        counts[team, monday_of(day)] += count
    return [TeamLoad(team, [counts[team.pk, monday] for monday in mondays], team.size) for team in teams]
