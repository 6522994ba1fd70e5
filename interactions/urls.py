from django.urls import path

from core.history.urls import history_of
from interactions.views import changing, records, reports, statistics, templates

app_name = "interactions"
urlpatterns = [
    path("", records.InteractionList.as_view(), name="list"),
    path("evaluate/", changing.evaluate, name="evaluate"),
    path("cancel/", changing.cancel, name="cancel"),
    path("delete/", changing.delete, name="delete"),
    path("<int:pk>/", records.InteractionCard.as_view(), name="card"),
    path("<int:pk>/comment/", records.CommentOnInteraction.as_view(), name="comment"),
    path("campaign-entries/", records.EntryList.as_view(), name="entries"),
    path("campaign-entries/cancel/", changing.cancel_entries, name="cancel_entries"),
    path("campaign-entries/delete/", changing.delete_entries, name="delete_entries"),
    path("campaign-entries/<int:pk>/", records.EntryCard.as_view(), name="entry"),
    path("logged-segments/", records.LoggedList.as_view(), name="logged"),
    path("logged-segments/cancel/", changing.cancel_logged, name="cancel_logged"),
    path("logged-segments/delete/", changing.delete_logged, name="delete_logged"),
    path("logged-segments/<int:pk>/", records.LoggedCard.as_view(), name="logged_segment"),
    path("logged-segments/<int:pk>/comment/", records.CommentOnLogged.as_view(), name="logged_segment_comment"),
    path("templates/", templates.TemplateList.as_view(), name="templates"),
    path("templates/new/", templates.NewTemplate.as_view(), name="new_template"),
    path("templates/<str:code>/", templates.TemplateCard.as_view(), name="template"),
    path("templates/<str:code>/delete/", templates.DeleteTemplate.as_view(), name="template_delete"),
    *history_of(templates.TemplateCard, "templates/<str:code>/", "template_"),
    path("contacts/", reports.ContactReport.as_view(), name="contact_report"),
    path("summaries/<str:kind>/", reports.summaries_of, name="summaries"),
    path("summary/<str:number>/", reports.summary, name="summary"),
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
    path("events/", templates.templates_of_events, name="events"),
]
