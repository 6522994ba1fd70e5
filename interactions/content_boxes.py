"""What stands beside the cards of a template and of a logged segment: its texts, and how far its mails are."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access import may
from core.extensions import FactBox
from core.models import User
from interactions.models import Interaction, InteractionTemplate, LoggedSegment, TemplateLanguage


def _texts(template: InteractionTemplate, user: User) -> Mapping[str, Any]:
    known = template.languages.select_related("language", "attachment").order_by("language__name")
    return {"template": template, "texts": list(known), "may_add": may(user, "add", TemplateLanguage)}


def _delivery(logged: LoggedSegment, user: User) -> Mapping[str, Any] | None:
    """Nothing for a segment that was logged without sending; the figures are asked once the card stands."""
    mine = Interaction.objects.filter(logged_segment=logged)
    sends = mine.exclude(delivery="").exists() or mine.filter(mail__isnull=False).exists()
    return {"logged": logged} if sends and may(user, "view", Interaction) else None


TEXTS = FactBox(_("Texts"), "interactions/_texts.html", _texts)
DELIVERY = FactBox(_("Delivery"), "interactions/_delivery.html", _delivery)
