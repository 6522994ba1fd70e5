from django.urls import path

from core.history.urls import history_of
from salespeople import views

app_name = "salespeople"
urlpatterns = [
    path("", views.SalespersonList.as_view(), name="list"),
    path("new/", views.NewSalesperson.as_view(), name="new"),
    path("teams/", views.TeamList.as_view(), name="teams"),
    path("teams/new/", views.NewTeam.as_view(), name="new_team"),
    path("teams/<str:code>/", views.TeamCard.as_view(), name="team_card"),
    path("teams/<str:code>/delete/", views.DeleteTeam.as_view(), name="team_delete"),
    *history_of(views.TeamCard, "teams/<str:code>/", "team_"),
    path("<str:code>/", views.SalespersonCard.as_view(), name="card"),
    path("<str:code>/delete/", views.DeleteSalesperson.as_view(), name="delete"),
    path("<str:code>/picture/", views.picture, name="picture"),
    path("<str:code>/picture/put/", views.put_picture, name="put_picture"),
    path("<str:code>/picture/take-away/", views.take_picture_away, name="take_picture_away"),
    *history_of(views.SalespersonCard, "<str:code>/"),
]
