from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PricingConfig(AppConfig):
    name = "pricing"
    verbose_name = _("Pricing")

    def ready(self) -> None:
        from activities import offers
        from campaigns import timeline
        from campaigns.models import Campaign
        from contacts import traces
        from contacts.models import Contact, Customer
        from core import extensions
        from core.importing import kinds
        from items.models import Item
        from pricing import actions, factboxes, lanes, preflight
        from pricing.importing import SALES_LINE_DISCOUNTS, SALES_PRICES
        from pricing.offers import offers_of
        from pricing.traces import MENTIONS

        traces.add(mentioned=MENTIONS)
        extensions.card_actions.add(Campaign, *actions.OF_CAMPAIGN)
        extensions.card_actions.add(Item, *actions.OF_ITEM)
        extensions.card_actions.add(Contact, actions.SPECIAL_OF_CONTACT)
        extensions.card_actions.add(Customer, *actions.OF_CUSTOMER)
        extensions.fact_boxes.add(Campaign, factboxes.CAMPAIGN, factboxes.PREFLIGHT)
        extensions.fact_boxes.add(Item, factboxes.ITEM)
        extensions.fact_boxes.add(Customer, factboxes.CUSTOMER)
        extensions.guards.add(Campaign, extensions.Guard("status", preflight.against_status))
        offers.sources.append(offers_of)
        timeline.sources.append(lanes.activations_of)
        kinds.add(SALES_PRICES)
        kinds.add(SALES_LINE_DISCOUNTS)
