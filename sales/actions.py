"""Ways from the cards of contacts, customers and opportunities to a quote, and from campaigns to their figures."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core.extensions import CardAction
from core.lists import BulkAction
from opportunities.models import Opportunity, Status


def _for_contact(contact: Contact) -> str:
    return reverse("sales:new", query={"contact": contact.pk})


def _for_customer(customer: Customer) -> str:
    return reverse("sales:new", query={"contact": customer.contact_id})


def _compare(campaign: Campaign) -> str:
    return reverse("sales:compare", query={"first": campaign.pk})


def _create(opportunity: Opportunity) -> str:
    return reverse("sales:create_quote", args=[opportunity.number])


def _money(campaign: Campaign) -> str:
    return reverse("sales:money", args=[campaign.number])


def _show(opportunity: Opportunity) -> str:
    return reverse("sales:card", args=[opportunity.quote_number])


MONEY = CardAction(_("Money"), _money, icon="coin", permission="items.view_unit_cost", rare=True)
CREATE_QUOTE = CardAction(
    _("Create quote"),
    _create,
    icon="file-invoice",
    permission="sales.add_salesdocument",
    post=True,
    shown=lambda opportunity: opportunity.status == Status.IN_PROGRESS and not opportunity.quote_number,
)
SHOW_QUOTE = CardAction(
    _("Show quote"),
    _show,
    icon="file-invoice",
    permission="sales.view_salesdocument",
    shown=lambda opportunity: bool(opportunity.quote_number),
)
NEW_QUOTE_FOR_CONTACT = CardAction(
    _("New quote"),
    _for_contact,
    icon="file-invoice",
    permission="sales.add_salesdocument",
    shown=lambda contact: not contact.privacy_blocked,
)
NEW_QUOTE_FOR_CUSTOMER = CardAction(
    _("New quote"),
    _for_customer,
    icon="file-invoice",
    permission="sales.add_salesdocument",
    shown=lambda customer: not customer.blocked,
)
COMPARE = CardAction(_("Compare"), _compare, icon="scale", permission="interactions.view_interaction", rare=True)
STATISTICS = BulkAction(
    _("Statistics"), "sales:statistics_of_ticked", "interactions.view_interaction", icon="chart-bar", shortcut="F7"
)
