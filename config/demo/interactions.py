"""What was said so far: mailings of the campaigns that began and the answers to them, calls and visits without any."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from campaigns.models import Campaign
from config.demo.campaigns import PLANS
from contacts.models import Contact
from core import numbering
from core.models import User
from interactions.models import (
    CampaignEntry,
    Evaluation,
    Interaction,
    InteractionComment,
    InteractionTemplate,
    LoggedSegment,
)
from salespeople.models import Salesperson
from segments.models import Segment, SegmentLine

BEFORE = timedelta(days=5)
"""So long before a campaign starts its mailing goes out."""
TALKS = {
    "OUTGOING": ["Asked about the winter order", "Told about the new Dunes", "Nobody there"],
    "INCOME": ["When do the bikes come?", "Wants a second catalogue"],
    "ONSITE": ["Looked at the workshop", "Showed the spring range"],
    "INHOUSE": ["Tried the e-bikes"],
    "COMPLAIN": ["A box of tyres was short"],
    "CATALOG": ["Catalogue, by request"],
}
MOST_TALKS = 90
MISTAKEN, FAIR = "Tyre change", "Dealer days"
Templates = dict[str, InteractionTemplate]


def interactions(campaigns: dict[str, Campaign], templates: Templates, *, by: User, at: datetime) -> None:
    """The same day logs the same. One mailing went out by mistake, and is canceled."""
    random = Random(2028)  # noqa: S311 - nothing secret
    begun = [campaigns[plan.name] for plan in PLANS if plan.starts is not None and plan.starts < 0]
    rows = [
        *(row for campaign in begun for row in _of_campaign(campaign, templates, random, by=by, at=at)),
        *_talks(templates, random, by=by, at=at),
    ]
    Interaction.objects.bulk_create(rows)
    remarked = Interaction.objects.filter(template__code="COMPLAIN")
    InteractionComment.objects.bulk_create(
        InteractionComment(interaction=row, author=by, date=row.date, text="Sent another box the same day.")
        for row in remarked
    )


def _of_campaign(
    campaign: Campaign, templates: Templates, random: Random, *, by: User, at: datetime
) -> Iterator[Interaction]:
    lines = SegmentLine.objects.targets().filter(segment__campaign=campaign).select_related("contact__salesperson")
    contacts = [line.contact for line in lines.order_by("pk")]
    if not contacts or not campaign.starting_date:
        return
    sent = campaign.starting_date - BEFORE
    mailing = _mailing(campaign, on=sent, by=by, at=at)
    yield from _mailed(mailing, contacts, templates["MAIL"], by=by, at=at)
    if campaign.description == MISTAKEN:
        mistake = _mailing(campaign, on=sent, by=by, at=at, cancelled=True)
        yield from _mailed(mistake, contacts[:12], templates["NEWS"], by=by, at=at)
    percent = float(campaign.expected_response or 0) * random.uniform(0.4, 1.3) / 100
    answered = random.sample(contacts, min(len(contacts), round(len(contacts) * percent)))
    entry = _entry(campaign, "Interactions", on=sent + BEFORE, by=by) if answered else None
    for contact in answered:
        day = min(sent + timedelta(days=random.randint(3, 25)), at.date())
        row = _said(contact, templates["FAIR" if campaign.description == FAIR else "REPLY"], day, by=by, at=at)
        row.description, row.campaign, row.campaign_entry = f"Answer to {campaign.description}", campaign, entry
        row.evaluation = random.choice([Evaluation.VERY_POSITIVE, Evaluation.POSITIVE, Evaluation.NEUTRAL, ""])
        row.cancelled = random.random() < 0.04
        yield row


def _mailing(campaign: Campaign, *, on: date, by: User, at: datetime, cancelled: bool = False) -> CampaignEntry:
    numbers, _series = numbering.block(Segment.purpose, of=Segment, count=1)
    segment = LoggedSegment.objects.create(
        segment_number=next(iter(numbers)),
        description=f"Mailing of {campaign.description}"[:100],
        created_on=on,
        cancelled=cancelled,
        user=by,
        at=at,
    )
    return _entry(campaign, segment.description, on=on, by=by, segment=segment)


def _entry(campaign: Campaign, text: str, *, on: date, by: User, segment: LoggedSegment | None = None) -> CampaignEntry:
    return CampaignEntry.objects.create(
        campaign=campaign,
        logged_segment=segment,
        segment_number=segment.segment_number if segment else "",
        description=text,
        date=on,
        salesperson=campaign.salesperson,
        cancelled=segment is not None and segment.cancelled,
        user=by,
    )


def _mailed(
    mailing: CampaignEntry, contacts: Sequence[Contact], template: InteractionTemplate, *, by: User, at: datetime
) -> Iterator[Interaction]:
    for contact in contacts:
        row = _said(contact, template, mailing.date, by=by, at=at)
        row.description, row.campaign, row.campaign_entry = mailing.description, mailing.campaign, mailing
        row.segment_number, row.logged_segment = mailing.segment_number, mailing.logged_segment
        row.salesperson, row.cancelled = mailing.salesperson, mailing.cancelled
        yield row


def _talks(templates: Templates, random: Random, *, by: User, at: datetime) -> Iterator[Interaction]:
    sellers = Salesperson.objects.filter(blocked=False)
    contacts = list(Contact.objects.filter(salesperson__in=sellers).select_related("salesperson").order_by("pk"))
    for contact in random.sample(contacts, min(len(contacts), MOST_TALKS)):
        code = random.choice(["OUTGOING", "OUTGOING", *TALKS])
        row = _said(contact, templates[code], at.date() - timedelta(days=random.randint(0, 120)), by=by, at=at)
        row.description = random.choice(TALKS[code])
        row.attempt_failed = row.description == "Nobody there"
        row.evaluation = "" if row.attempt_failed else random.choice(["", *Evaluation.values])
        yield row


def _said(contact: Contact, template: InteractionTemplate, day: date, *, by: User, at: datetime) -> Interaction:
    return Interaction(
        contact=contact,
        date=day,
        description=template.description,
        template=template,
        group=template.group,
        salesperson=contact.salesperson,
        cost=template.unit_cost,
        duration=template.unit_duration,
        information_flow=template.information_flow,
        initiated_by=template.initiated_by,
        correspondence_type=template.correspondence_type,
        campaign_target=template.campaign_target,
        campaign_response=template.campaign_response,
        user=by,
        at=at,
    )
