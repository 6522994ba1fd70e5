"""Which template each event is recorded with (10.3)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refused
from interactions.models import Event, EventTemplate, InteractionTemplate, TemplateLanguage


class HasLanguages(Refused):
    pass


@transaction.atomic
def choose(changes: Iterable[tuple[Event, InteractionTemplate | None]]) -> None:
    """Record these events with these templates, or not at all where there is none (INT-7).

    Refused (HasLanguages) for a template with texts in languages: nobody chooses one when it records itself (INT-8).
    """
    for event, template in changes:
        if template is None:
            EventTemplate.objects.filter(event=event).delete()
        else:
            _refuse_languages(template)
            EventTemplate.objects.update_or_create(event=event, defaults={"template": template})


def _refuse_languages(template: InteractionTemplate) -> None:
    if TemplateLanguage.objects.filter(template=template).exists():
        sentence = _("%(template)s has texts in languages. Choose a template without: the event records itself.")
        raise HasLanguages(sentence % {"template": template})
