"""Which tasks, and how much of each is read."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from activities.models.rules import IS_OPEN
from core.fetching import with_parts
from core.models import User
from core.words import is_searchable
from salespeople.models import Salesperson, Team


class TaskQuerySet(models.QuerySet[Any]):
    def main(self) -> Self:
        """One row per piece of work: without the copies that the members of a team have of it (decision 24)."""
        return self.filter(main_task=None)

    def open(self) -> Self:
        return self.filter(IS_OPEN)

    def of(self, salesperson: Salesperson) -> Self:
        """His own tasks, and his copies of the tasks of his teams (5.1)."""
        return self.filter(salesperson=salesperson)

    def of_teams_of(self, user: User) -> Self:
        """Those of his teams, and those of everybody in them."""
        teams = Team.objects.filter(members__user=user)
        return self.filter(Q(team__in=teams) | Q(salesperson__in=Salesperson.objects.filter(teams__in=teams)))

    def writable_by(self, user: User) -> Self:
        """His own and his teams' tasks; all of them for who may change those of others."""
        if user.has_perm("activities.change_others_task"):
            return self
        own = Q(salesperson__user=user) | Q(team__in=Team.objects.of(user))
        return self.filter(own)

    def for_list(self) -> Self:
        about = ["contact__company", "campaign", "opportunity", "activity"]
        return self.select_related("salesperson", "team", *about, "main_task")

    def briefly(self) -> Self:
        """With what is told of a task on a day, a board or a calendar."""
        person, about = "code name", "number description"
        return with_parts(
            self,
            salesperson=f"{person} picture",
            team=person,
            contact="number name phone mobile_phone party company privacy_blocked",
            contact__company="phone",
            campaign=about,
            main_task="number team salesperson",
            main_task__salesperson=person,
        )

    def in_a_line(self) -> Self:
        """With what a line of a calendar or of a FactBox tells of a task: little of its own, and of its neighbours."""
        own = ["number", "description", "type", "priority", "date", "start_time", "closed"]
        person = "code name"
        return with_parts(
            self,
            own,
            salesperson=person,
            team=person,
            contact="number name",
            campaign="description",
            main_task="number team salesperson",
        )

    def for_card(self) -> Self:
        return self.for_list().select_related("completed_by", "organizer", "modified_by")

    def search(self, typed: str) -> Self:
        """Those whose number begins with what was typed, or whose description has its words inside."""
        text = typed.strip()
        fits = Q(number__begins=text.upper())
        if is_searchable(text):
            fits |= Q(description__has_words=text)
        return self.filter(fits)

    def found(self, typed: str) -> Self:
        return self.main().for_list().search(typed).order_by("closed", "-date", "number")
