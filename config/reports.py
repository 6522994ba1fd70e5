"""All reports on one page: what each shows, and where it is. Each prints, and is a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models import User


@dataclass(frozen=True)
class Report:
    """`args` are those of its address; one that is about one row names the list to choose it from instead."""

    title: str | Promise
    shows: str | Promise
    view: str
    permission: str
    args: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.view, args=self.args)


CAMPAIGNS, CONTACTS, TASKS, OPPORTUNITIES = (
    "campaigns.view_campaign",
    "contacts.view_contact",
    "activities.view_task",
    "opportunities.view_opportunity",
)
INTERACTIONS = "interactions.view_interaction"
QUESTIONNAIRES = "contacts.view_profilequestionnaire"
REPORTS: dict[str | Promise, list[Report]] = {
    _("Campaigns"): [
        Report(
            _("Campaign – Details"),
            _("Every campaign with its figures, its open segments and its campaign entries."),
            "segments:campaign_details",
            CAMPAIGNS,
        ),
        Report(
            _("Compare campaigns"),
            _("Up to four campaigns side by side, the best of each figure named."),
            "sales:compare",
            INTERACTIONS,
        ),
    ],
    _("Contacts"): [
        Report(
            _("Contact – List"),
            _("Addresses with cost, opportunities and the next task."),
            "interactions:contact_report",
            CONTACTS,
        ),
        Report(
            _("Contact – Company Summary"),
            _("A company a page: its persons, tasks and interactions."),
            "interactions:summaries",
            INTERACTIONS,
            ("company",),
        ),
        Report(
            _("Contact – Person Summary"),
            _("A person a page: tasks and interactions."),
            "interactions:summaries",
            INTERACTIONS,
            ("person",),
        ),
        Report(
            _("Segment – Contacts"),
            _("The contacts of a segment with what was spent on them: choose the segment, then Contacts in its menu."),
            "segments:list",
            "segments.view_segment",
        ),
    ],
    _("Profiles"): [
        Report(
            _("Questionnaire – Handouts"),
            _("The questions with boxes to tick, on paper: choose the questionnaire, then Handout."),
            "contacts:questionnaires",
            QUESTIONNAIRES,
        ),
        Report(
            _("Questionnaire – Test"),
            _("What is wrong with the set-up, such as ranges that overlap, stands on the card of the questionnaire."),
            "contacts:questionnaires",
            QUESTIONNAIRES,
        ),
    ],
    _("Tasks"): [
        Report(_("Salesperson – Tasks"), _("Tasks by salesperson and day."), "activities:by_salesperson", TASKS),
        Report(_("Team – Tasks"), _("Tasks by team and day."), "activities:by_team", TASKS),
    ],
    _("Opportunities"): [
        Report(
            _("Salesperson – Opportunities"),
            _("Opportunities by salesperson, with chances and how far they are."),
            "opportunities:by_salesperson",
            OPPORTUNITIES,
        ),
        Report(
            _("Opportunity – List"),
            _("Opportunities with their sales cycle and stage; print the list from its menu."),
            "opportunities:list",
            OPPORTUNITIES,
        ),
        Report(
            _("Opportunity – Details"),
            _("One opportunity with its history: choose it, then Print in its menu."),
            "opportunities:list",
            OPPORTUNITIES,
        ),
        Report(
            _("Sales cycle analysis"),
            _("Every sales cycle with its stages, what stands there and how long it takes."),
            "opportunities:analysis",
            "opportunities.view_salescycle",
        ),
        Report(
            _("Opportunities by period"),
            _("What closes when, by salesperson, campaign or company."),
            "opportunities:by_period",
            OPPORTUNITIES,
        ),
    ],
}


def seen_by(user: User) -> Iterator[tuple[str | Promise, list[Report]]]:
    """By subject, without those the person may not open."""
    for subject, reports in REPORTS.items():
        if open_to := [report for report in reports if user.has_perm(report.permission)]:
            yield subject, open_to
