from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import extensions


class InteractionsConfig(AppConfig):
    name = "interactions"
    verbose_name = _("Interactions")

    def ready(self) -> None:
        from campaigns.models import Campaign
        from contacts.models import Contact
        from interactions import charts, factboxes, trends
        from interactions.models import InteractionGroup, InteractionTemplate
        from opportunities.models import Opportunity
        from salespeople.models import Salesperson

        keys = {Campaign: "number", Contact: "number", Opportunity: "number", Salesperson: "code"}
        for model, key in keys.items():
            extensions.card_actions.add(model, factboxes.statistics_of(str(model._meta.model_name), key))
        extensions.card_actions.add(InteractionTemplate, factboxes.statistics_of("template", "code"))
        extensions.fact_boxes.add(Campaign, factboxes.counted_later("campaign"))
        extensions.fact_boxes.add(Salesperson, factboxes.counted_later("salesperson", "code"))
        extensions.fact_boxes.add(Contact, factboxes.OF_CONTACT)
        extensions.fact_boxes.add(Opportunity, factboxes.OF_OPPORTUNITY)
        charts.shown.add(Campaign, trends.responses_over_time, trends.cost_by_group)
        for model in (Contact, Salesperson, Opportunity, InteractionTemplate, InteractionGroup):
            charts.shown.add(model, trends.over_time)
        charts.shown.add(Salesperson, trends.cost_by_group)
