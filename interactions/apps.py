from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class InteractionsConfig(AppConfig):
    name = "interactions"
    verbose_name = _("Interactions")

    def ready(self) -> None:
        from activities.models import Task
        from campaigns.models import Campaign
        from contacts import traces
        from contacts.models import Contact
        from contacts.profiles import measures
        from core import comments, extensions, lookups
        from core.extensions import CardAction
        from core.lookups import Lookup
        from core.setup import code_tables, tables
        from interactions import contact_columns, content_boxes, factboxes, ways_in
        from interactions.models import (
            CampaignEntry,
            EventTemplate,
            Interaction,
            InteractionGroup,
            InteractionTemplate,
            LoggedSegment,
        )
        from interactions.statistics import charts, profiles, trends
        from interactions.tables import OF_GROUP
        from interactions.traces import MENTIONS, TRACES
        from opportunities.models import Opportunity
        from salespeople.models import Salesperson

        lookups.add(InteractionTemplate, Lookup(InteractionTemplate.objects.found))
        lookups.add(InteractionGroup, Lookup(InteractionGroup.objects.found, hint=lambda group: group.description))
        lookups.add(CampaignEntry, Lookup(CampaignEntry.objects.found, hint=lambda entry: str(entry.campaign)))
        lookups.add(LoggedSegment, Lookup(LoggedSegment.objects.found))
        extensions.fact_boxes.add(Interaction, factboxes.BELONGS, comments.box("interactions:comment", key="pk"))
        extensions.fact_boxes.add(CampaignEntry, factboxes.OF_ENTRY)
        extensions.fact_boxes.add(
            LoggedSegment, factboxes.OF_SEGMENT, comments.box("interactions:logged_segment_comment", key="pk")
        )
        extensions.fact_boxes.add(LoggedSegment, content_boxes.DELIVERY)
        extensions.fact_boxes.add(InteractionTemplate, content_boxes.TEXTS)
        entries = CardAction(
            _("Entries"),
            _at("interactions:entries", "campaign"),
            icon="messages",
            permission="interactions.view_campaignentry",
            shortcut="Ctrl+F7",
            rare=True,
        )
        logged = CardAction(
            _("Interactions"),
            _at("interactions:list", "template"),
            icon="messages",
            permission="interactions.view_interaction",
            shortcut="Ctrl+F7",
        )
        task = CardAction(
            _("Create task"),
            lambda row: reverse("activities:new_task", query=_known(contact=row.contact_id, campaign=row.campaign_id)),
            icon="checklist",
            permission="activities.add_task",
            rare=True,
        )
        traces.add(TRACES, MENTIONS)
        extensions.card_actions.add(Campaign, entries)
        extensions.card_actions.add(Interaction, task)
        extensions.card_actions.add(
            Contact,
            CardAction(
                _("Print"),
                lambda contact: reverse("interactions:print", args=[contact.number]),
                icon="printer",
                permission="contacts.view_contact",
                rare=True,
            ),
        )
        extensions.card_actions.add(InteractionTemplate, logged)
        keys = {Campaign: "number", Contact: "number", Opportunity: "number", Salesperson: "code"}
        for model, key in keys.items():
            extensions.card_actions.add(model, factboxes.statistics_of(str(model._meta.model_name), key))
        extensions.card_actions.add(InteractionTemplate, factboxes.statistics_of("template", "code"))
        extensions.fact_boxes.add(Campaign, factboxes.counted_later("campaign", lines=7))
        extensions.fact_boxes.add(Salesperson, factboxes.counted_later("salesperson", "code", lines=5))
        extensions.fact_boxes.add(Contact, factboxes.OF_CONTACT)
        extensions.list_columns.add(Contact, *contact_columns.COLUMNS)
        extensions.card_actions.add(Contact, factboxes.SUMMARY)
        extensions.fact_boxes.add(Opportunity, factboxes.OF_OPPORTUNITY)
        measures.add(profiles.FIGURES)
        charts.shown.add(Campaign, trends.responses_over_time, trends.cost_by_group)
        for drawn in (Contact, Salesperson, Opportunity, InteractionTemplate, InteractionGroup):
            charts.shown.add(drawn, trends.over_time)
        charts.shown.add(Salesperson, trends.cost_by_group)
        extensions.fact_boxes.add(Contact, ways_in.HISTORY)
        extensions.list_columns.add(Contact, *ways_in.DATES)
        begun_from = [(Contact, "contact"), (Opportunity, "opportunity"), (Task, "task")]
        for model, name in [*begun_from, (Salesperson, "salesperson")]:
            extensions.card_actions.add(model, ways_in.interaction_with(name))
        extensions.card_actions.add(Campaign, ways_in.interaction_with("campaign", rare=True))
        for model, name in begun_from:
            extensions.card_actions.add(model, ways_in.call_about(name))
        extensions.card_actions.add(Contact, ways_in.SEND_EMAIL)
        extensions.card_actions.add(Interaction, ways_in.NEW_OPPORTUNITY, ways_in.OPEN_ATTACHMENT)
        for model, name in [(Contact, "contact"), (Campaign, "campaign")]:
            extensions.card_actions.add(model, ways_in.response_about(name))
        groups = _("Interactions of one kind, such as letters, calls and meetings.")
        code_tables.add("interaction_groups", InteractionGroup, groups)
        extensions.list_columns.add(InteractionGroup, *OF_GROUP)
        templates = _("What interactions of one sort cost, how long they last, and how they go.")
        tables.add(tables.SetUpTable(InteractionTemplate, "interactions:templates", templates))
        events = _("The template of each event that is recorded by itself; without one it is not recorded.")
        tables.add(tables.SetUpTable(EventTemplate, "interactions:events", events))


def _known(**keys: int | None) -> dict[str, int]:
    return {name: key for name, key in keys.items() if key}


def _at(view: str, name: str) -> Any:
    """The address of a list, filtered to the row of the card."""
    return lambda row: reverse(view, query={name: row.pk})
