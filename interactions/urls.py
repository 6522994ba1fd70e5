from django.urls import path

from interactions.views import stand_in, statistics

app_name = "interactions"
urlpatterns = [
    path("", stand_in.InteractionList.as_view(), name="list"),
    path("statistics/campaign/<str:number>/", statistics.CampaignStatistics.as_view(), name="campaign_statistics"),
    path("statistics/contact/<str:number>/", statistics.ContactStatistics.as_view(), name="contact_statistics"),
    path(
        "statistics/salesperson/<str:code>/", statistics.SalespersonStatistics.as_view(), name="salesperson_statistics"
    ),
    path(
        "statistics/opportunity/<str:number>/",
        statistics.OpportunityStatistics.as_view(),
        name="opportunity_statistics",
    ),
    path("statistics/template/<str:code>/", statistics.TemplateStatistics.as_view(), name="template_statistics"),
    path("statistics/group/<str:code>/", statistics.GroupStatistics.as_view(), name="group_statistics"),
    path("templates/<str:code>/", stand_in.InteractionList.as_view(), name="template"),
    path("<int:pk>/", stand_in.InteractionList.as_view(), name="card"),
]
