"""An opportunity that came of an interaction (WIZ-10)."""

from django.utils.translation import gettext as _

from core.errors import Refused
from interactions.models import Interaction
from opportunities.models import Opportunity, OpportunityComment


class NotGiven(Refused):
    pass


def give(opportunity: Opportunity, *, interaction: Interaction) -> None:
    """Let the interaction belong to its new opportunity, which gets its comments. In the caller's transaction.

    Refused (NotGiven) when it belongs to one already, or is canceled (ACT-2).
    """
    free = Interaction.objects.that_count().filter(pk=interaction.pk, opportunity=None)
    if not free.update(opportunity=opportunity):
        raise NotGiven(_("The interaction belongs to an opportunity already, or is canceled. Look at it again."))
    OpportunityComment.objects.bulk_create(
        OpportunityComment(opportunity=opportunity, date=said.date, text=said.text, author_id=said.author_id)
        for said in interaction.comments.order_by("pk")
    )
