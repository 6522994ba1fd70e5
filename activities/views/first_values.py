"""With what a page for new tasks begins, by what its address names."""

from typing import Any

from django.http import HttpRequest

from campaigns.models import Campaign
from contacts.models import Contact
from core.keys import row_in
from opportunities.models import Opportunity
from salespeople.models import Salesperson


def first_values(request: HttpRequest) -> dict[str, Any]:
    """Whose the tasks are: the opportunity's salesperson, the contact's, the campaign's, else the person's own (TO-53).

    An opportunity brings its contact and campaign along (4.2). For a team nobody is proposed.
    """
    asked, person = request.GET, request.user
    opportunity = row_in(
        Opportunity.objects.select_related("salesperson", "contact", "campaign"), asked.get("opportunity", "")
    )
    contact = row_in(Contact.objects.select_related("salesperson"), asked.get("contact", ""))
    campaign = row_in(Campaign.objects.select_related("salesperson"), asked.get("campaign", ""))
    known = [row for row in (opportunity, contact, campaign) if row and row.salesperson]
    seller = known[0].salesperson if known else Salesperson.objects.of(person)  # type: ignore[arg-type]
    brought = {"contact": opportunity.contact, "campaign": opportunity.campaign} if opportunity else {}
    return brought | {"salesperson": None if "team" in asked else seller}
