from django.apps import AppConfig


class TopFloorConfig(AppConfig):
    name = "config"
    verbose_name = "Bellwether"
