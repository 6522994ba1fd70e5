"""Figures of interactions: what they cost and took, and what a campaign reached by them (16).

Counted is what is neither cancelled nor postponed; failed attempts count too (STA-3). Every function takes `during`, a
condition on the date of the interaction, and answers costs in local currency and durations in minutes. Interactions are
counted, and beside them the different contacts they were with (STA-1, decision 20).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from campaigns.models import Campaign
from contacts.models import Contact
from core.money import rounded
from interactions.models import Interaction, InteractionGroup, InteractionTemplate
from interactions.models.interaction import InteractionQuerySet
from opportunities.models import Opportunity
from salespeople.models import Salesperson

NOTHING = Decimal(0)
ALWAYS = Q()
TENTH = Decimal("0.1")

TARGET, RESPONSE = Q(campaign_target=True), Q(campaign_response=True)
EFFORT = {
    "number": Count("pk"),
    "contacts": Count("contact", distinct=True),
    "cost": Sum("cost", default=NOTHING),
    "duration": Sum("duration", default=0),
}
REACHED = {
    "contacted": Count("pk", filter=TARGET),
    "contacts_contacted": Count("contact", filter=TARGET, distinct=True),
    "responded": Count("pk", filter=RESPONSE),
    "contacts_responded": Count("contact", filter=RESPONSE, distinct=True),
}


@dataclass(frozen=True)
class Effort:
    """How many interactions, with how many different contacts, for which cost, in how many minutes."""

    number: int = 0
    contacts: int = 0
    cost: Decimal = NOTHING
    duration: int = 0

    @property
    def average_cost(self) -> Decimal:
        """Per interaction, whatever the reference calls it (16.6)."""
        return _ratio(self.cost, self.number)

    @property
    def average_duration(self) -> Decimal:
        return _ratio(self.duration, self.number)


@dataclass(frozen=True)
class Response(Effort):
    """What a campaign reached. An interaction may be target and response at once, and then counts in both (STA-2)."""

    contacted: int = 0
    contacts_contacted: int = 0
    responded: int = 0
    contacts_responded: int = 0

    @property
    def rate(self) -> Decimal:
        """In per cent, to a tenth: responses to interactions with targets, so it may exceed 100 (CI-83)."""
        return _ratio(100 * self.responded, self.contacted, TENTH)

    @property
    def cost_per_response(self) -> Decimal:
        return _ratio(self.cost, self.responded)

    @property
    def duration_per_response(self) -> Decimal:
        return _ratio(self.duration, self.responded)


@dataclass(frozen=True)
class Companies:
    """How many companies a campaign spoke to as its targets, and how many responded; a lone person is his own."""

    contacted: int = 0
    responded: int = 0


@dataclass(frozen=True)
class OnDay:
    """What happened on one day; nothing of what was not asked."""

    day: date
    number: int = 0
    contacted: int = 0
    responded: int = 0


def of_campaign(campaign: Campaign, during: Q = ALWAYS) -> Response:
    return of_campaigns([campaign], during).get(campaign.pk, Response())


def of_campaigns(campaigns: Iterable[Campaign], during: Q = ALWAYS) -> Mapping[int, Response]:
    """By primary key; campaigns without interactions are left out. One statement."""
    rows = that_count(during).filter(campaign__in=[campaign.pk for campaign in campaigns])
    return {key: Response(*figures) for key, *figures in _by(rows, "campaign", {**EFFORT, **REACHED})}


def companies_of(campaigns: Iterable[Campaign]) -> Mapping[int, Companies]:
    """By primary key of the campaign, of all time; campaigns that spoke to nobody are left out. One statement."""
    rows = that_count(TARGET | RESPONSE).filter(campaign__in=[campaign.pk for campaign in campaigns])
    party = Subquery(Contact.objects.filter(pk=OuterRef("contact")).values("party"))  # a join reads all contacts for it
    counts = {
        name: Count(party, filter=flag, distinct=True)
        for name, flag in [("contacted", TARGET), ("responded", RESPONSE)]
    }
    return {key: Companies(*figures) for key, *figures in _by(rows, "campaign", counts)}


def of_contact(contact: Contact, during: Q = ALWAYS) -> Effort:
    """Of a company with its persons (2.2)."""
    return effort_of(that_count(during).of_contact(contact))


def of_contacts(contacts: Iterable[Contact]) -> Mapping[int, Effort]:
    """By primary key, of companies with their persons; contacts without interactions are left out. Two statements."""
    keys = {contact.pk: contact.is_company for contact in contacts}
    found = dict[int, Effort]()
    for path, companies in [("contact__party", True), ("contact", False)]:
        wanted = [key for key, is_company in keys.items() if is_company == companies]
        rows = that_count().filter(**{f"{path}__in": wanted})
        found |= {key: Effort(*figures) for key, *figures in _by(rows, path, EFFORT)}
    return found


def of_template(template: InteractionTemplate, during: Q = ALWAYS) -> Effort:
    return effort_of(that_count(during).filter(template=template))


def of_group(group: InteractionGroup, during: Q = ALWAYS) -> Effort:
    """By the group each interaction was recorded with, wherever its template belongs now (STA-5)."""
    return effort_of(that_count(during).filter(group=group))


def of_salesperson(salesperson: Salesperson, during: Q = ALWAYS) -> Effort:
    return effort_of(that_count(during).filter(salesperson=salesperson))


def of_opportunity(opportunity: Opportunity, during: Q = ALWAYS) -> Effort:
    return effort_of(that_count(during).filter(opportunity=opportunity))


def effort_of(rows: QuerySet[Any]) -> Effort:
    """Of interactions that count; one statement."""
    return Effort(**rows.aggregate(**EFFORT))


def by_day(rows: QuerySet[Any], *counts: str) -> list[OnDay]:
    """The days on which something happened, in their order, with these `counts`; one statement.

    Only the index of campaigns knows targets and responses: to count them elsewhere, every row is read.
    """
    asked = {name: (EFFORT | REACHED)[name] for name in counts}
    return [OnDay(day, **dict(zip(counts, found, strict=True))) for day, *found in sorted(_by(rows, "date", asked))]


def cost_by_group(rows: QuerySet[Any]) -> list[tuple[InteractionGroup | None, Decimal]]:
    """The dearest group first, None for interactions without one; two statements."""
    costs = dict(_by(rows, "group", {"cost": EFFORT["cost"]}))
    groups = InteractionGroup.objects.in_bulk([key for key in costs if key])
    return sorted(((groups.get(key), cost) for key, cost in costs.items()), key=lambda pair: -pair[1])


def that_count(during: Q = ALWAYS) -> InteractionQuerySet:
    return Interaction.objects.that_count().filter(during)


def _by(rows: QuerySet[Any], key: str, figures: Mapping[str, Any]) -> Iterable[tuple[Any, ...]]:
    """The key and the figures of each group of rows. Their names would clash with fields, so they get others."""
    yield from rows.order_by().values_list(key).annotate(**{f"of_{name}": figure for name, figure in figures.items()})


def _ratio(whole: Decimal | int, parts: int, precision: Decimal = Decimal("0.01")) -> Decimal:
    return rounded(Decimal(whole) / parts, precision) if parts else NOTHING
