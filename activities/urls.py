from django.urls import path

from activities.views import activities, acts, assigning, attendees, cards, my_day
from core.history.urls import history_of

app_name = "activities"
urlpatterns = [
    path("activities/", activities.ActivityList.as_view(), name="list"),
    path("activities/new/", activities.NewActivity.as_view(), name="new"),
    path("activities/plan/", activities.plan, name="plan"),
    path("activities/assign/", assigning.assign_activity, name="assign"),
    path("activities/<str:code>/", activities.ActivityCard.as_view(), name="card"),
    path("activities/<str:code>/delete/", activities.DeleteActivity.as_view(), name="delete"),
    *history_of(activities.ActivityCard, "activities/<str:code>/"),
    path("tasks/", cards.TaskList.as_view(), name="tasks"),
    path("tasks/new/", cards.NewTask.as_view(), name="new_task"),
    path("tasks/my-day/", my_day.my_day, name="my_day"),
    path("tasks/delete-closed/", cards.delete_closed, name="delete_closed"),
    path("tasks/<str:number>/", cards.TaskCard.as_view(), name="task_card"),
    path("tasks/<str:number>/delete/", cards.DeleteTask.as_view(), name="task_delete"),
    path("tasks/<str:number>/comment/", cards.CommentOnTask.as_view(), name="task_comment"),
    path("tasks/<str:number>/complete/", acts.complete, name="complete"),
    path("tasks/<str:number>/cancel/", acts.cancel, name="cancel"),
    path("tasks/<str:number>/reopen/", acts.reopen, name="reopen"),
    path("tasks/<str:number>/move/", acts.move, name="move"),
    path("tasks/<str:number>/hand-over/", acts.hand_over, name="hand_over"),
    path("tasks/<str:number>/attendees/", attendees.invite, name="invite"),
    path("tasks/<str:number>/attendees/<int:pk>/", attendees.answer, name="answer"),
    path("tasks/<str:number>/attendees/<int:pk>/withdraw/", attendees.withdraw, name="withdraw"),
    *history_of(cards.TaskCard, "tasks/<str:number>/", "task_"),
]
