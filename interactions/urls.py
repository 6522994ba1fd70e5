from django.urls import path

from interactions.views import calling, emails, guide, opportunities, postponed

app_name = "interactions"
urlpatterns = [
    path("new/", guide.GuidePage.as_view(), name="new"),
    path("call/", calling.CallPage.as_view(), name="call"),
    path("email/<str:number>/", emails.email, name="email"),
    path("<int:pk>/opportunity/", opportunities.NewOpportunityOfInteraction.as_view(), name="new_opportunity"),
    path("postponed/", postponed.PostponedList.as_view(), name="postponed"),
    path("postponed/delete/", postponed.drop, name="drop_postponed"),
    path("postponed/<int:pk>/", postponed.ResumePage.as_view(), name="resume"),
]
