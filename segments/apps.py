from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class SegmentsConfig(AppConfig):
    name = "segments"
    verbose_name = _("Segments")

    def ready(self) -> None:
        from campaigns import timeline
        from campaigns.models import Campaign
        from contacts import consequences, leaving, traces
        from contacts.models import Contact
        from core import extensions, lookups
        from core.extensions import CardAction, Guard
        from core.importing import kinds
        from interactions.models import LoggedSegment
        from opportunities.models import Opportunity
        from salespeople.factboxes import list_of
        from salespeople.models import Salesperson
        from segments import factboxes, lanes, membership, tables
        from segments.importing import SEGMENT_LINES
        from segments.models import Segment, SegmentLine
        from segments.traces import MENTIONS, TRACES, against_erasing

        lookups.add(Segment, lookups.Lookup(found=Segment.objects.found))
        extensions.fact_boxes.add(Segment, factboxes.FIGURES, factboxes.STEPS)
        extensions.fact_boxes.add(Campaign, factboxes.AUDIENCE)
        extensions.fact_boxes.add(Contact, factboxes.MEMBERSHIPS)
        extensions.card_actions.add(
            Salesperson,
            list_of(_("Segments"), "segments:list", icon="users-group", permission="segments.view_segment"),
        )
        extensions.card_actions.add(
            Campaign,
            CardAction(
                _("Segments"), _at("segments:list"), icon="users-group", permission="segments.view_segment", rare=True
            ),
            CardAction(
                _("Details on paper"),
                lambda campaign: reverse("segments:details_of_campaign", args=[campaign.number]),
                icon="printer",
                rare=True,
            ),
            CardAction(_("New segment"), _at("segments:new"), icon="plus", permission="segments.add_segment"),
            CardAction(
                _("Hold out…"),
                lambda campaign: reverse("segments:hold_out", args=[campaign.number]),
                icon="target-off",
                permission="segments.add_targetexclusion",
                rare=True,
            ),
        )
        extensions.card_actions.add(
            Segment,
            CardAction(
                _("Log"), _of("segments:log"), icon="history", permission="interactions.add_loggedsegment", primary=True
            ),
            CardAction(
                _("Assign activity"),
                _of("segments:assign"),
                icon="calendar-plus",
                permission="activities.add_task",
            ),
            CardAction(
                _("Keep some lines"),
                _of("segments:keep"),
                icon="user-check",
                permission="segments.change_segmentline",
                rare=True,
            ),
            CardAction(
                _("Apply mailing group"),
                _of("segments:apply_mailing_group"),
                icon="mail",
                permission="contacts.change_contact",
                rare=True,
            ),
            *(
                CardAction(label, _file(kind), icon="download", permission="segments.view_segmentline", rare=True)
                for label, kind in [(_("Export contacts (CSV)"), "csv"), (_("Export contacts (Excel)"), "xlsx")]
            ),
            CardAction(
                _("Compare with another segment"),
                _of("segments:compare_with"),
                icon="arrows-exchange",
                permission="segments.view_segmentline",
                rare=True,
            ),
            CardAction(
                _("Save criteria"), _of("segments:save_criteria"), permission="segments.add_savedcriteria", rare=True
            ),
            CardAction(
                _("Campaign"),
                lambda segment: segment.campaign.get_absolute_url(),
                icon="speakerphone",
                permission="campaigns.view_campaign",
                rare=True,
                shown=lambda segment: segment.campaign is not None,
            ),
            CardAction(
                _("Attachment"),
                lambda segment: reverse("segments:attach", args=[segment.number]),
                icon="paperclip",
                permission="segments.change_segment",
                rare=True,
            ),
            CardAction(
                _("Print"),
                lambda segment: reverse("segments:print", args=[segment.number]),
                icon="printer",
                permission="segments.view_segment",
                rare=True,
            ),
            CardAction(
                _("Contacts"),
                lambda segment: reverse("segments:contacts", args=[segment.number]),
                icon="address-book",
                rare=True,
            ),
            CardAction(
                _("Create opportunities"),
                _of("segments:sell"),
                icon="trending-up",
                permission="opportunities.add_opportunity",
            ),
        )
        extensions.card_actions.add(
            Contact,
            CardAction(
                _("Segments & campaigns"),
                lambda contact: reverse("segments:of_contact", args=[contact.number]),
                icon="target-arrow",
                permission="segments.view_segmentline",
                rare=True,
            ),
        )
        extensions.card_actions.add(
            LoggedSegment,
            CardAction(
                _("Reuse Segment"),
                lambda logged: reverse("segments:reuse", args=[logged.pk]),
                icon="users-group",
                permission="segments.add_segment",
            ),
        )
        extensions.card_actions.add(
            Opportunity,
            CardAction(
                _("Segment"),
                lambda opportunity: reverse("segments:of_opportunity", args=[opportunity.number]),
                icon="users-group",
                permission="opportunities.change_opportunity",
                rare=True,
                shown=lambda opportunity: not opportunity.is_closed,
            ),
        )
        extensions.list_columns.add(Campaign, tables.TARGETS_OF_CAMPAIGN)
        extensions.guards.add(
            Contact,
            Guard("company", membership.against_another_company),
            Guard("erase", against_erasing, where=_of("segments:of_contact")),
        )
        traces.add(TRACES, MENTIONS)
        consequences.add(membership.OF_A_MERGE)
        leaving.shown_as[SegmentLine] = lambda line: line.segment
        timeline.sources.append(lanes.segments_of)
        kinds.add(SEGMENT_LINES)


def _of(name: str) -> Any:
    """The address of a page of the row."""
    return lambda row: reverse(name, args=[row.number])


def _file(kind: str) -> Any:
    """The address of the contacts of the segment as a file."""
    return lambda segment: reverse("segments:export", args=[segment.number, kind])


def _at(name: str) -> Any:
    """The address of a page with the campaign in its query."""
    return lambda campaign: f"{reverse(name)}?campaign={campaign.pk}"
