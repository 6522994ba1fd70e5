"""What was said with a contact: the newest first, each with a title that says who spoke to whom (LOG-3, LOG-4)."""

from django.utils.translation import gettext as _

from contacts.models import Contact
from interactions.models import InformationFlow, Interaction

MOST_SHOWN = 10


def latest(contact: Contact, *, most: int = MOST_SHOWN) -> list[Interaction]:
    """The newest of the log, of a company with those of its persons; each knows its `title`. One statement."""
    rows = Interaction.objects.logged().of_contact(contact).select_related("user").for_list()
    found = list(rows.order_by("-date", "-pk")[:most])
    for interaction in found:
        interaction.title = title_of(interaction)  # type: ignore[attr-defined]
    return found


def title_of(interaction: Interaction) -> str:
    """The template, of what went out also by whom, of what came in also from whom (LOG-3)."""
    what = interaction.template.description if interaction.template else interaction.description
    if interaction.information_flow == InformationFlow.OUTBOUND:
        who = interaction.salesperson.name if interaction.salesperson else interaction.user
        return _("%(what)s by %(who)s") % {"what": what, "who": who} if who else what
    if interaction.information_flow == InformationFlow.INBOUND and interaction.contact:
        return _("%(what)s from %(who)s") % {"what": what, "who": interaction.contact}
    return what
