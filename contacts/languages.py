"""Which of the product's languages a contact reads."""

from django.conf import settings
from django.utils.translation import get_supported_language_variant

from contacts.models import Language


def spoken(*known: Language | None) -> str:
    """The first of the languages that the product speaks; its own where it speaks none of them.

    Codes of languages are like NL, NLB or ENU: their first two letters tell which one; NOR is Norwegian Bokmål.
    """
    for language in known:
        if language:
            letters = language.code[:2].lower()
            try:
                return get_supported_language_variant("nb" if letters == "no" else letters)
            except LookupError:
                continue
    return settings.LANGUAGE_CODE
