from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import extensions


class SalesConfig(AppConfig):
    name = "sales"
    verbose_name = _("Sales")

    def ready(self) -> None:
        from campaigns.models import Campaign
        from contacts.models import Contact, Customer
        from sales import campaign_quotes, links

        extensions.card_actions.add(Contact, links.NEW_QUOTE_FOR_CONTACT)
        extensions.card_actions.add(Customer, links.NEW_QUOTE_FOR_CUSTOMER)
        extensions.fact_boxes.add(Campaign, campaign_quotes.BOX)
        extensions.guards.add(Campaign, campaign_quotes.GUARD)
