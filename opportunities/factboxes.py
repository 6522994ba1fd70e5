"""What opportunities show beside cards: their own figures, a cycle's, and what a contact, campaign or seller has."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.access import may
from core.extensions import FactBox
from core.models import User
from opportunities import progress, statistics
from opportunities.models import Opportunity, SalesCycle
from salespeople.models import Salesperson

VIEW, OUTCOMES = "opportunities.view_opportunity", "opportunities/_outcomes.html"


def _now(opportunity: Opportunity, _user: User) -> Mapping[str, Any]:
    return {"opportunity": opportunity, "entry": opportunity.active_entry()}


def _contact_of(opportunity: Opportunity, _user: User) -> Mapping[str, Any]:
    return {"contact": opportunity.contact}


def _of_cycle(cycle: SalesCycle, _user: User) -> Mapping[str, Any]:
    figures = statistics.of_stages(cycle)
    stages = [(stage, figures[stage.pk]) for stage in progress.stages_in(cycle)]
    return {"cycle": cycle, "all": statistics.of_cycle(cycle), "stages": stages}


def _of_contact(contact: Contact, _user: User) -> Mapping[str, Any]:
    return _outcomes("contact", contact, statistics.of_contact)


def _of_campaign(campaign: Campaign, user: User) -> Mapping[str, Any]:
    """Who may begins one here: the head of a campaign's card has buttons enough."""
    box = _outcomes("campaign", campaign, statistics.of_campaign)
    return {**box, "may_add": campaign.is_activated and may(user, "add", Opportunity)}


def _of_salesperson(salesperson: Salesperson, _user: User) -> Mapping[str, Any]:
    return _outcomes("salesperson", salesperson, statistics.of_salesperson)


def _outcomes(name: str, row: Any, figures_of: Any) -> Mapping[str, Any]:
    return {"query": f"{name}={row.pk}", "outcomes": figures_of(row)}


NOW = FactBox(_("Where it stands"), "opportunities/_now.html", _now)
CONTACT = FactBox(_("Contact"), "contacts/_contact.html", _contact_of)
STAGES = FactBox(_("In progress"), "opportunities/_stages.html", _of_cycle, later=True, permission=VIEW)
OF_CONTACT = FactBox(_("Opportunities"), OUTCOMES, _of_contact, later=True, permission=VIEW)
OF_CAMPAIGN = FactBox(_("Opportunities"), OUTCOMES, _of_campaign, later=True, permission=VIEW)
OF_SALESPERSON = FactBox(_("Opportunities"), OUTCOMES, _of_salesperson, later=True, permission=VIEW)
