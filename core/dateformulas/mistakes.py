"""What is refused as a date formula: the part that is wrong, why, and the nearest right ones."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.dateformulas.letters import LOCAL, neutral, shown
from core.dateformulas.refusals import FormulaRefused, _
from core.dateformulas.terms import LONGEST, PART, TERM, is_formula


class Mistake(NamedTuple):
    """How a wrong part looks without its sign, what is said of it, and what may have been meant."""

    looks: str
    sentence: str
    meant: str = ""


MISTAKES = [  # the first that fits counts
    Mistake(r"", _("After “%(before)s” a part is missing.")),
    Mistake(r"0*[1-9]\d{4,}(\D*)", _("“%(part)s”: a number goes up to 9999."), r"9999\1 9999D"),
    Mistake(r"(\d+)[.,]\d+(WD|[DWMQY])", _("“%(part)s”: only whole numbers can be used."), r"\1\2"),
    Mistake(
        r"(C|\d*).*?(?P<wrong>[^\dCDWMQY]).*",
        _("“%(wrong)s” in “%(part)s” means nothing; the letters are %(letters)s."),
        r"\1D \1W \1M",
    ),
    Mistake(r"(\d+)", _("“%(part)s” is a number without a unit."), r"\1D \1W D\1"),
    Mistake(r"(WD|[DWMQY])", _("“%(part)s” is a unit without a number."), r"1\1 C\1 \g<1>1"),
    Mistake(r"(\d+)WD", _("“%(part)s”: weekdays are not counted, only days."), r"\1D WD\1 \1W"),
    Mistake(r"C", _("“%(part)s” lacks its unit."), "CD CW CM"),
    Mistake(r"(\d*)C(\d*)(WD|[DWMQY])", _("“%(part)s”: a current period has no number."), r"C\3 \1\2\3"),
    Mistake(r"D0+", _("“%(part)s”: the days of a month are 1 to 31."), "D1 D31"),
    Mistake(r"D(\d+)", _("“%(part)s”: the days of a month are 1 to 31."), r"D31 \1D"),
    Mistake(r"WD0+", _("“%(part)s”: the weekdays are 1 (Monday) to 7 (Sunday)."), "WD1 WD7"),
    Mistake(r"WD(\d+)", _("“%(part)s”: the weekdays are 1 (Monday) to 7 (Sunday)."), r"WD7 D\1 \1D"),
    Mistake(r"([WMQY])(\d+)", _("“%(part)s”: only days of a month and weekdays end in a number."), r"\2\1 D\2 C\1"),
    Mistake(
        r"(\d+[DWMQY]|C(?:WD|[DWMQY])|W?D\d+)(.+)", _("“%(part)s”: write + or - between two parts."), r"\1+\2 \1-\2 \1"
    ),
    Mistake(r".*", _("“%(part)s” is no part of a date formula.")),
]
EXAMPLES = ["1D", "2W", "CM"]


def refuse_mistakes(text: str, typed: str, language: str) -> None:
    """Refuse the first wrong part of the text in neutral letters, in the words and letters of the one who typed it."""
    if len(text) > LONGEST:
        raise FormulaRefused(_("A date formula has up to %(longest)s characters."), longest=LONGEST)
    for part in PART.finditer(text):
        if not TERM.fullmatch(part[0]):
            raise refusal(text, typed, part.span("body"), language)


def refusal(text: str, typed: str, wrong: tuple[int, int], language: str) -> FormulaRefused:
    start, end = wrong
    mistake, found = recognised(text[start:end])
    meant = [neutral(typed[start:end], other) for other in LOCAL]  # a letter of another language
    meant += [found.expand(each) for each in mistake.meant.split()]
    return FormulaRefused(
        mistake.sentence,
        offers=[shown(offer, language) for offer in nearest(text, start, end, meant)[:3]],
        part=typed[start:end],
        before=typed[:start],
        wrong=found.groupdict().get("wrong"),
        letters=shown("C, D, WD, W, M, Q, Y", language),
    )


def recognised(part: str) -> tuple[Mistake, re.Match[str]]:
    matches = ((mistake, re.fullmatch(mistake.looks, part, re.ASCII | re.DOTALL)) for mistake in MISTAKES)
    return next((mistake, found) for mistake, found in matches if found)


def nearest(text: str, start: int, end: int, meant: Sequence[str]) -> list[str]:
    """The formula with the wrong part put right or left out; where more is wrong, the part put right; or examples."""
    mended = [text[:start] + part + text[end:] for part in meant]
    mended.append(text[: max(start - 1, 0)] + text[end:])
    return formulas(mended) or formulas(meant) or EXAMPLES


def formulas(texts: Sequence[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text and is_formula(text)]
