from django.urls import path

from campaigns import views
from core.history.urls import history_of

app_name = "campaigns"
urlpatterns = [
    path("", views.CampaignList.as_view(), name="list"),
    path("new/", views.NewCampaign.as_view(), name="new"),
    path("plans/", views.plans, name="plans"),
    path("<str:number>/", views.CampaignCard.as_view(), name="card"),
    path("<str:number>/delete/", views.DeleteCampaign.as_view(), name="delete"),
    path("<str:number>/comment/", views.CommentOnCampaign.as_view(), name="comment"),
    path("<str:number>/plan/", views.plan, name="plan"),
    path("<str:number>/move/", views.move, name="move"),
    *history_of(views.CampaignCard, "<str:number>/"),
]
