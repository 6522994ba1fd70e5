"""An opportunity that came of an interaction (WIZ-10)."""

from django.utils.translation import gettext as _

from core.errors import Refused
from interactions.models import Interaction
from opportunities.models import Opportunity, OpportunityComment


class BelongsToAnother(Refused):
    pass


def give(opportunity: Opportunity, *, interaction: Interaction) -> None:
    """Let the interaction belong to its new opportunity, which gets its comments. In the caller's transaction.

    Refused (BelongsToAnother) when it belongs to one already.
    """
    if not Interaction.objects.filter(pk=interaction.pk, opportunity=None).update(opportunity=opportunity):
        raise BelongsToAnother(_("The interaction belongs to an opportunity already. Look at that one."))
    OpportunityComment.objects.bulk_create(
        OpportunityComment(opportunity=opportunity, date=said.date, text=said.text, author_id=said.author_id)
        for said in interaction.comments.order_by("pk")
    )
