"""The versions kept of a row, and what differs between two of them, in the words of the person who reads it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.differences import Difference
from core.kinds import KINDS
from core.models import Card
from core.money import AmountField, PercentField, QuantityField, UnitAmountField
from core.numbering import Numbered

Field = models.Field[Any, Any]

BOOKKEEPING = {field.name for base in (Card, Numbered) for field in base._meta.local_fields if not field.editable}
KIND_OF: dict[type[models.Field], str] = {
    models.DateTimeField: "moment",
    models.DateField: "date",
    models.DecimalField: "number",
    AmountField: "amount",
    UnitAmountField: "unit amount",
    QuantityField: "number",
    PercentField: "percent",
}


@dataclass(frozen=True)
class Version:
    """A row as it was saved once, and what that saving changed."""

    past: Any
    differences: list[Difference]

    @property
    def who(self) -> str:
        return who_saved(self.past)

    @property
    def when(self) -> datetime:
        when: datetime = self.past.history_date
        return when

    @property
    def is_first(self) -> bool:
        return bool(self.past.history_type == "+")


def who_saved(past: Any) -> str:
    """Who sent the page that saved it; where no page did (an import from a file), who the row says."""
    person = past.history_user or getattr(past, "modified_by", None)
    return str(person) if person else ""


def fields_kept(model: Any, names: Iterable[str]) -> list[Field]:
    """The named fields as far as the history keeps them, then those that only acts change (activated since …)."""
    kept: dict[str, Field] = {
        field.name: field for field in model.history.model.tracked_fields if field.name not in BOOKKEEPING
    }
    by_acts = [name for name, field in kept.items() if not field.editable]
    return [kept[name] for name in [*names, *by_acts] if name in kept]


def versions_of(row: Any, fields: Iterable[Field]) -> models.QuerySet[Any]:
    """Every version kept of the row, with what its fields are named by: one statement, however many look-ups."""
    named_by = [path for field in fields if field.is_relation for path in _followed(field)]
    saved_by = [field.name for field in row.history.model._meta.fields if field.name in ("history_user", "modified_by")]
    versions: models.QuerySet[Any] = row.history.select_related(*saved_by, *named_by)
    return versions


def _followed(field: Any) -> Iterator[str]:
    """The look-up object, and the one it is one to one with: a customer is named by its contact."""
    yield field.name
    for other in field.related_model._meta.concrete_fields:
        if other.one_to_one and not other.null:
            yield f"{field.name}__{other.name}"


def told(pasts: Sequence[Any], older: Any | None, fields: Sequence[Field]) -> list[Version]:
    """Versions, newest first, each against the one before it; `older` is the one before the last."""
    before = [*pasts, older][1:]
    return [Version(past, differences(earlier, past, fields)) for past, earlier in zip(pasts, before, strict=True)]


def differences(before: Any | None, after: Any, fields: Iterable[Field]) -> list[Difference]:
    """What reads differently; without a version before it all that was filled in."""
    if before is None:
        filled = [field for field in fields if getattr(after, field.attname)]
        return [Difference(_label(field), "", in_words(after, field)) for field in filled]
    changed = [field for field in fields if getattr(before, field.attname) != getattr(after, field.attname)]
    return [Difference(_label(field), in_words(before, field), in_words(after, field)) for field in changed]


def in_words(row: Any, field: Any) -> str:
    """The value of a row, or of a version of it, as a person says it."""
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ""
    if field.is_relation:
        return str(getattr(row, field.name) or _("no longer exists"))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    kind = next((KIND_OF[base] for base in type(field).__mro__ if base in KIND_OF), "")
    return KINDS[kind](value) if kind else str(dict(field.flatchoices).get(value, value))


def _label(field: Any) -> str:
    return str(field.verbose_name)
