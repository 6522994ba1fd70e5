"""What is recorded by itself, and with which template (10.3)."""

from typing import Any

from django.utils.translation import gettext as _

from core.errors import Refused
from interactions.defaults import filled_in
from interactions.models import Event, EventTemplate, Interaction, InteractionTemplate


class NoTemplate(Refused):
    pass


def template_for(event: Event) -> InteractionTemplate | None:
    """The template an event is recorded with; None: it is not recorded (INT-8)."""
    found = EventTemplate.objects.filter(event=event).select_related("template__group", "template__campaign").first()
    return found.template if found else None


def needed_for(event: Event) -> InteractionTemplate:
    """As `template_for`. Refused (NoTemplate) where there is none and nothing could be done without it (TEL-3)."""
    template = template_for(event)
    if template is None:
        sentence = _(
            "It is not said yet with which template this is recorded: %(event)s. "
            "Ask an administrator to choose one in the Interaction Template Setup."
        )
        raise NoTemplate(sentence % {"event": event.label})
    return template


def made_with(template: InteractionTemplate, **values: Any) -> Interaction:
    """What the template brings along, and over it these values; nothing is written yet."""
    return Interaction(**{**filled_in(template), "correspondence_type": "", **values})
