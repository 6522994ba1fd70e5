"""What a page draws a hundred times is drawn by Jinja, in a third of the time that Django's own templates take: the
fields of forms, and the parts that a page asks for by the tag `quick`. Their templates stand in an app's `jinja2`."""

from typing import Any

from django.forms.renderers import Jinja2, TemplatesSetting
from django.template.exceptions import TemplateDoesNotExist
from django.utils.formats import date_format, time_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from jinja2 import Environment

from core.addresses import address
from core.templatetags.frame import icon
from core.templatetags.pages import as_kind

WIDGETS = "django/forms/widgets/"
INPUTS = ["text", "checkbox", "number", "email", "url", "date", "time", "datetime", "hidden", "password", "file"]
ALIKE = {f"{WIDGETS}{kind}.html": f"{WIDGETS}input.html" for kind in INPUTS}
"""Templates of Django that do nothing but take in another one."""


def environment(**options: Any) -> Environment:
    """With what templates of pages take from their tags and filters."""
    made = Environment(**options)  # noqa: S701 - Django says that it escapes
    made.globals |= {"_": gettext, "icon": icon, "address": address}
    made.filters |= {"as_kind": as_kind, "date": date_format, "time": time_format}
    return made


class QuickRenderer(Jinja2):
    """Django brings its inputs in both languages; who brings his in one, as the admin does, is drawn by that one."""

    @cached_property
    def engine(self) -> Any:
        """As Django's, but the apps go before it: it finds our own select in `core/jinja2`."""
        options = {"environment": "core.rendering.environment"}
        return self.backend({"APP_DIRS": True, "DIRS": [], "NAME": "inputs", "OPTIONS": options})

    @cached_property
    def others(self) -> TemplatesSetting:
        return TemplatesSetting()

    def get_template(self, template_name: str) -> Any:
        name = ALIKE.get(template_name, template_name)
        try:
            return super().get_template(name)
        except TemplateDoesNotExist:
            return self.others.get_template(template_name)
