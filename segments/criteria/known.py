"""Criteria that name a row outright are asked only when there is one: a code mistyped would find nobody, or everybody
but nobody, without a word."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.expressions.grammar import Alternatives, ExpressionRefused, Operand
from core.expressions.kinds import Kind, Related, Text
from core.tables import Column

MOST_LISTED = 12
OUTRIGHT = ("=", "<>")


class KnownRow(Related):
    """Another row of the contact or record, which there must be. Refused (ExpressionRefused): a name of none."""

    def asked_of(self, parts: Alternatives) -> Q:
        refuse_unknown(parts, self.model, self.ways)
        return super().asked_of(parts)


def known_only(kind: Kind, column: Column, model: type[Model]) -> Kind:
    """The same kind, for what names rows by their codes; any other as it is."""
    if isinstance(kind, Related):
        return KnownRow(kind.path, kind.model, kind.ways)
    if isinstance(kind, Text) and column.name in ("code", "number"):
        return _own_code(kind, model)
    return kind


def _own_code(kind: Text, model: type[Model]) -> Text:
    class OwnCode(type(kind)):  # type: ignore[misc]
        def asked_of(self, parts: Alternatives) -> Q:
            refuse_unknown(parts, model, [kind])
            return kind.asked_of(parts)

    return OwnCode(kind.path)


def refuse_unknown(parts: Alternatives, model: type[Model], ways: Sequence[Text]) -> None:
    """Refused (ExpressionRefused) when one of the rows named outright does not exist. A statement for each way in which
    a row is named, the next one only for what is not found yet."""
    missing = [operand for operand in _named(parts) if not (operand.is_blank or operand.has_wildcards)]
    for way in ways:
        if missing:
            missing = _not_found(missing, model, way)
    if missing:
        raise ExpressionRefused(_unknown(missing[0], model, ways[0]))


def _not_found(named: Sequence[Operand], model: type[Model], way: Text) -> list[Operand]:
    asked = {operand: way.equal(operand) for operand in named}
    rows: Any = model._default_manager.filter(reduce(or_, asked.values())).order_by()
    found = {str(value).casefold() for value in rows.values_list(way.path, flat=True)}
    return [
        operand
        for operand, is_it in asked.items()
        if not found or (way.read(operand).casefold() not in found and not rows.filter(is_it).exists())
    ]


def _named(parts: Alternatives) -> Iterable[Operand]:
    return (term.low for terms in parts for term in terms if term.sign in OUTRIGHT and term.low)


def _unknown(operand: Operand, model: type[Model], code: Text) -> str:
    """Where there are few, it lists them."""
    heading = capfirst(str(model._meta.verbose_name))
    sentence = _("%(heading)s %(code)s does not exist.") % {"heading": heading, "code": operand.text}
    others = list(model._default_manager.order_by(code.path).values_list(code.path, flat=True)[: MOST_LISTED + 1])
    if not 0 < len(others) <= MOST_LISTED:
        return sentence
    return " ".join([sentence, _("These exist: %(codes)s.") % {"codes": ", ".join(map(str, others))}])
