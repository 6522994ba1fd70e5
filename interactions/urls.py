from django.urls import path

from core.history.urls import history_of
from interactions.views import attachments, changing, mails, printing, records, templates, texts

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
    path("events/", templates.templates_of_events, name="events"),
    path("attachments/<int:pk>/", attachments.download, name="attachment"),
    path("print/<str:number>/", printing.choose, name="print"),
    path("print/<str:number>/paper/", printing.paper, name="paper"),
    path("mails/", mails.MailList.as_view(), name="mails"),
    path("mails/send/", mails.send, name="send_mails"),
    path("mails/again/", mails.send_again, name="send_again"),
    path("mails/sent/", mails.was_sent, name="was_sent"),
    path("logged-segments/<int:pk>/letters/", printing.letters, name="letters"),
    path("logged-segments/<int:pk>/delivery/", mails.delivery, name="delivery"),
    path("templates/<str:code>/texts/", texts.texts_of, name="texts"),
    path("templates/<str:code>/texts/new/", texts.new, name="new_text"),
    path("templates/<str:code>/texts/<str:language>/", texts.text, name="text"),
    path("templates/<str:code>/texts/<str:language>/delete/", texts.delete, name="delete_text"),
]
