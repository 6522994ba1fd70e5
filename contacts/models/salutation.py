"""How a contact is addressed in a letter: a code, and its words in each language, formal and informal (SAL-1)."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from contacts.models.masters import Language
from core.codes import CodedQuerySet, CodeField

PARTS = ["first_name", "middle_name", "surname", "initials", "job_title", "company_name"]
PLACE = re.compile(r"\{(\w*)\}( ?)")
"""A part of the formula that the contact fills, with the blank after it."""


def only_known_parts(text: str) -> None:
    unknown = [name for name, _blank in PLACE.findall(text) if name not in PARTS]
    if unknown or any(brace in PLACE.sub("", text) for brace in "{}"):
        known = ", ".join(f"{{{name}}}" for name in PARTS)
        raise ValidationError(_now("Between braces stands one of %(known)s.") % {"known": known})


class Salutation(models.Model):
    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100, blank=True)
    for_companies = models.BooleanField(_("Default for companies"), default=False)
    for_persons = models.BooleanField(_("Default for persons"), default=False)

    objects = CodedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Salutation")
        verbose_name_plural = _("Salutations")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                name="contacts_salutation_for_companies",
                fields=["for_companies"],
                condition=Q(for_companies=True),
                violation_error_message=_("Another salutation is the default for companies. Untick it there first."),
            ),
            models.UniqueConstraint(
                name="contacts_salutation_for_persons",
                fields=["for_persons"],
                condition=Q(for_persons=True),
                violation_error_message=_("Another salutation is the default for persons. Untick it there first."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SalutationFormula(models.Model):
    """The words of a salutation in one language, such as "Dear {first_name} {surname},"."""

    class Kind(models.TextChoices):
        FORMAL = "formal", _("Formal")
        INFORMAL = "informal", _("Informal")

    salutation = models.ForeignKey(
        Salutation, models.CASCADE, verbose_name=_("Salutation"), related_name="formulas", db_index=False
    )
    language = models.ForeignKey(Language, models.PROTECT, verbose_name=_("Language"), related_name="+", db_index=False)
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    text = models.CharField(_("Text"), max_length=100, validators=[only_known_parts])

    class Meta:
        verbose_name = _("Salutation formula")
        verbose_name_plural = _("Salutation formulas")
        ordering = ["salutation", "language", "kind"]
        constraints = [
            models.UniqueConstraint(
                name="contacts_salutationformula_once",
                fields=["salutation", "language", "kind"],
                violation_error_message=_("The salutation already has this formula in this language."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.salutation} {self.language} {self.get_kind_display()}"
