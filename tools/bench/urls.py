from django.urls import path

from config.urls import urlpatterns as pages
from tools.bench.views import floor

urlpatterns = [path("floor/<str:app>/<str:model>/", floor), *pages]
