from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteractionsConfig(AppConfig):
    name = "interactions"
    verbose_name = _("Interactions")

    def ready(self) -> None:
        from core import extensions, lookups
        from interactions import content_boxes
        from interactions.models import InteractionTemplate, LoggedSegment

        lookups.add(LoggedSegment, lookups.Lookup(found=_logged_as))
        extensions.fact_boxes.add(InteractionTemplate, content_boxes.TEXTS)
        extensions.fact_boxes.add(LoggedSegment, content_boxes.DELIVERY)


def _logged_as(typed: str) -> Any:
    from interactions.models import LoggedSegment

    return LoggedSegment.objects.filter(segment_number__istartswith=typed).order_by("-pk")
