from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities import copies, factboxes, following, lanes
        from activities.models import Activity, Task
        from activities.ownership import against_taking_back, open_tasks_of
        from activities.traces import MENTIONS, TRACES, against_erasing
        from campaigns import timeline
        from campaigns.models import Campaign
        from contacts import traces
        from contacts.models import Contact
        from core import comments, extensions, lookups
        from core.models import ChangeSet, User
        from opportunities import work
        from opportunities.models import Opportunity, SalesCycle, Stage
        from salespeople.models import Salesperson, Team

        lookups.add(Activity, lookups.Lookup(Activity.objects.found))
        lookups.add(Task, lookups.Lookup(Task.objects.found, hint=lambda task: str(task.owner)))
        extensions.fact_boxes.add(Task, factboxes.UNWANTED, comments.box("activities:task_comment"))
        owners = [(Salesperson, "salesperson"), (Team, "team")]
        about = [(Campaign, "campaign"), (Contact, "contact"), (Opportunity, "opportunity")]
        for model, name in [*about, *owners]:
            extensions.fact_boxes.add(model, factboxes.tasks_of(name))
            extensions.card_actions.add(model, factboxes.assign_to(name, rare=(model, name) in about))
        extensions.fact_boxes.add(SalesCycle, factboxes.ACTIVITIES_OF_STAGES)
        extensions.list_columns.add(Stage, factboxes.ACTIVITY_OF_STAGE)
        for model, name in owners:
            extensions.list_columns.add(model, factboxes.next_task_of(name))
            extensions.fact_boxes.add(model, factboxes.calendar_address(name))
            extensions.card_actions.add(model, factboxes.report_of(name))
        work.add(following.WORK)
        extensions.fact_boxes.add(User, factboxes.MY_CALENDAR)
        timeline.sources.append(lanes.tasks_of)
        extensions.list_columns.add(Contact, factboxes.next_task_of("contact", hidden=True))
        extensions.taken_back.add(Task, copies.taken_back)
        extensions.guards.add(
            Contact,
            extensions.Guard("delete", open_tasks_of, where=_tasks_of),
            extensions.Guard("erase", against_erasing, where=_tasks_of),
        )
        traces.add(TRACES, MENTIONS)
        extensions.guards.add(ChangeSet, extensions.Guard("take back", against_taking_back))


def _tasks_of(contact: Any) -> str:
    return reverse("activities:tasks", query={"contact": contact.pk})
