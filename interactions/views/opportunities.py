from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from interactions.models import Interaction
from interactions.opportunity_of import give
from opportunities.views.cards import NewOpportunity


class NewOpportunityOfInteraction(NewOpportunity):
    """It begins with what the interaction was about; the interaction belongs to it then."""

    @cached_property
    def interaction(self) -> Interaction:
        return get_object_or_404(Interaction.objects.logged(), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        about = {name: getattr(self.interaction, f"{name}_id") for name in ("contact", "campaign", "salesperson")}
        return {**super().get_initial(), **about, "description": self.interaction.description}

    def save(self, form: Any) -> None:
        super().save(form)
        give(self.object, interaction=self.interaction)
