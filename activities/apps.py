from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities import copies, factboxes
        from activities.models import Activity, Task
        from activities.ownership import open_tasks_of
        from campaigns.models import Campaign
        from contacts.models import Contact
        from core import comments, extensions, lookups
        from salespeople.models import Salesperson, Team

        lookups.add(Activity, lookups.Lookup(Activity.objects.found))
        lookups.add(Task, lookups.Lookup(Task.objects.found, hint=lambda task: str(task.owner)))
        extensions.fact_boxes.add(Task, comments.box("activities:task_comment"))
        owners = [(Salesperson, "salesperson"), (Team, "team")]
        for model, name in [(Campaign, "campaign"), (Contact, "contact"), *owners]:
            extensions.fact_boxes.add(model, factboxes.tasks_of(name))
            extensions.card_actions.add(model, factboxes.assign_to(name))
        for model, name in owners:
            extensions.list_columns.add(model, factboxes.next_task_of(name))
            extensions.card_actions.add(model, factboxes.report_of(name))
        extensions.list_columns.add(Contact, factboxes.next_task_of("contact", hidden=True))
        extensions.taken_back.add(Task, copies.taken_back)
        extensions.guards.add(Contact, extensions.Guard("delete", open_tasks_of))
