from django.urls import path

from interactions.views import attachments, mails, texts

app_name = "interactions"
urlpatterns = [
    path("attachments/<int:pk>/", attachments.download, name="attachment"),
    path("mails/", mails.MailList.as_view(), name="mails"),
    path("mails/send/", mails.send, name="send_mails"),
    path("mails/again/", mails.send_again, name="send_again"),
    path("mails/sent/", mails.was_sent, name="was_sent"),
    path("logged-segments/<int:pk>/delivery/", mails.delivery, name="delivery"),
    path("templates/<str:code>/texts/", texts.texts_of, name="texts"),
    path("templates/<str:code>/texts/new/", texts.new, name="new_text"),
    path("templates/<str:code>/texts/<str:language>/", texts.text, name="text"),
    path("templates/<str:code>/texts/<str:language>/delete/", texts.delete, name="delete_text"),
]
