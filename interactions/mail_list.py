"""The columns of the list of mails, and its filters."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.filters import ChoiceFilter, Filters, LookupFilter
from core.tables import Column
from interactions.models import LoggedSegment, Mail

COLUMNS = [
    Column("interaction", _("Interaction"), value="interaction.description", kind="title", link=True),
    Column("contact", _("Contact"), value="interaction.contact", kind="clip", link="interaction.contact"),
    Column("address", _("To"), kind="clip"),
    Column(
        "status",
        _("Status"),
        value=lambda mail: Mail.State(mail.status).label,
        template="interactions/_mail_status.html",
    ),
    Column("reason", _("Reason"), kind="clip"),
    Column("logged", _("Logged segment"), value="interaction.logged_segment", kind="clip"),
    Column("date", _("Date"), value="interaction.date", kind="date", hidden=True),
    Column("at", _("Last change"), kind="moment"),
]


class MailFilter(Filters):
    state = ChoiceFilter(label=_("Status"), choices=Mail.State.choices, method="in_state")
    logged = LookupFilter(LoggedSegment, label=_("Logged segment"), field_name="interaction__logged_segment")
    contact = LookupFilter(Contact, label=_("Contact"), field_name="interaction__contact")

    class Meta:
        model = Mail
        fields = ["state", "logged", "contact"]

    def in_state(self, rows: QuerySet[Mail], name: str, chosen: str) -> QuerySet[Mail]:
        """By what stands, which has an index, and by what that means now: who was stopped is still being sent there."""
        return rows.filter(Q(status=chosen), state__in={chosen, Mail.State.SENDING})
