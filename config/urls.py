from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("salespeople/", include("salespeople.urls")),
    path("contacts/", include("contacts.urls")),
    path("campaigns/", include("campaigns.urls")),
    path("items/", include("items.urls")),
    path("segments/", include("segments.urls")),
    path("pricing/", include("pricing.urls")),
    path("sales/", include("sales.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("django.contrib.auth.urls")),
]
