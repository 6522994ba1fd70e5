"""What the terms of an expression mean for each kind of value: how it is typed, asked of the database, and said.

Days and moments stand in `days`.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Model, Q
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from core.expressions.grammar import BLANK, Alternatives, ExpressionRefused, Operand, Term
from core.kinds import KINDS
from core.words import is_searchable

MOST_INSIDE = 3  # each * more multiplies how long a name is looked at
LOOKUPS = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
YES, NO = {"1", "true", "yes", "y"}, {"0", "false", "no", "n"}


class Kind:
    """Of a field at `path`; a child says how one value is read and shown."""

    example: str = "A*|B*"

    def __init__(self, path: str) -> None:
        self.path = path

    def read(self, operand: Operand) -> Any:
        raise NotImplementedError

    def shown(self, operand: Operand) -> str:
        raise NotImplementedError

    def blank(self) -> Q:
        return Q(**{f"{self.path}__isnull": True})

    def equal(self, operand: Operand) -> Q:
        return Q(**{self.path: self.read(operand)})

    def compared(self, sign: str, operand: Operand) -> Q:
        return Q(**{f"{self.path}__{LOOKUPS[sign]}": self.read(operand)})

    def asked_of(self, parts: Alternatives) -> Q:
        """Any of the alternatives, of each of which all terms hold."""
        return reduce(or_, (reduce(and_, map(self.asked, terms)) for terms in parts), Q())

    def asked(self, term: Term) -> Q:
        if term.sign == "..":
            from_low = self.compared(">=", term.low) if term.low else Q()
            return from_low & (self.compared("<=", term.high) if term.high else Q())
        low = term.low or BLANK
        if term.sign not in ("=", "<>"):
            return self.compared(term.sign, low)
        found = self.blank() if low.is_blank else self.equal(low)
        return ~found if term.sign == "<>" else found

    def said(self, term: Term) -> str:
        low, high = (self.shown(part) if part and not part.is_blank else "" for part in (term.low, term.high))
        if term.sign == "..":
            return _range_said(low, high)
        if not low:
            return _("not blank") if term.sign == "<>" else _("blank")
        sentence = {
            "=": "%(value)s",
            "<>": _("not %(value)s"),
            "<": _("less than %(value)s"),
            "<=": _("up to %(value)s"),
            ">": _("more than %(value)s"),
            ">=": _("from %(value)s on"),
        }[term.sign]
        return sentence % {"value": low}


def _range_said(low: str, high: str) -> str:
    if not low:
        return _("up to %(value)s") % {"value": high}
    if not high:
        return _("from %(value)s on") % {"value": low}
    return _("from %(low)s to %(high)s") % {"low": low, "high": high}


class Text(Kind):
    """Capitals do not count; `*` stands for any letters, `?` for one."""

    def read(self, operand: Operand) -> str:
        return operand.text if operand.quoted else operand.text.removeprefix("@")

    def shown(self, operand: Operand) -> str:
        text = self.read(operand)
        bare = text.strip("*")
        if not operand.has_wildcards or any(sign in bare for sign in "*?"):
            return _("like %(text)s") % {"text": text} if operand.has_wildcards else text
        sentence = {
            (True, True): _("with %(text)s in it"),
            (False, True): _("beginning with %(text)s"),
            (True, False): _("ending in %(text)s"),
        }[text.startswith("*"), text.endswith("*")]
        return sentence % {"text": bare}

    def blank(self) -> Q:
        return super().blank() | Q(**{self.path: ""})

    def equal(self, operand: Operand) -> Q:
        text = self.read(operand)
        if not operand.has_wildcards:
            return self._with("iexact", text)
        bare = text.strip("*")
        if bare.count("*") > MOST_INSIDE:
            raise ExpressionRefused(_("“%(text)s” has too many *: at most three inside.") % {"text": text})
        if any(sign in bare for sign in "*?"):
            return self._with("iregex", _pattern(text))
        if text.startswith("*"):
            return self._with("icontains" if text.endswith("*") else "iendswith", bare)
        return self._with("istartswith", bare)

    def _with(self, lookup: str, text: str) -> Q:
        return Q(**{f"{self.path}__{lookup}": text})


class IndexedText(Text):
    """Of a column whose words have an index (core/words): it leaves few texts to be looked at."""

    def _with(self, lookup: str, text: str) -> Q:
        found = super()._with(lookup, text)
        if lookup == "iregex" or not is_searchable(text):
            return found
        return Q(**{f"{self.path}__has_words": text}) & found


def _pattern(text: str) -> str:
    wild = {"*": ".*", "?": "."}
    return "^{}$".format("".join(wild.get(sign, re.escape(sign)) for sign in text))


class Code(Text):
    """A number or code: stored in capitals, so that an index finds it."""

    def read(self, operand: Operand) -> str:
        return super().read(operand).upper()

    def _with(self, lookup: str, text: str) -> Q:
        return super()._with({"iexact": "exact", "istartswith": "begins"}.get(lookup, lookup), text)


class Number(Kind):
    example = ">=10"

    def read(self, operand: Operand) -> Decimal:
        try:
            number = Decimal(_plain_number(operand.text))
        except InvalidOperation:
            raise ExpressionRefused(_("“%(text)s” is not a number.") % {"text": operand.text}) from None
        if not number.is_finite():
            raise ExpressionRefused(_("“%(text)s” is not a number.") % {"text": operand.text})
        return number

    def shown(self, operand: Operand) -> str:
        return KINDS["number"](self.read(operand))


def _plain_number(text: str) -> str:
    """1,234.5 as it is written here, or 1234.5 as everywhere."""
    thousand, decimal = get_format("THOUSAND_SEPARATOR"), get_format("DECIMAL_SEPARATOR")
    bare = "".join(text.split())
    grouped = rf"[+-]?\d{{1,3}}(?:{re.escape(thousand)}\d{{3}})+(?:{re.escape(decimal)}\d*)?"
    return (bare.replace(thousand, "") if re.fullmatch(grouped, bare) else bare).replace(decimal, ".")


class YesNo(Kind):
    example = ""

    def read(self, operand: Operand) -> bool:
        word = operand.text.lower()
        if word in YES | {_("Yes").lower()}:
            return True
        if word in NO | {_("No").lower()}:
            return False
        raise ExpressionRefused(_("“%(text)s” is neither yes nor no.") % {"text": operand.text})

    def shown(self, operand: Operand) -> str:
        return _("Yes") if self.read(operand) else _("No")

    def compared(self, sign: str, operand: Operand) -> Q:
        raise ExpressionRefused(_("Yes and no have no order: ask for one of them."))


class Choice(Kind):
    """One of a few words, found by what is shown of them."""

    def __init__(self, path: str, choices: Iterable[tuple[Any, Any]]) -> None:
        super().__init__(path)
        self.words = {str(words): key for key, words in choices}
        self.example = "|".join(list(self.words)[:2])

    def read(self, operand: Operand) -> list[str]:
        text = operand.text.casefold()
        pattern = text if operand.has_wildcards else text.replace("[", "[[]")
        found = [words for words in self.words if fnmatchcase(words.casefold(), pattern)]
        if not found:
            raise ExpressionRefused(
                _("“%(text)s” is none of %(words)s.") % {"text": operand.text, "words": ", ".join(self.words)}
            )
        return found

    def shown(self, operand: Operand) -> str:
        return ", ".join(self.read(operand))

    def equal(self, operand: Operand) -> Q:
        return Q(**{f"{self.path}__in": [self.words[words] for words in self.read(operand)]})

    def compared(self, sign: str, operand: Operand) -> Q:
        raise ExpressionRefused(_("These words have no order: ask for one of them, or for several with |."))


class Related(Text):
    """Another row, found by its code or by its name; the rows found are listed, so that the key's index serves."""

    def __init__(self, path: str, model: type[Model], ways: Sequence[Text]) -> None:
        super().__init__(path)
        self.model, self.ways = model, ways

    def asked_of(self, parts: Alternatives) -> Q:
        """Rows that are simply named are listed together: a database reads few of many lists well."""
        named = [terms[0].named for terms in parts if len(terms) == 1 and terms[0].named]
        others = super().asked_of(tuple(terms for terms in parts if len(terms) > 1 or not terms[0].named))
        return others | self._pointing_at(reduce(or_, map(self._named, named))) if named else others

    def equal(self, operand: Operand) -> Q:
        return self._pointing_at(self._named(operand))

    def blank(self) -> Q:
        return Kind.blank(self)

    def compared(self, sign: str, operand: Operand) -> Q:
        return self._pointing_at(self.ways[0].compared(sign, operand))

    def _named(self, operand: Operand) -> Q:
        return reduce(or_, (way.equal(operand) for way in self.ways))

    def _pointing_at(self, found: Q) -> Q:
        return Q(**{f"{self.path}__in": self.model._default_manager.filter(found).order_by().values("pk")})
