from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import extensions


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("Opportunities")

    def ready(self) -> None:
        from campaigns.models import Campaign
        from contacts import history, traces
        from contacts.models import Contact
        from contacts.profiles import measures
        from core import comments, lookups
        from core.setup import code_tables, tables
        from opportunities import actions, factboxes, figures, holding
        from opportunities.models import CloseOpportunityCode, Opportunity, SalesCycle, Stage
        from opportunities.traces import MENTIONS, TRACES, against_erasing
        from salespeople.models import Salesperson

        lookups.add(Opportunity, lookups.Lookup(Opportunity.objects.found, hint=lambda row: row.hint))
        lookups.add(Stage, lookups.Lookup(Stage.objects.found, hint=lambda stage: stage.cycle.code))
        extensions.fact_boxes.add(Opportunity, factboxes.NOW, factboxes.CONTACT, comments.box("opportunities:comment"))
        extensions.fact_boxes.add(SalesCycle, factboxes.STAGES, comments.box("opportunities:cycle_comment", key="code"))
        extensions.fact_boxes.add(Contact, factboxes.OF_CONTACT)
        extensions.fact_boxes.add(Campaign, factboxes.OF_CAMPAIGN)
        extensions.fact_boxes.add(Salesperson, factboxes.OF_SALESPERSON)
        extensions.guards.add(
            Contact,
            extensions.Guard("type", holding.against_another_type),
            extensions.Guard("company", holding.against_another_company),
            extensions.Guard("erase", against_erasing, where=_open_of),
        )
        history.kept.append(holding.PAST)
        measures.add(figures.FIGURES)
        traces.add(TRACES, MENTIONS)
        extensions.card_actions.add(Opportunity, actions.PRINT)
        extensions.card_actions.add(Contact, actions.FROM_CONTACT)
        extensions.card_actions.add(Salesperson, actions.FROM_SALESPERSON)
        cycles = _("The stages that opportunities go through, from the first talk to the signature.")
        tables.add(tables.SetUpTable(SalesCycle, "opportunities:cycles", cycles))
        reasons = _("Why opportunities are won or lost.")
        code_tables.add("close_codes", CloseOpportunityCode, reasons, fields=["code", "outcome", "description"])


def _open_of(contact: Any) -> str:
    return reverse("opportunities:list", query={"contact": contact.pk, "status": "open"})
