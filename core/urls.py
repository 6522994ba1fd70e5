from django.urls import path

from core import views

app_name = "core"
urlpatterns = [
    path("lookup/<str:label>/", views.lookup, name="lookup"),
    path("columns/", views.columns, name="columns"),
    path("theme/", views.theme, name="theme"),
]
