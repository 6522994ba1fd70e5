from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from config import views

urlpatterns = [
    path("", views.home, name="home"),
    path("home/results/", views.results, name="home_results"),
    path("home/preflight/", views.preflight, name="home_preflight"),
    path("home/load/", views.team_load, name="home_load"),
    path("reports/", views.reports, name="reports"),
    path("find/", views.find, name="find"),
    path("", include("core.urls")),
    path("salespeople/", include("salespeople.urls")),
    path("contacts/", include("contacts.urls")),
    path("campaigns/", include("campaigns.urls")),
    path("items/", include("items.urls")),
    path("opportunities/", include("opportunities.urls")),
    path("", include("activities.urls")),
    path("interactions/", include("interactions.urls")),
    path("segments/", include("segments.urls")),
    path("pricing/", include("pricing.urls")),
    path("sales/", include("sales.urls")),
    path("admin/login/", views.log_in_to_setup),
    path("admin/", admin.site.urls),
    path("accounts/login/", views.Login.as_view(), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("accounts/password_change/", auth.PasswordChangeView.as_view(), name="password_change"),
    path("accounts/password_change/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
]
