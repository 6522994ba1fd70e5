"""Where to go from the role centre, and how to begin."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, CampaignStatus
from config.role_centre.parts import FirstStep, Link
from contacts.models import Contact
from core.access import may
from core.models import User


def links(user: User) -> Iterator[Link]:
    offered = [
        (_("New campaign"), "campaigns:new", "speakerphone", "campaigns.add_campaign"),
        (_("New segment"), "segments:new", "users-group", "segments.add_segment"),
        (_("New opportunity"), "opportunities:new", "trending-up", "opportunities.add_opportunity"),
        (_("New quote"), "sales:new", "file-invoice", "sales.add_salesdocument"),
        (_("New task"), "activities:new_task", "checklist", "activities.add_task"),
        (_("Import"), "core:import", "table-import", "contacts.import_contact"),
        (_("What does it cost?"), "sales:why", "zoom-question", "sales.view_salesdocument"),
    ]
    for label, name, icon, permission in offered:
        if user.has_perm(permission):
            yield Link(label, reverse(name), icon)


def first_steps(user: User) -> Iterator[FirstStep]:
    sets_up = user.is_staff and may(user, "add", CampaignStatus)
    yield FirstStep(
        _("Set up the campaign statuses"),
        _("The steps of your pipeline, such as Planned, Approved, Started and Done. An administrator does this."),
        reverse("admin:campaigns_campaignstatus_changelist") if sets_up else "",
        done=CampaignStatus.objects.exists(),
    )
    yield FirstStep(
        _("Import your contacts"),
        _("Customers with their persons, salespeople and items, from CSV files."),
        reverse("core:import") if user.has_perm("contacts.import_contact") else "",
        done=Contact.objects.exists(),
    )
    yield FirstStep(
        _("Create the first campaign"),
        _("Say what it is about and when; then choose its targets and register its prices."),
        reverse("campaigns:new") if may(user, "add", Campaign) else "",
    )
