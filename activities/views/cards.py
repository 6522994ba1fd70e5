"""The list of tasks, their cards, and those to come."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.timezone import now
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from activities import attendees, closing, notices, ownership
from activities.assigning import assign
from activities.filters import TaskFilter
from activities.forms import NewTaskForm, TaskForm
from activities.models import Status, Task
from activities.tables import TASK_COLUMNS
from activities.views.attendees import COLUMNS, attendance_of
from activities.views.first_values import first_values
from core import extensions, pages, personal
from core.access import permitted, person_of
from core.kinds import said
from core.line_cards import chooser
from core.lists import BulkAction
from core.tables import Column
from salespeople.models import Salesperson


class TaskList(pages.ListPage):
    model = Task
    url_name = "activities:tasks"
    columns = TASK_COLUMNS
    parts = {
        "salesperson": "code name",
        "team": "code name",
        "contact": "number name",
        "campaign": "number description",
        "opportunity": "number description",
        "activity": "code description",
        "main_task": "number",
    }
    filterset_class = TaskFilter
    order = "date"
    pretitle = _("Sales")
    empty = _("A task is a piece of work for a salesperson or a team. Create one, or assign an activity.")
    new_url_name = "activities:new_task"
    new_label = _("New task")
    template_name = "activities/tasks.html"
    bulk_actions = [
        BulkAction(_("Move"), "activities:move_many", "activities.change_task", icon="calendar-event"),
        BulkAction(_("Hand over"), "activities:hand_over_many", "activities.change_task", icon="arrows-exchange"),
        BulkAction(_("Complete"), "activities:complete_many", "activities.change_task", icon="circle-check"),
        BulkAction(_("Cancel task"), "activities:cancel_many", "activities.change_task", icon="ban"),
        BulkAction(
            _("Delete closed tasks"),
            "activities:delete_closed",
            "activities.delete_task",
            icon="trash",
            confirm=_("Delete the chosen tasks that are closed? This cannot be undone."),
        ),
    ]


class TaskCard(pages.CardPage):
    """A copy of a team's task leads to its main task. Context besides CardPage's: `members`, `me`, and of a meeting
    `attendees`, `attendee_columns`, `accepted`, `invite` (the form)."""

    model = Task
    form_class = TaskForm
    list_page = TaskList
    template_name = "activities/task.html"
    queryset = Task.objects.for_card()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        main = Task.objects.filter(copies__number=kwargs["number"]).first()
        if main:
            return redirect(main)
        if "choose" in request.GET:
            return chooser(request, COLUMNS, self.attendee_columns, key=self.attendees_key)
        return super().get(request, *args, **kwargs)

    @property
    def attendees_key(self) -> str:
        return f"{self.place}:attendees"

    @property
    def attendee_columns(self) -> list[Column]:
        return personal.columns_of(self.arranged.get(self.attendees_key, []), COLUMNS)

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(main_task=None)

    def may_change(self) -> bool:
        return super().may_change() and ownership.may_write(self.object, by=self.user)

    def save(self, form: Any) -> None:
        """A change of status is an act of its own: it closes the task or opens it again."""
        task, wanted = form.instance, Status(form.cleaned_data["status"])
        ownership.refuse_others([task], by=self.user)
        task.status = form.initial["status"]
        task.write(by=self.user, at=now())
        if "date" in form.changed_data:
            notices.tell_moved(task.family, by=self.user, at=now())
        if "contact" in form.changed_data:
            attendees.bring_contact(task)
        self.object = task
        if wanted != task.status:
            day = pages.work_day_of(self.request)
            following = closing.set_status(task, to=wanted, by=self.user, on=day, at=now())
            if task.closed:
                say_closed(self.request, task, following)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        team = self.object.team
        members = Salesperson.objects.filter(teams=team).order_by("code") if team and not self.object.closed else []
        context |= {"members": members, "me": Salesperson.objects.of(self.user)}
        context |= {"attendee_columns": self.attendee_columns}
        return super().get_context_data(**context, **attendance_of(self.object))

    @property
    def user(self) -> Any:
        return self.request.user


class NewTask(pages.NewCardPage):
    """`?campaign=3`, `?contact=5`, `?opportunity=4`, `?salesperson=7` or `?team=2` say what it is about and whose it is
    (TO-53).
    """

    model = Task
    form_class = NewTaskForm
    list_page = TaskList

    def get_initial(self) -> dict[str, Any]:
        day = pages.work_day_of(self.request)
        return {"date": day} | first_values(self.request) | super().get_initial()

    def save(self, form: Any) -> None:
        (self.object,) = assign([form.save(commit=False)], by=self.request.user, at=now())  # type: ignore[arg-type]


class DeleteTask(pages.DeletePage):
    model = Task
    list_page = TaskList

    def get_queryset(self) -> QuerySet[Any]:
        return Task.objects.main().select_related("salesperson", "team")

    def delete(self, row: Any) -> None:
        ownership.refuse_others([row], by=self.request.user)  # type: ignore[arg-type]
        super().delete(row)


class CommentOnTask(pages.CommentPage):
    model = Task


@require_POST
@permitted("activities.delete_task")
def delete_closed(request: HttpRequest) -> HttpResponse:
    """The chosen tasks that are closed go, with their copies; open ones and those of others stay (TO-101)."""
    person = person_of(request)
    chosen = TaskList.selected(request).filter(main_task=None)
    own = Task.objects.writable_by(person).filter(closed=True)
    doomed = list(chosen.filter(pk__in=own).values_list("pk", flat=True))
    kept = chosen.exclude(pk__in=doomed).count()
    Task.objects.filter(pk__in=doomed).delete()
    messages.success(
        request, ngettext("%(n)s task is deleted.", "%(n)s tasks are deleted.", len(doomed)) % {"n": len(doomed)}
    )
    if kept:
        sentence = _now("%(count)s of the chosen tasks stay: they are open, or not yours.")
        messages.info(request, sentence % {"count": kept})
    return HttpResponseRedirect(TaskList.url(request))


def say_closed(request: HttpRequest, task: Task, following: Task | None) -> None:
    """The next one of a recurring task, and of what was done what its card offers, such as to log the call (4.7)."""
    if following:
        sentence = _now("The next one is %(task)s.") % {"task": following}
        due = _now("Due on %(day)s") % {"day": said(following.date)}
        link = '{} <a class="alert-link" href="{}">{}</a>'
        messages.info(request, format_html(link, sentence, following.get_absolute_url(), due))
    user = person_of(request)
    offered = [
        (action.url(task), action.label)
        for action in extensions.card_actions.of(Task)
        if not action.post and not task.cancelled and user.has_perm(action.permission) and action.shown(task)
    ]
    if offered:
        links = format_html_join(" · ", '<a class="alert-link" href="{}">{}</a>', offered)
        messages.info(request, format_html("{} {}", _now("Register what was said?"), links))
