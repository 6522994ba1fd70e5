"""The codes that contacts are told apart by, and which contact carries which (4)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.codes import CodedQuerySet, CodeField


class Classification(models.Model):
    """A code of one sort, with a few words about it."""

    code = CodeField(_("Code"), unique=True, max_length=10)
    description = models.CharField(_("Description"), max_length=100, blank=True)

    objects = CodedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.description}".strip()


class IndustryGroup(Classification):
    class Meta(Classification.Meta):
        verbose_name = _("Industry group")
        verbose_name_plural = _("Industry groups")


class MailingGroup(Classification):
    class Meta(Classification.Meta):
        verbose_name = _("Mailing group")
        verbose_name_plural = _("Mailing groups")


class JobResponsibility(Classification):
    class Meta(Classification.Meta):
        verbose_name = _("Job responsibility")
        verbose_name_plural = _("Job responsibilities")


class BusinessRelation(Classification):
    """One of them may stand for our customers: nobody types it, whoever is a customer has it (CLS-6)."""

    of_customers = models.BooleanField(
        _("Customers"), default=False, help_text=_("Whoever is a customer has this relation; it is not given by hand.")
    )

    class Meta(Classification.Meta):
        verbose_name = _("Business relation")
        verbose_name_plural = _("Business relations")
        constraints = [
            models.UniqueConstraint(
                name="contacts_businessrelation_of_customers",
                fields=["of_customers"],
                condition=Q(of_customers=True),
                violation_error_message=_("Another relation already stands for the customers."),
            )
        ]


class WebSource(Classification):
    """A place in the web where companies are looked up; {word} in its address is what is looked for (CLS-5)."""

    url = models.CharField(
        _("Address"), max_length=250, blank=True, help_text=_("{word} stands for the word that is looked for.")
    )

    class Meta(Classification.Meta):
        verbose_name = _("Web source")
        verbose_name_plural = _("Web sources")


class OrganizationalLevel(Classification):
    class Meta(Classification.Meta):
        verbose_name = _("Organizational level")
        verbose_name_plural = _("Organizational levels")


class Territory(Classification):
    class Meta(Classification.Meta):
        verbose_name = _("Territory")
        verbose_name_plural = _("Territories")


def carried(model: type[Classification]) -> Any:
    """The key to the code in the row that says who carries it; a code that is carried stays (CLS-2)."""
    return models.ForeignKey(model, models.PROTECT, related_name="carried", db_index=False)


class Carried(models.Model):
    """That a contact carries a code, at most once (CLS-3); the children name the code."""

    contact = models.ForeignKey("contacts.Contact", models.CASCADE, related_name="+", db_index=False)

    class Meta:
        abstract = True
        verbose_name = _("Contact")
        verbose_name_plural = _("Contacts")
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="%(class)s_once", fields=["code", "contact"])]
        indexes = [models.Index(name="%(class)s_of", fields=["contact"])]

    def __str__(self) -> str:
        return f"{self.contact}: {self.code}"  # type: ignore[attr-defined]


class ContactIndustryGroup(Carried):
    code = carried(IndustryGroup)


class ContactMailingGroup(Carried):
    code = carried(MailingGroup)


class ContactJobResponsibility(Carried):
    code = carried(JobResponsibility)


class ContactBusinessRelation(Carried):
    code = carried(BusinessRelation)


class ContactWebSource(Carried):
    code = carried(WebSource)
    search_word = models.CharField(_("Search word"), max_length=100, blank=True)
