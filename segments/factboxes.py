"""What segments show beside cards: their own, a campaign's, a contact's."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.models import Contact
from core.access import may
from core.extensions import FactBox
from core.models import User
from segments import consent, figures, membership
from segments.models import Segment

MOST_SHOWN = 10
VIEW = "segments.view_segment"


def _of_segment(segment: Segment, user: User) -> Mapping[str, Any]:
    return {"segment": segment, "size": figures.size_of(segment)}


def _steps(segment: Segment, user: User) -> Mapping[str, Any]:
    steps = list(segment.steps.select_related("user").order_by("-number")[: MOST_SHOWN + 1])
    left_out = consent.told_again(steps[:MOST_SHOWN])
    return {
        "segment": segment,
        "steps": [(step, left_out.get(step.pk)) for step in steps[:MOST_SHOWN]],
        "earlier": len(steps) > MOST_SHOWN,
        "may_change": may(user, "change", Segment),
    }


def _of_campaign(campaign: Campaign, user: User) -> Mapping[str, Any]:
    audience = figures.audience_of(campaign, most=MOST_SHOWN)
    return {
        "campaign": campaign,
        "audience": audience,
        "may_add": may(user, "add", Segment),
        "held_out": audience.held_out if user.has_perm("segments.view_held_out") else 0,
    }


def _of_contact(contact: Contact, _user: User) -> Mapping[str, Any]:
    return {"contact": contact, "lines": membership.lines_of(contact, most=MOST_SHOWN)}


FIGURES = FactBox(_("Figures"), "segments/_figures.html", _of_segment)
STEPS = FactBox(_("Steps"), "segments/_steps.html", _steps)
AUDIENCE = FactBox(
    _("Target audience"), "segments/_audience.html", _of_campaign, first=True, later=True, permission=VIEW, lines=4
)
MEMBERSHIPS = FactBox(
    _("Segments & campaigns"),
    "segments/_memberships.html",
    _of_contact,
    first=True,
    later=True,
    permission=VIEW,
    lines=14,
)
