"""What is done with the rows of the log: named once, for the lists that offer it and the pages that ask first."""

from django.utils.translation import gettext_lazy as _

from core.lists import BulkAction

EVALUATE = BulkAction(_("Evaluate"), "interactions:evaluate", "interactions.change_interaction", icon="star")
RESEND = BulkAction(_("Resend"), "interactions:resend", "interactions.change_interaction", icon="send")
CANCEL = BulkAction(
    _("Cancel or take back"), "interactions:cancel", "interactions.delete_interaction", icon="arrow-back-up"
)
DELETE = BulkAction(_("Delete canceled"), "interactions:delete", "interactions.delete_interaction", icon="trash")
CANCEL_ENTRIES = BulkAction(
    _("Cancel or take back"), "interactions:cancel_entries", "interactions.change_campaignentry", icon="arrow-back-up"
)
DELETE_ENTRIES = BulkAction(
    _("Delete canceled"), "interactions:delete_entries", "interactions.delete_campaignentry", icon="trash"
)
CANCEL_LOGGED = BulkAction(
    _("Cancel or take back"), "interactions:cancel_logged", "interactions.change_loggedsegment", icon="arrow-back-up"
)
DELETE_LOGGED = BulkAction(
    _("Delete canceled"), "interactions:delete_logged", "interactions.delete_loggedsegment", icon="trash"
)
