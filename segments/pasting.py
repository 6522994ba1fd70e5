"""Numbers of contacts pasted from a mail or a spreadsheet."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Contact
from core.codes import as_code
from core.errors import Refused

MOST_NUMBERS = 10_000
NOTHING_PASTED = gettext_lazy("Paste at least one contact number.")
BETWEEN = re.compile(r"[\s,;|\"']+")


class NoNumber(Refused):
    pass


class TooMany(Refused):
    pass


@dataclass(frozen=True)
class Pasted:
    """The numbers found in a text, each once: which are contacts, and which nobody has."""

    known: list[str]
    unknown: list[str]

    @property
    def contacts(self) -> QuerySet[Contact]:
        return Contact.objects.filter(number__in=self.known)


def read(text: str) -> Pasted:
    """Take a text apart at blanks, line ends, commas and semicolons. Refused without any (NoNumber), above ten
    thousand (TooMany)."""
    typed = list(dict.fromkeys(as_code(word) for word in BETWEEN.split(text) if word))
    if not typed:
        raise NoNumber(str(NOTHING_PASTED))
    if len(typed) > MOST_NUMBERS:
        sentence = _("%(count)d numbers are too many at once. Paste at most %(most)d, or add the contacts by a filter.")
        raise TooMany(sentence % {"count": len(typed), "most": MOST_NUMBERS})
    found = set(Contact.objects.filter(number__in=typed).values_list("number", flat=True))
    return Pasted([number for number in typed if number in found], [number for number in typed if number not in found])
