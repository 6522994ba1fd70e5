from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteractionsConfig(AppConfig):
    name = "interactions"
    verbose_name = _("Interactions")

    def ready(self) -> None:
        from activities.models import Task
        from campaigns.models import Campaign
        from contacts.models import Contact
        from core import extensions
        from interactions import ways_in
        from interactions.models import Interaction
        from opportunities.models import Opportunity
        from salespeople.models import Salesperson

        extensions.fact_boxes.add(Contact, ways_in.HISTORY)
        extensions.list_columns.add(Contact, *ways_in.FIGURES)
        begun_from = [(Contact, "contact"), (Opportunity, "opportunity"), (Task, "task")]
        for model, name in [*begun_from, (Campaign, "campaign"), (Salesperson, "salesperson")]:
            extensions.card_actions.add(model, ways_in.interaction_with(name))
        for model, name in begun_from:
            extensions.card_actions.add(model, ways_in.call_about(name))
        extensions.card_actions.add(Contact, ways_in.SEND_EMAIL)
        extensions.card_actions.add(Interaction, ways_in.NEW_OPPORTUNITY)
        for model, name in [(Contact, "contact"), (Campaign, "campaign")]:
            extensions.card_actions.add(model, ways_in.response_about(name))
