"""Twenty-six opportunities in two sales cycles: waiting, at every stage, won and lost."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from activities import stages
from activities.models import Activity
from campaigns.models import Campaign
from config.demo.rows import coded
from contacts.models import Contact
from core.dateformulas import DateFormula
from core.models import User
from core.money import ONE, rounded
from opportunities import closing, creation, progress
from opportunities.estimates import Estimate
from opportunities.models import CloseOpportunityCode, Opportunity, SalesCycle, Stage
from opportunities.moves import Way
from sales.models import SalesDocument, total_of_document

Outcome = closing.Outcome


class Step(NamedTuple):
    """A stage: its name, completed and chances in per cent, and when a sale is expected from there."""

    name: str
    completed: int
    chances: int
    formula: str = ""
    quote: bool = False
    skip: bool = False


CYCLES = {
    "EXIST": (
        "Existing customers",
        SalesCycle.Probability.COMPLETED,
        [
            Step("First talk", 5, 15, "2M"),
            Step("Demonstration", 45, 40, "6W", skip=True),
            Step("Proposal", 80, 75, "3W", quote=True),
            Step("Signature", 95, 95, "1W", quote=True),
        ],
    ),
    "NEW": (
        "New customers",
        SalesCycle.Probability.CHANCES,
        [
            Step("First talk", 2, 10, "4M"),
            Step("Qualification", 10, 20, "3M"),
            Step("Visit", 40, 45, "2M", skip=True),
            Step("Proposal", 60, 70, "1M", quote=True),
            Step("Signature", 95, 95, "2W", quote=True),
        ],
    ),
}
REASONS = {
    Outcome.WON: {
        "W-PRICE": "Our price",
        "W-RANGE": "Our range",
        "W-SERVICE": "Our service",
        "W-KNOWN": "We know them",
    },
    Outcome.LOST: {"L-PRICE": "Too dear", "L-RANGE": "Not our range", "L-LATER": "Put off", "L-RIVAL": "A competitor"},
}


class Plan(NamedTuple):
    """An opportunity: since how many days, how many stages it has entered, and how it ended, if it did."""

    name: str
    cycle: str
    since: int
    stages: int
    value: int
    reason: str = ""
    campaign: str = ""
    priority: str = Opportunity.Priority.NORMAL


HIGH, LOW = Opportunity.Priority.HIGH, Opportunity.Priority.LOW
EBIKES, KEY = "E-bike test month", "Key accounts all year"
PLANS = [
    Plan("Hire fleet for the coast", "NEW", 80, 3, 48000, priority=HIGH),
    Plan("First order of e-bikes", "NEW", 9, 2, 21500, campaign=EBIKES),
    Plan("Children's bikes for spring", "NEW", 34, 2, 9800),
    Plan("Second shop in town", "NEW", 21, 1, 15500),
    Plan("Repair stands for the workshop", "NEW", 6, 1, 1950, priority=LOW),
    Plan("Cargo bikes for a baker", "NEW", 60, 4, 27500, campaign=KEY),
    Plan("Station hire", "NEW", 95, 5, 64000, priority=HIGH),
    Plan("Club jackets", "NEW", 3, 0, 3200),
    Plan("Gravel range", "NEW", 1, 0, 12000),
    Plan("Test bikes for a shop", "NEW", 120, 4, 18000, "W-KNOWN"),
    Plan("Lights for a chain", "NEW", 140, 3, 7600, "L-RIVAL"),
    Plan("Folding bikes for commuters", "NEW", 75, 2, 11200, "L-LATER"),
    Plan("Winter tyres, whole range", "EXIST", 40, 2, 8600),
    Plan("Spring order", "EXIST", 12, 1, 24000, priority=HIGH),
    Plan("Belt drives for the workshop", "EXIST", 26, 2, 5400),
    Plan("Hauler for deliveries", "EXIST", 8, 1, 14100, campaign=EBIKES),
    Plan("Pannier wall", "EXIST", 55, 3, 6900, campaign=KEY),
    Plan("Fjordline test fleet", "EXIST", 33, 3, 38500, campaign=KEY, priority=HIGH),
    Plan("Helmets for a school", "EXIST", 48, 4, 4300),
    Plan("Yearly agreement", "EXIST", 90, 4, 82000, campaign=KEY, priority=HIGH),
    Plan("More tools", "EXIST", 2, 0, 1400, priority=LOW),
    Plan("Autumn clearance", "EXIST", 110, 3, 9900, "W-PRICE"),
    Plan("E-bikes for the town hall", "EXIST", 100, 4, 45500, "W-SERVICE", campaign=KEY),
    Plan("Brake parts on call", "EXIST", 70, 2, 3800, "W-RANGE"),
    Plan("Rain wear", "EXIST", 64, 2, 2900, "L-PRICE"),
    Plan("Own brand helmets", "EXIST", 85, 1, 16000, "L-RANGE"),
]


def opportunities(campaigns: dict[str, Campaign], activities: dict[str, Activity], *, by: User, at: datetime) -> None:
    """Each has gone its way step by step, a little dearer or cheaper each time; what needs a quote has one.

    A proposal is followed up: what was left to do when the next stage was entered is cancelled.
    """
    random, cycles, reasons = Random(2027), _cycles(), _reasons()  # noqa: S311 - nothing secret
    stages.choose((stage, activities["FOLLOWUP"]) for stage in Stage.objects.filter(description="Proposal"))
    buyers = {code: _buyers(code, random) for code in CYCLES}
    quotes = iter(SalesDocument.objects.quotes().annotate(total=total_of_document()).order_by("-total", "number"))
    for number, plan in enumerate(PLANS):
        quote = next(quotes) if _needs_quote(plan, stages=plan.stages) else None
        made = Opportunity(
            description=plan.name,
            contact=quote.sell_to if quote else buyers[plan.cycle][number],
            cycle=cycles[plan.cycle],
            campaign=campaigns.get(plan.campaign),
            priority=plan.priority,
            quote_number=quote.number if quote else "",
            quote_amount=quote.total if quote else None,
        )
        days = [at - timedelta(days=plan.since * (plan.stages + 1 - step) // (plan.stages + 1)) for step in range(9)]
        creation.create(made, on=days[0].date(), by=by, at=days[0])
        if quote:
            SalesDocument.objects.filter(pk=quote.pk).update(opportunity=made)
        _step_by_step(made, plan, days, by=by, random=random)
        if plan.reason:
            _close(made, reasons[plan.reason], value=plan.value, at=days[plan.stages], by=by)


def _needs_quote(plan: Plan, *, stages: int) -> bool:
    return any(step.quote for step in CYCLES[plan.cycle][2][:stages])


def _step_by_step(made: Opportunity, plan: Plan, days: Sequence[datetime], *, by: User, random: Random) -> None:
    for place in range(plan.stages):
        share = Decimal(random.choice([90, 95, 100, 100, 105, 110])) / 100
        offered = made.quote_amount if _needs_quote(plan, stages=place + 1) else None
        estimate = Estimate(offered or rounded((made.quote_amount or plan.value) * share, ONE))
        way = Way.NEXT if place else Way.FIRST
        day = days[place]
        progress.move(made, way=way, estimate=estimate, on=day.date(), cancel_work=place > 0, by=by, at=day)


def _close(made: Opportunity, code: CloseOpportunityCode, *, value: int, at: datetime, by: User) -> None:
    outcome = Outcome(code.outcome)
    amount = Decimal(value)
    closing.close(made, outcome=outcome, code=code, on=at.date(), amount=amount, cancel_work=True, by=by, at=at)


def _buyers(code: str, random: Random) -> list[Contact]:
    """Customers, or shops that are none yet; one for each of the plans."""
    shops = Contact.objects.companies().filter(customer__isnull=code == "NEW", salesperson__blocked=False)
    shops = shops.select_related("salesperson").order_by("pk")
    return random.sample(list(shops), len(PLANS))


def _cycles() -> dict[str, SalesCycle]:
    rows = [
        SalesCycle(code=code, description=name, probability=way, proposed=code == "EXIST")
        for code, (name, way, _steps) in CYCLES.items()
    ]
    found = coded(rows)
    Stage.objects.bulk_create(
        Stage(
            cycle=found[code],
            position=(place + 1) * 10,
            description=step.name,
            completed=step.completed,
            chances=step.chances,
            date_formula=DateFormula(step.formula),
            quote_required=step.quote,
            allow_skip=step.skip,
        )
        for code, (_name, _way, steps) in CYCLES.items()
        for place, step in enumerate(steps)
    )
    return found


def _reasons() -> dict[str, CloseOpportunityCode]:
    return coded(
        [
            CloseOpportunityCode(code=code, description=text, outcome=outcome)
            for outcome, texts in REASONS.items()
            for code, text in texts.items()
        ]
    )
