from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import extensions


class SalesConfig(AppConfig):
    name = "sales"
    verbose_name = _("Sales")

    def ready(self) -> None:
        from campaigns.models import Campaign
        from contacts import circles, history, traces
        from contacts.models import Contact, Customer
        from core import lookups
        from core.importing import kinds
        from interactions.statistics import charts
        from opportunities.models import Opportunity
        from sales import actions, factboxes, reached, results, tables
        from sales.importing import ORDER_LINES, ORDERS
        from sales.models import SalesDocument
        from sales.traces import MENTIONS, TRACES, against_erasing

        lookups.add(SalesDocument, lookups.Lookup(SalesDocument.objects.found, hint=lambda row: str(row.sell_to)))
        traces.add(TRACES, MENTIONS)
        extensions.guards.add(Contact, extensions.Guard("erase", against_erasing, where=_documents_of))
        extensions.card_actions.add(Contact, actions.NEW_QUOTE_FOR_CONTACT)
        extensions.card_actions.add(Opportunity, actions.CREATE_QUOTE, actions.SHOW_QUOTE)
        extensions.card_actions.add(Customer, actions.NEW_QUOTE_FOR_CUSTOMER)
        extensions.card_actions.add(Campaign, actions.MONEY, actions.COMPARE)
        extensions.fact_boxes.add(Campaign, factboxes.CAMPAIGN_QUOTES, factboxes.MONEY)
        extensions.list_columns.add(Campaign, tables.SOLD_OF_CAMPAIGN, tables.RESULT_OF_CAMPAIGN)
        extensions.bulk_actions.add(Campaign, actions.STATISTICS)
        charts.shown.add(Campaign, results.funnel_chart)
        for name, circle in reached.STEPS.items():
            circles.add(name, circle)
        history.kept.append(history.Kept(SalesDocument, ("sell_to", "bill_to")))
        extensions.guards.add(Campaign, factboxes.PRICES_IN_USE)
        extensions.guards.add(Customer, factboxes.OPEN_ORDERS)
        kinds.add(ORDERS)
        kinds.add(ORDER_LINES)


def _documents_of(contact: Any) -> str:
    return reverse("sales:list", query={"q": contact.number})
