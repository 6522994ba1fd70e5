"""Statistics of campaigns, contacts, salespeople …: figures that open their rows, and charts (16)."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from activities.attendees import about
from activities.models import Task
from campaigns.models import Campaign
from contacts.models import Contact
from core.access import may
from core.expressions import Expression
from core.expressions.days import Day
from core.expressions.filters import ExpressionField
from core.fields import dress
from interactions.models import InteractionGroup, InteractionTemplate
from interactions.statistics import charts, counting, in_words
from interactions.statistics.in_words import Figure
from opportunities import statistics as of_opportunities
from opportunities.models import Opportunity
from opportunities.statistics import Outcomes
from salespeople.models import Salesperson

Group = tuple[str | Promise, list[Figure]]


class DaysForm(forms.Form):
    """The days that are counted, as an expression; nothing counts all of them."""

    def __init__(self, data: Any, *, kind: Day) -> None:
        super().__init__(data)
        self.fields["date"] = ExpressionField(kind=kind, label=_("Date"), required=False)
        dress(self.fields)


class StatisticsPage(PermissionRequiredMixin, DetailView):
    """Of one row. `name` is how lists filter by it; `outcomes` asks what became of its opportunities.

    Context: `form` (the days), `groups` (title, figures), `charts`. With `?box` only what stands beside its card.
    """

    permission_required = ["interactions.view_interaction"]
    template_name = "interactions/statistics.html"
    slug_field = slug_url_kwarg = "number"
    name: ClassVar[str]
    outcomes: ClassVar[Callable[..., Outcomes] | None] = None
    outcomes_by_day: ClassVar[bool] = True
    request: HttpRequest
    object: Any

    def get_template_names(self) -> list[str]:
        return ["interactions/_statistics.html"] if "box" in self.request.GET else [self.template_name]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        if "box" in self.request.GET:
            beside = {"row": self.object, "figures": list(self.own_figures()), "page": self.request.path}
            return {"figures": beside, "box": {"title": _("Statistics")}}
        asked = charts.shown.of(self.model)
        drawn = [chart for each in asked if (chart := each(self.object, self.user, self.rows()))]
        return super().get_context_data(form=self.form, groups=list(self.groups()), charts=drawn, **context)

    @property
    def user(self) -> Any:
        return self.request.user

    def kind(self, path: str) -> Day:
        today = localdate()
        return Day(path, today=today, work_date=self.user.day_of_work(today=today))

    @cached_property
    def form(self) -> DaysForm:
        form = DaysForm({"date": self.request.GET.get("date", "")}, kind=self.kind("date"))
        form.full_clean()
        return form

    @property
    def typed(self) -> str:
        """Nothing while it makes no sense."""
        return self.form["date"].value() if self.form.cleaned_data.get("date") else ""

    def during(self, path: str = "date") -> Q:
        return Expression.of(self.typed, self.kind(path)).asked if self.typed else Q()

    def rows(self) -> QuerySet[Any]:
        """The interactions that count in the days asked for."""
        return counting.that_count(self.during()).filter(**{self.name: self.object})

    def own_figures(self) -> Iterator[Figure]:
        return in_words.of_effort(counting.effort_of(self.rows()), self.link)

    @property
    def link(self) -> in_words.Link:
        return in_words.rows_of(self.name, self.object, self.typed)

    def groups(self) -> Iterator[Group]:
        yield _("Interactions"), list(self.own_figures())
        if self.outcomes and may(self.user, "view", Opportunity):
            yield _("Opportunities"), list(self.of_opportunities())

    def of_opportunities(self) -> Iterator[Figure]:
        by_day = [self.during("closes_on")] if self.outcomes_by_day else []
        found = type(self).outcomes(self.object, *by_day)  # type: ignore[misc]
        listed = None if self.typed and self.outcomes_by_day else in_words.opportunities_of(self.name, self.object)
        yield from in_words.of_outcomes(found, listed)
        yield from self.averages(found)

    def averages(self, outcomes: Outcomes) -> Iterator[Figure]:
        yield from ()


class CampaignStatistics(StatisticsPage):
    """Its opportunities count whatever the days (16.1)."""

    model = Campaign
    name = "campaign"
    outcomes = of_opportunities.of_campaign
    outcomes_by_day = False

    def own_figures(self) -> Iterator[Figure]:
        return in_words.of_response(counting.of_campaign(self.object, self.during()), self.link)


class OfSomebody(StatisticsPage):
    """Who has tasks: with the day of the next one."""

    def tasks(self) -> QuerySet[Any]:
        raise NotImplementedError

    def of_opportunities(self) -> Iterator[Figure]:
        yield from super().of_opportunities()
        if may(self.user, "view", Task):
            following = self.tasks().aggregate(first=models.Min("date"))["first"]
            yield Figure(_("Next Task Date"), following, "date", note="" if following else _("no open task"))


class ContactStatistics(OfSomebody):
    """Of a company with its persons (16.4)."""

    model = Contact
    name = "contact"
    outcomes = of_opportunities.of_contact

    def rows(self) -> QuerySet[Any]:
        return counting.that_count(self.during()).of_contact(self.object)

    def tasks(self) -> QuerySet[Any]:
        return about(Task.objects.open().main(), self.object)


class SalespersonStatistics(OfSomebody):
    model = Salesperson
    name = "salesperson"
    slug_field = slug_url_kwarg = "code"
    outcomes = of_opportunities.of_salesperson

    def averages(self, outcomes: Outcomes) -> Iterator[Figure]:
        return in_words.of_averages(outcomes)

    def tasks(self) -> QuerySet[Any]:
        return Task.objects.open().of(self.object)


class OpportunityStatistics(StatisticsPage):
    model = Opportunity
    name = "opportunity"


class TemplateStatistics(StatisticsPage):
    model = InteractionTemplate
    name = "template"
    slug_field = slug_url_kwarg = "code"


class GroupStatistics(StatisticsPage):
    """By the group each interaction was recorded with (STA-5)."""

    model = InteractionGroup
    name = "group"
    slug_field = slug_url_kwarg = "code"
