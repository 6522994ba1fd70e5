"""What a person says of himself: name, language, theme, and the day he works on."""

from typing import Any

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from core.fields import dress
from core.models import User


def languages() -> list[tuple[str, Any]]:
    """Each by its own name: who opened the product in a language he does not read finds his own."""
    return [("", _("As the browser")), *((code, LANG_INFO[code]["name_local"]) for code, _name in settings.LANGUAGES)]


class MySettingsForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language"), choices=languages, required=False)

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "language", "theme", "work_date", "daily_digest"]
        help_texts = {"work_date": _("New documents, segments and tasks begin with it. Blank: today.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self.fields)
