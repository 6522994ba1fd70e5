"""Fourteen segments, built step by step as a marketer would, most of them aimed at a campaign."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from campaigns.models import Campaign
from config.demo.campaigns import PLANS, moment
from config.demo.rows import numbered
from contacts.models import Contact
from core.models import User
from segments import building, hold_out
from segments.models import Segment, TargetExclusion

SHOPS = Q(type=Contact.Type.COMPANY)
CUSTOMERS = SHOPS & Q(customer__isnull=False)
BUYERS = Q(type=Contact.Type.PERSON, job_title="Buyer")
OWNERS = Q(type=Contact.Type.PERSON, job_title="Owner")
WORKSHOPS = Q(type=Contact.Type.PERSON, job_title="Workshop manager")


class Audience(NamedTuple):
    """A segment: its campaign if it has one, and whom each of its steps adds, in words and as a condition."""

    name: str
    campaign: str
    added: dict[str, Q]
    unticked: int = 0
    taken_out: int = 0


def _in(*countries: str) -> Q:
    return Q(country__code__in=countries)


AUDIENCES = [
    Audience("Shops that sell lights", "Winter lights", {"Customers in Belgium": CUSTOMERS & _in("BE")}),
    Audience("Workshops", "Workshop weeks", {"Job Title: Workshop manager": WORKSHOPS}, taken_out=4),
    Audience("Visitors of the dealer days", "Dealer days", {"Buyers in Belgium and Germany": BUYERS & _in("BE", "DE")}),
    Audience("Followers of the dealer days", "Dealer days", {"Owners in Germany": OWNERS & _in("DE")}),
    Audience("Rainy coasts", "Ready for the rain", {"Customers in Belgium": CUSTOMERS & _in("BE")}, unticked=3),
    Audience(
        "Test shops for e-bikes",
        "E-bike test month",
        {"Customers in the Netherlands": CUSTOMERS & _in("NL"), "Customers in Germany": CUSTOMERS & _in("DE")},
        unticked=6,
        taken_out=5,
    ),
    Audience("Tyre dealers", "Tyre change", {"Customers in Germany": CUSTOMERS & _in("DE")}, unticked=2),
    Audience("Tyre dealers in France", "Tyre change", {"Customers in France": CUSTOMERS & _in("FR")}),
    Audience("All shops in Norway", "Nordic winter grip", {"Country/Region: Norway": SHOPS & _in("NO")}, unticked=1),
    Audience(
        "Key accounts",
        "Key accounts all year",
        {"Customer price group: KEY": CUSTOMERS & Q(customer__price_group__code="KEY")},
        unticked=2,
    ),
    Audience(
        "City shops",
        "Dunes city launch",
        {f"City: {town}": SHOPS & Q(city=town) for town in ("Amsterdam", "Rotterdam", "Antwerpen")},
    ),
    Audience("Family shops", "Pebble birthday", {"Customers in Belgium": CUSTOMERS & _in("BE")}, taken_out=8),
    Audience("Owners for the newsletter", "", {"Job Title: Owner": OWNERS}),
    Audience("Not customers yet", "", {"Companies that are no customer": SHOPS & Q(customer__isnull=True)}),
]


def segments(campaigns: dict[str, Campaign], *, by: User, at: datetime) -> None:
    """The segments with their lines and steps; each was built eight days before its campaign started."""
    rows = numbered([_segment(audience, campaigns.get(audience.campaign), at) for audience in AUDIENCES])
    for segment, audience in zip(rows, AUDIENCES, strict=True):
        _fill(segment, audience, by=by, at=_built(audience, at))
    _exclude(campaigns["Ready for the rain"], by=by, at=at)
    hold_out.hold_out(campaigns["Pebble birthday"], percent=20, on=at.date(), by=by, at=at)


def _segment(audience: Audience, campaign: Campaign | None, at: datetime) -> Segment:
    return Segment(
        description=audience.name,
        campaign=campaign,
        campaign_target=campaign is not None,
        salesperson=campaign.salesperson if campaign else None,
        date=_built(audience, at).date(),
    )


def _built(audience: Audience, at: datetime) -> datetime:
    starts = {plan.name: plan.starts for plan in PLANS}.get(audience.campaign)
    return moment((starts or 0) - 8, at)


def _fill(segment: Segment, audience: Audience, *, by: User, at: datetime) -> None:
    for words, condition in audience.added.items():
        building.add(segment=segment, contacts=Contact.objects.filter(condition), words=words, by=by, at=at)
    lines = segment.lines.in_segment().order_by("pk")
    if audience.taken_out:
        out = lines.filter(pk__in=[line.pk for line in lines[: audience.taken_out]])
        building.remove(segment=segment, lines=out, words="Have no room for it", by=by, at=at)
    if audience.unticked:
        unticked = [line.pk for line in lines[audience.taken_out :: 3][: audience.unticked]]
        building.set_target(segment=segment, lines=lines.filter(pk__in=unticked), value=False)


def _exclude(campaign: Campaign, *, by: User, at: datetime) -> None:
    reasons = ["Runs an offer of its own", "Pays late"]
    companies = Contact.objects.filter(SHOPS & _in("BE")).order_by("pk")[10 : 10 + len(reasons)]
    TargetExclusion.objects.bulk_create(
        TargetExclusion(campaign=campaign, contact=company, reason=reason, user=by, at=at)
        for company, reason in zip(companies, reasons, strict=True)
    )
