from django.urls import path

from activities.views import activities, acts, assigning, cards, feeds, my_day, notices, replanning, stages
from core.history.urls import history_of

app_name = "activities"
urlpatterns = [
    path("activities/", activities.ActivityList.as_view(), name="list"),
    path("activities/new/", activities.NewActivity.as_view(), name="new"),
    path("activities/plan/", activities.plan, name="plan"),
    path("activities/assign/", assigning.assign_activity, name="assign"),
    path("activities/stages/<str:cycle>/", stages.activities_of_stages, name="stages"),
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
    path("tasks/<str:number>/calendar.ics", feeds.task_file, name="task_file"),
    path("tasks/<str:number>/move/", acts.move, name="move"),
    path("tasks/<str:number>/hand-over/", acts.hand_over, name="hand_over"),
    path("campaigns/<str:campaign>/start/", replanning.replan, name="replan"),
    path("notifications/", notices.notifications, name="notifications"),
    path("notifications/count/", notices.bell, name="bell"),
    path("notifications/read/", notices.read, name="notifications_read"),
    path("calendar/<path:secret>.ics", feeds.feed, name="feed"),
    path("calendar-address/<str:kind>/<str:code>/new/", feeds.renew, name="calendar_new"),
    path("calendar-address/<str:kind>/<str:code>/revoke/", feeds.revoke, name="calendar_revoke"),
    *history_of(cards.TaskCard, "tasks/<str:number>/", "task_"),
]
