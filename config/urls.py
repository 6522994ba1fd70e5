from django.contrib import admin
from django.urls import include, path

from config import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("core.urls")),
    path("salespeople/", include("salespeople.urls")),
    path("contacts/", include("contacts.urls")),
    path("campaigns/", include("campaigns.urls")),
    path("items/", include("items.urls")),
    path("segments/", include("segments.urls")),
    path("pricing/", include("pricing.urls")),
    path("sales/", include("sales.urls")),
    path("admin/", admin.site.urls),
    path("accounts/login/", views.Login.as_view(), name="login"),
    path("accounts/", include("django.contrib.auth.urls")),
]
