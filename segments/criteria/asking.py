from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from contacts.models import Contact
from core.expressions.filters import Expression
from core.expressions.grammar import ExpressionRefused
from segments.criteria.sources import SOURCES, Source

Typed = Mapping[str, Mapping[str, str]]
"""Source → column → expression, as somebody typed them."""


@dataclass(frozen=True)
class Criteria:
    """What is asked of contacts, as typed: of each source that has an expression a contact needs at least one record of
    which all its expressions are true; sources without are passed over (4.1).

    `companies` widens what is found: to everybody of the companies found, or to the companies beside their persons.
    """

    class Companies(models.TextChoices):
        ALL = "all", gettext_lazy("Everybody of their companies")
        RELATED = "related", gettext_lazy("Their companies too")

    typed: Typed
    today: date
    work_date: date
    companies: str = ""
    language: str = ""
    """What it was typed in, which days and date formulas hang on; nothing: the language of the moment."""

    def asked(self, *, adding: bool) -> Q:
        """Whether a contact fits. Refused (ExpressionRefused): an expression that makes no sense."""
        fits = Q()
        sources = list(self.expressions())
        for source, expressions in sources:
            true = Q()
            for expression in expressions.values():
                true &= expression.asked
            each = source.having_each if len(sources) > 1 else None
            fits &= Q(each(true)) if each else source.having(true, adding)
        return fits

    def contacts(self) -> QuerySet[Contact]:
        """Whom the criteria would add: those that fit, widened as asked (4.2)."""
        fitting = Contact.objects.filter(self.asked(adding=True))
        if self.companies == self.Companies.ALL:
            return Contact.objects.filter(party__in=fitting.order_by().values("party"))
        if self.companies == self.Companies.RELATED:
            return Contact.objects.filter(Q(pk__in=fitting.values("pk")) | Q(pk__in=fitting.values("party")))
        return fitting

    def of_line(self) -> Exists:
        """Whether the contact of a line fits; with entire companies, whether anybody of its company does (4.3)."""
        fitting = Contact.objects.filter(self.asked(adding=False))
        if self.companies == self.Companies.ALL:
            fitting = Contact.objects.filter(party__in=fitting.values("party"))
        return Exists(fitting.filter(pk=OuterRef("contact")))

    def in_words(self) -> str:
        """What was asked, as a step of the segment keeps it: "Country/Region: Germany · Industry groups: RETAIL"."""
        said = [f"{label}: {expression}" for label, expression in self._labelled()]
        return " · ".join(said) or _("All contacts")

    def refuse_unknown(self) -> None:
        """Refused (ExpressionRefused) when they name a code or another row that does not exist (any more)."""
        for _each in self.expressions(must_exist=True):
            pass

    def expressions(self, *, must_exist: bool = False) -> Iterator[tuple[Source, dict[str, Expression]]]:
        for name, source in SOURCES.items():
            asked = {column: text for column, text in self.typed.get(name, {}).items() if text.strip()}
            if asked:
                kinds = source.kinds(today=self.today, work_date=self.work_date, must_exist=must_exist)
                _refuse_unknown(asked.keys() - kinds.keys())
                with override(self.language or get_language()):
                    found = {column: Expression.of(text, kinds[column][1]) for column, text in asked.items()}
                yield source, found

    def _labelled(self) -> Iterator[tuple[str, Any]]:
        for source, expressions in self.expressions():
            labels = {column.name: column.label for column in source.columns}
            for name, expression in expressions.items():
                label = str(labels[name])
                own = source.name == "contact"
                yield (
                    (label if own else str(source.label) if name == "code" else f"{source.label}, {label}"),
                    expression,
                )


def _refuse_unknown(columns: Iterable[str]) -> None:
    for column in columns:
        raise ExpressionRefused(
            _("“%(text)s” can no longer be asked about. Save the criteria anew.") % {"text": column}
        )
