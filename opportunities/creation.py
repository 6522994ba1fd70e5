"""A new opportunity, and what one may be changed into (4.10)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from contacts.defaults import salesperson_for
from contacts.models import Contact
from core.errors import Refused
from core.models import User
from opportunities import ownership
from opportunities.models import Opportunity, SalesCycle
from salespeople.models import Salesperson


class NoCycle(Refused):
    pass


class NoSeller(Refused):
    pass


class WrongCampaign(Refused):
    pass


class OtherCompany(Refused):
    pass


class PrivacyBlocked(Refused):
    pass


def create(opportunity: Opportunity, *, on: date, by: User, at: datetime) -> Opportunity:
    """Save a new opportunity of that day; a blank salesperson or cycle is the proposed one.

    Refused for a contact whose privacy is blocked (PrivacyBlocked, CON-32), without a salesperson (NoSeller), for a
    colleague outside one's teams (ownership NotYours), without a cycle or with a blocked one (NoCycle, TO-125, TO-128),
    with a campaign that is not activated or not running that day (WrongCampaign, TO-130), and without a number series
    (core NoSeries, TO-127).
    """
    with transaction.atomic():
        refuse_blocked(opportunity.contact)
        prepare(opportunity, on=on, by=by)
        opportunity.changed(by=by, at=at)
        opportunity.save()
    return opportunity


def prepare(opportunity: Opportunity, *, on: date, by: User) -> None:
    """Fill in what is proposed. Refused as `create`, but for the contact and the number."""
    opportunity.creation_date = on
    if opportunity.salesperson_id is None:
        opportunity.salesperson = _seller(opportunity, by=by)
    ownership.refuse_others(opportunity.salesperson, by=by)
    if opportunity.cycle_id is None:
        opportunity.cycle = _cycle()
    if opportunity.cycle.blocked:
        sentence = _("The sales cycle %(cycle)s is blocked. Choose another one.")
        raise NoCycle(sentence % {"cycle": opportunity.cycle})
    refuse_campaign(opportunity)


def seller_for(*, contact: Contact | None, campaign: Campaign | None, by: User) -> Salesperson | None:
    """Whom a new opportunity is proposed to: the contact's salesperson, the campaign's, the own, the set-up's."""
    for known in (contact, campaign):
        if known and known.salesperson and not known.salesperson.blocked:
            return known.salesperson
    return salesperson_for(by)


def campaigns_for(*, on: date, kept: int | None = None) -> QuerySet[Campaign]:
    """Those that an opportunity of that day may belong to: activated, and running on the day (TO-130)."""
    running = Campaign.objects.activated().in_force(on=on)
    return (running | Campaign.objects.filter(pk=kept)) if kept else running


def refuse_campaign(opportunity: Opportunity) -> None:
    campaign = opportunity.campaign
    if campaign is None or campaigns_for(on=opportunity.creation_date).filter(pk=campaign.pk).exists():
        return
    sentence = _("%(campaign)s is not activated, or does not run on %(day)s. Choose another campaign or none.")
    day = date_format(opportunity.creation_date, "SHORT_DATE_FORMAT")
    raise WrongCampaign(sentence % {"campaign": campaign, "day": day})


def refuse_contact(opportunity: Opportunity, *, to: Contact) -> None:
    """Once it has started, its contact may only change within the company (OtherCompany, 4.10).

    To one whose privacy is blocked it never may (PrivacyBlocked).
    """
    if to != opportunity.contact:
        refuse_blocked(to)
    if opportunity.is_started and opportunity.contact.party != to.party:
        sentence = _("The opportunity has started with %(company)s. Choose a contact of the same company.")
        raise OtherCompany(sentence % {"company": opportunity.contact.head})


def refuse_blocked(contact: Contact) -> None:
    if contact.privacy_blocked:
        sentence = _("%(contact)s is blocked for privacy. Choose another contact, or lift the block on the contact.")
        raise PrivacyBlocked(sentence % {"contact": contact})


def _seller(opportunity: Opportunity, *, by: User) -> Salesperson:
    seller = seller_for(contact=opportunity.contact, campaign=opportunity.campaign, by=by)
    if seller is None:
        raise NoSeller(_("Choose the salesperson of the opportunity."))
    return seller


def _cycle() -> SalesCycle:
    cycle = SalesCycle.objects.proposed()
    if cycle is None:
        raise NoCycle(_("Choose the sales cycle of the opportunity."))
    return cycle
