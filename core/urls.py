from django.urls import include, path

from core import views
from core.bulk import views as bulk
from core.bulk.lists import ChangeSetList
from core.dateformulas.views import day_of
from core.importing import views as importing
from core.importing.lists import ImportList

app_name = "core"
urlpatterns = [
    path("lookup/<str:label>/", views.lookup, name="lookup"),
    path("date-formula/", day_of, name="formula_day"),
    path("columns/", views.columns, name="columns"),
    path("views/keep/", views.keep_view, name="view_keep"),
    path("views/<int:pk>/drop/", views.drop_view, name="view_drop"),
    path("views/<int:pk>/pin/", views.pin_view, name="view_pin"),
    path("changes/", ChangeSetList.as_view(), name="changes"),
    path("changes/<int:pk>/", bulk.change_set, name="change_set"),
    path("changes/<int:pk>/take-back/", bulk.take_back, name="take_back"),
    path("setup/", include("core.setup.urls")),
    path("me/", views.MySettings.as_view(), name="me"),
    path("theme/", views.theme, name="theme"),
    path("import/", importing.choose, name="import"),
    path("import/<int:pk>/", importing.review, name="import_check"),
    path("import/<int:pk>/columns/", importing.mean, name="import_columns"),
    path("import/<int:pk>/choices/", importing.decide, name="import_choices"),
    path("import/<int:pk>/again/", importing.look_again, name="import_again"),
    path("import/<int:pk>/put-away/", importing.put_away, name="import_put_away"),
    path("import/<int:pk>/take-back/", importing.undo, name="import_take_back"),
    path("import/all/", ImportList.as_view(), name="imports"),
]
