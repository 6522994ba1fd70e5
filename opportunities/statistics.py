"""Figures of opportunities: of a salesperson, a contact, a campaign; of a sales cycle and its stages (5.4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet, Sum

from campaigns.models import Campaign
from contacts.models import Contact
from core.money import rounded
from opportunities.models import Opportunity, OpportunityEntry, SalesCycle, Stage, Status
from salespeople.models import Salesperson

NOTHING = Decimal(0)
ALWAYS = Q()


@dataclass(frozen=True)
class Tally:
    """How many opportunities, and what they are worth."""

    number: int = 0
    estimated: Decimal = NOTHING
    current: Decimal = NOTHING

    @property
    def average_estimated(self) -> Decimal:
        return rounded(self.estimated / self.number) if self.number else NOTHING

    @property
    def average_current(self) -> Decimal:
        return rounded(self.current / self.number) if self.number else NOTHING

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.number + other.number, self.estimated + other.estimated, self.current + other.current)


@dataclass(frozen=True)
class Outcomes:
    """By what became of them. What is won or lost keeps its value here; one not started yet has none."""

    not_started: Tally
    in_progress: Tally
    won: Tally
    lost: Tally

    @property
    def number(self) -> int:
        return self.not_started.number + self.all.number

    @property
    def all(self) -> Tally:
        """Those that have an entry."""
        return self.in_progress + self.won + self.lost


@dataclass(frozen=True)
class StageFigures:
    """What stands at a stage now, and how many days others stayed there before they moved on."""

    now: Tally
    average_days: Decimal | None


def of_salesperson(salesperson: Salesperson, closing: Q = ALWAYS) -> Outcomes:
    """`closing` is a condition on `closes_on`, the estimated closing date (interactions 16.6)."""
    return outcomes_of(Opportunity.objects.filter(salesperson=salesperson), closing)


def of_contact(contact: Contact, closing: Q = ALWAYS) -> Outcomes:
    """Of a company with its persons."""
    return outcomes_of(Opportunity.objects.of_contact(contact), closing)


def of_campaign(campaign: Campaign) -> Outcomes:
    return outcomes_of(Opportunity.objects.filter(campaign=campaign))


def of_campaigns(campaigns: Iterable[Campaign]) -> Mapping[int, Tally]:
    """By primary key of the campaign, of all that have an entry; one statement."""
    entries = OpportunityEntry.objects.active().filter(
        opportunity__campaign__in=[campaign.pk for campaign in campaigns]
    )
    return {key: Tally(*figures) for key, *figures in _summed(entries, "opportunity__campaign")}


def of_contacts(contacts: Iterable[Contact]) -> Mapping[int, Tally]:
    """By primary key, of companies with their persons, of all that have an entry; two statements."""
    keys, found = {contact.pk: contact.is_company for contact in contacts}, dict[int, Tally]()
    for path, companies in [("opportunity__contact__party", True), ("opportunity__contact", False)]:
        wanted = [key for key, is_company in keys.items() if is_company == companies]
        entries = OpportunityEntry.objects.active().filter(**{f"{path}__in": wanted})
        found |= {key: Tally(*figures) for key, *figures in _summed(entries, path)}
    return found


def outcomes_of(opportunities: QuerySet[Any], closing: Q = ALWAYS) -> Outcomes:
    """One statement."""
    counted = {
        status: Tally(number, estimated or NOTHING, current or NOTHING)
        for status, number, estimated, current in opportunities.with_now()  # type: ignore[attr-defined]
        .filter(closing)
        .order_by()
        .values_list("status")
        .annotate(number=Count("pk"), estimated=Sum("now__estimated_value"), current=Sum("now__current_value"))
    }
    return Outcomes(*(counted.get(status, Tally()) for status in Status))


def of_cycle(cycle: SalesCycle) -> Tally:
    return of_cycles([cycle]).get(cycle.pk, Tally())


def of_cycles(cycles: Sequence[SalesCycle]) -> Mapping[int, Tally]:
    """By primary key of the cycle, of what is in progress; one statement."""
    entries = OpportunityEntry.objects.open().filter(opportunity__cycle__in=[cycle.pk for cycle in cycles])
    return {key: Tally(*figures) for key, *figures in _summed(entries, "opportunity__cycle")}


def of_stages(cycle: SalesCycle) -> Mapping[int, StageFigures]:
    return of_stages_of([cycle.pk])


def of_stages_of(cycles: Iterable[int]) -> Mapping[int, StageFigures]:
    """By primary key of the stage; two statements. The days are those of stages that were left (5.4)."""
    stages = Stage.objects.filter(cycle__in=cycles)
    now = by_stage(OpportunityEntry.objects.active().filter(stage__in=stages))
    left = Avg("entries__days_open", filter=Q(entries__active=False))
    days = stages.order_by().values_list("pk").annotate(days=left)
    return {key: StageFigures(now.get(key, Tally()), _days(average)) for key, average in days}


def by_stage(entries: QuerySet[Any]) -> Mapping[int, Tally]:
    """The entries summed up, by primary key of their stage; one statement."""
    return {key: Tally(*figures) for key, *figures in _summed(entries, "stage")}


def _summed(entries: QuerySet[Any], by: str) -> Iterable[tuple[Any, ...]]:
    """The key, and the three figures of a tally, of each group."""
    figures = {"number": Count("pk"), "estimated": Sum("estimated_value"), "current": Sum("current_value")}
    yield from entries.order_by().values_list(by).annotate(**figures)


def _days(average: float | None) -> Decimal | None:
    return None if average is None else rounded(Decimal(average), Decimal("0.1"))
