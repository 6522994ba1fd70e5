import csv
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.dateformulas import DateFormula, FormulaRefused

LANGUAGES = ["en", "nl", "nb"]
WEDNESDAY = date(2026, 3, 11)
EXAMPLES = list(csv.DictReader((Path(__file__).parent / "data/date_formulas.csv").read_text().splitlines()))


def led(formula: str, day: str = "2026-03-11") -> str:
    return str(DateFormula.parse(formula).apply(date.fromisoformat(day)))


def read(typed: str, language: str) -> DateFormula | FormulaRefused:
    try:
        return DateFormula.parse(typed, language)
    except FormulaRefused as refusal:
        return refusal


def refused(typed: str, language: str = "en") -> FormulaRefused:
    answer = read(typed, language)
    assert isinstance(answer, FormulaRefused)
    return answer


# --- where a formula leads -----------------------------------------------------------------------------


def test_the_table_has_104_examples() -> None:
    assert [int(row["number"]) for row in EXAMPLES] == list(range(1, 105))


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['number']}-{row['formula'] or 'blank'}")
def test_an_example_leads_to_its_day(row: dict[str, str]) -> None:
    assert led(row["formula"], row["base"]) == row["result"]


def test_to_01_a_blank_formula_leads_nowhere() -> None:
    assert led("") == "2026-03-11"


def test_to_02_two_days_later_and_a_week_less_two_days() -> None:
    assert led("2D") == "2026-03-13"
    assert led("1W - 2D") == "2026-03-16"


def test_to_04_the_tuesday_before_a_tuesday_is_another_day() -> None:
    assert led("-WD2", "1996-05-21") == "1996-05-14"


def test_to_05_a_sum_starts_at_the_end_of_the_month() -> None:
    assert led("CM+30D", "1996-05-21") == "1996-06-30"


def test_to_07_the_end_of_a_month_is_not_sticky() -> None:
    assert led("1M", "2024-02-29") == "2024-03-29"


def test_to_08_a_day_that_a_month_lacks_becomes_its_last() -> None:
    assert led("2M", "2024-01-31") == "2024-03-31"
    assert led("1Q", "2024-01-31") == "2024-04-30"
    assert led("1Q", "2024-02-29") == "2024-05-29"


def test_to_10_quarters_are_three_months() -> None:
    assert led("2Q", "2018-06-10") == "2018-12-10"
    assert led("-3Q", "2018-01-05") == "2017-04-05"


def test_to_11_years_and_months_keep_the_day() -> None:
    assert led("5Y", "2018-07-31") == "2023-07-31"
    assert led("-2Y", "2018-01-01") == "2016-01-01"
    assert led("-1M", "2018-01-01") == "2017-12-01"


def test_to_13_the_last_friday_before_the_end_of_the_month() -> None:
    assert led("CM-WD5", "2015-05-05") == "2015-05-29"


def test_to_14_the_next_first_of_a_month_is_never_today() -> None:
    assert led("D1", "2026-12-31") == "2027-01-01"
    assert led("D1", "2027-01-01") == "2027-02-01"


def test_to_16_on_the_closing_day_the_next_month_counts() -> None:
    assert led("D6+CM", "2024-08-05") == "2024-08-31"
    assert led("D6+CM", "2024-08-06") == "2024-09-30"


def test_to_17_a_number_behind_its_letter_is_a_position() -> None:
    assert led("D20", "2016-01-28") == "2016-02-20"
    assert led("20D", "2016-01-28") == "2016-02-17"


def test_to_19_a_week_runs_from_monday_to_sunday() -> None:
    assert led("CW", "2026-03-15") == "2026-03-15"
    assert led("-CW", "2026-03-16") == "2026-03-16"


def test_to_20_weekdays_lie_strictly_after_or_before() -> None:
    assert [led(formula) for formula in ("WD3", "-WD3", "WD7", "WD1")] == [
        "2026-03-18",
        "2026-03-04",
        "2026-03-15",
        "2026-03-16",
    ]


def test_to_26_more_than_three_parts() -> None:
    assert led("<-2Y-CY+5M+CM>") == "2024-06-30"
    assert led("<+4W-3M-1Y+2D>") == "2025-01-10"


@pytest.mark.parametrize(
    ("formula", "base", "result"),
    [
        ("D31", "2026-01-31", "2026-02-28"),
        ("D31", "2026-02-28", "2026-03-31"),
        ("D30", "2028-01-30", "2028-02-29"),
        ("-D31", "2026-03-31", "2026-02-28"),
        ("-D31", "2026-03-30", "2026-02-28"),
        ("-CY", "2026-12-31", "2026-01-01"),
        ("CQ", "2026-11-30", "2026-12-31"),
        ("CWD", "2026-03-11", "2026-03-11"),
        ("-CD", "2026-03-11", "2026-03-11"),
        ("CY", "9999-01-01", "9999-12-31"),
        ("CM+CM", "2026-02-03", "2026-02-28"),
    ],
)
def test_edges_that_the_examples_leave_out(formula: str, base: str, result: str) -> None:
    assert led(formula, base) == result


@pytest.mark.parametrize(
    ("formula", "day"), [("9999Y", WEDNESDAY), ("-9999M-9999Q", WEDNESDAY), ("CW", date.max), ("-1D", date.min)]
)
def test_a_day_outside_the_calendar_is_refused(formula: str, day: date) -> None:
    with pytest.raises(FormulaRefused, match=f"“{formula}” leads from {day} out of the calendar"):
        DateFormula.parse(formula).apply(day)


def test_without_a_day_nothing_is_counted() -> None:
    with pytest.raises(FormulaRefused, match="no day to count from"):
        DateFormula("1W").apply(None)


# --- how it is written ---------------------------------------------------------------------------------


def test_to_25_nought_days_are_not_blank_and_plus_is_not_minus() -> None:
    assert DateFormula.parse("0D") != DateFormula.parse("")
    assert DateFormula.parse("0D")
    assert not DateFormula.parse("")
    assert DateFormula.parse("-0D") != DateFormula.parse("0D")
    assert led("0D") == led("-0D") == "2026-03-11"


@pytest.mark.parametrize(("typed", "stored"), [("1U+2D", "1W+2D"), ("-1Å", "-1Y"), ("UD4", "WD4"), ("LU", "CW")])
def test_to_28_norwegian_letters_are_stored_neutrally(typed: str, stored: str) -> None:
    assert DateFormula.parse(typed, "nb").text == stored


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "stored"), [("<1Q>", "1Q"), ("<cw - 1y>", "CW-1Y"), ("5<D>", "5D"), ("-50<D>", "-50D")]
)
def test_to_29_brackets_mean_neutral_letters(typed: str, stored: str, language: str) -> None:
    assert DateFormula.parse(typed, language).text == stored


def test_to_31_a_leading_plus_is_kept() -> None:
    assert DateFormula.parse("<+CY-24M>").show("nb") == "+LÅ-24M"


def test_to_32_case_and_spaces_do_not_matter() -> None:
    assert DateFormula.parse("cm + 1d").text == "CM+1D"
    assert led("cm + 1d") == "2026-04-01"


@pytest.mark.parametrize(
    ("language", "typed", "stored"),
    [
        ("nl", "LW + 10D - 1J + 2K + WD4", "CW+10D-1Y+2Q+WD4"),
        ("nl", "cw+1y+2q", "CW+1Y+2Q"),
        ("nb", "NM+1K+1Q", "CM+1Q+1Q"),
        ("nb", "cw+wd4+1y", "CW+WD4+1Y"),
        ("nb", "1A\N{COMBINING RING ABOVE}", "1Y"),
        ("da", "1W", "1W"),
    ],
)
def test_a_language_reads_its_own_letters_and_the_neutral_ones(language: str, typed: str, stored: str) -> None:
    assert DateFormula.parse(typed, language).text == stored


def test_each_language_shows_its_own_letters() -> None:
    formula = DateFormula("CW+1D-WD4+1M+1Q+1Y")
    assert [formula.show(language) for language in [*LANGUAGES, "da"]] == [
        "CW+1D-WD4+1M+1Q+1Y",
        "LW+1D-WD4+1M+1K+1J",
        "LU+1D-UD4+1M+1K+1Å",
        "CW+1D-WD4+1M+1Q+1Y",
    ]


def test_a_formula_has_up_to_32_characters_spaces_not_counted() -> None:
    assert len(DateFormula.parse(" + ".join(["1D"] * 11)).text) == 32
    assert str(refused("+".join(["1D"] * 10 + ["20D"]))) == "A date formula has up to 32 characters."


def test_only_neutral_canonical_text_makes_a_formula() -> None:
    for text in ("1w", "1W - 2D", "<1W>", "LW"):
        with pytest.raises(FormulaRefused):
            DateFormula(text)


# --- what is refused, and what is offered instead ------------------------------------------------------


def test_to_22_a_unit_without_a_number_is_refused() -> None:
    assert str(refused("<Y>")) == "“Y” is a unit without a number. Try 1Y, CY."


@pytest.mark.parametrize(
    ("typed", "said", "offers"),
    [
        ("Y", "“Y” is a unit without a number.", "1Y CY"),
        ("M+1D", "“M” is a unit without a number.", "1M+1D CM+1D +1D"),
        ("1", "“1” is a number without a unit.", "1D 1W D1"),
        ("CM + 15", "“15” is a number without a unit.", "CM+15D CM+15W CM+D15"),
        ("1X", "“X” in “1X” means nothing; the letters are C, D, WD, W, M, Q, Y.", "1D 1W 1M"),
        ("1H", "“H” in “1H” means nothing; the letters are C, D, WD, W, M, Q, Y.", "1D 1W 1M"),
        ("CX", "“X” in “CX” means nothing; the letters are C, D, WD, W, M, Q, Y.", "CD CW CM"),
        ("abc", "“a” in “abc” means nothing; the letters are C, D, WD, W, M, Q, Y.", "1D 2W CM"),
        ("1.5M", "“1.5M”: only whole numbers can be used.", "1M"),
        ("1,5M", "“1,5M”: only whole numbers can be used.", "1M"),
        ("+", "After “+” a part is missing.", "1D 2W CM"),
        ("-", "After “-” a part is missing.", "1D 2W CM"),
        ("1D+", "After “1D+” a part is missing.", "1D"),
        ("1D++1D", "After “1D+” a part is missing.", "1D+1D"),
        ("--1D", "After “-” a part is missing.", "-1D"),
        ("2CM", "“2CM”: a current period has no number.", "CM 2M"),
        ("C", "“C” lacks its unit.", "CD CW CM"),
        ("C1M", "“C1M”: a current period has no number.", "CM 1M"),
        ("WD0", "“WD0”: the weekdays are 1 (Monday) to 7 (Sunday).", "WD1 WD7"),
        ("WD8", "“WD8”: the weekdays are 1 (Monday) to 7 (Sunday).", "WD7 D8 8D"),
        ("D0", "“D0”: the days of a month are 1 to 31.", "D1 D31"),
        ("-D32", "“D32”: the days of a month are 1 to 31.", "-D31 -32D"),
        ("10000D", "“10000D”: a number goes up to 9999.", "9999D"),
        ("W20", "“W20”: only days of a month and weekdays end in a number.", "20W D20 CW"),
        ("M3", "“M3”: only days of a month and weekdays end in a number.", "3M D3 CM"),
        ("Q2", "“Q2”: only days of a month and weekdays end in a number.", "2Q D2 CQ"),
        ("Y5", "“Y5”: only days of a month and weekdays end in a number.", "5Y D5 CY"),
        ("2WD", "“2WD”: weekdays are not counted, only days.", "2D WD2 2W"),
        ("1D2M", "“1D2M”: write + or - between two parts.", "1D+2M 1D-2M 1D"),
        ("1M2", "“1M2”: write + or - between two parts.", "1M"),
        ("DW+1M", "“DW” is no part of a date formula.", "+1M"),
        ("1X+2Y3", "“X” in “1X” means nothing; the letters are C, D, WD, W, M, Q, Y.", "1D 1W 1M"),
        ("<1D", "The brackets < and > stand around a formula in neutral letters, as in <1W-2D>.", ""),
        ("<>", "The brackets < and > stand around a formula in neutral letters, as in <1W-2D>.", ""),
    ],
)
def test_a_refusal_points_at_the_wrong_part_and_offers_the_nearest_right_ones(
    typed: str, said: str, offers: str
) -> None:
    refusal = refused(typed)
    assert list(refusal.offers) == offers.split()
    assert str(refusal) == (f"{said} Try {', '.join(offers.split())}." if offers else said)


@pytest.mark.parametrize(
    ("typed", "language", "sentence"),
    [
        ("1U", "en", "“U” in “1U” means nothing; the letters are C, D, WD, W, M, Q, Y. Try 1W, 1D, 1M."),
        ("1U", "nl", "“U” in “1U” means nothing; the letters are L, D, WD, W, M, K, J. Try 1W, 1D, 1M."),
        ("1J", "nb", "“J” in “1J” means nothing; the letters are L, D, UD, U, M, K, Å. Try 1Å, 1D, 1U."),
        ("<1U>", "nb", "“U” in “1U” means nothing; the letters are C, D, WD, W, M, Q, Y. Try 1W, 1D, 1M."),
        ("lj + å", "nl", "“å” in “å” means nothing; the letters are L, D, WD, W, M, K, J. Try LJ."),
        ("2UD", "nb", "“2UD”: weekdays are not counted, only days. Try 2D, UD2, 2U."),
    ],
)
def test_a_refusal_speaks_in_the_letters_of_the_person(typed: str, language: str, sentence: str) -> None:
    assert str(refused(typed, language)) == sentence


def test_a_refusal_is_worded_by_any_translator() -> None:
    dutch = {
        "“%(part)s” is a number without a unit.": "“%(part)s” is een getal zonder eenheid.",
        "%(said)s Try %(offers)s.": "%(said)s Probeer %(offers)s.",
    }
    assert refused("15", "nl").worded(dutch.__getitem__) == "“15” is een getal zonder eenheid. Probeer 15D, 15W, D15."


# --- promises about all formulas -----------------------------------------------------------------------

TERMS = st.one_of(
    st.builds("{}{}".format, st.integers(0, 9999), st.sampled_from("DWMQY")),
    st.builds("C{}".format, st.sampled_from(["D", "WD", "W", "M", "Q", "Y"])),
    st.builds("D{}".format, st.integers(1, 31)),
    st.builds("WD{}".format, st.integers(1, 7)),
)
SIGNED = st.builds("{}{}".format, st.sampled_from("+-"), TERMS)
FORMULAS = st.builds("{}{}".format, st.one_of(st.just(""), TERMS, SIGNED), st.lists(SIGNED, max_size=4).map("".join))
FORMULAS = FORMULAS.filter(lambda text: len(text) <= 32).map(DateFormula)
TYPED = st.one_of(st.text(max_size=40), st.text("0123456789CDWMQYLKJNUÅcdå+-<>., ", max_size=12))


@given(formula=FORMULAS, language=st.sampled_from(LANGUAGES))
def test_what_is_shown_is_read_again(formula: DateFormula, language: str) -> None:
    assert DateFormula.parse(formula.show(language), language) == formula
    assert DateFormula.parse(f"<{formula}>" if formula else "", language) == formula


@given(formula=FORMULAS, day=st.dates())
@example(DateFormula("9999Y"), date.max)
@example(DateFormula("-9999Y"), date.min)
def test_an_accepted_formula_gives_a_day_or_a_refusal(formula: DateFormula, day: date) -> None:
    with suppress(FormulaRefused):
        assert isinstance(formula.apply(day), date)


@given(typed=TYPED, language=st.sampled_from(LANGUAGES))
def test_whatever_is_typed_is_a_formula_or_refused_with_formulas_that_can_be_typed(typed: str, language: str) -> None:
    answer = read(typed, language)
    if isinstance(answer, FormulaRefused):
        assert len(answer.offers) <= 3
        assert all(DateFormula.parse(offer, language) for offer in answer.offers)
    else:
        assert DateFormula(answer.text) == answer


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), nth=st.integers(1, 31), weekday=st.integers(1, 7))
def test_positions_are_the_nearest_such_day_on_either_side(day: date, nth: int, weekday: int) -> None:
    for sign, step in (("", timedelta(days=1)), ("-", timedelta(days=-1))):
        found = day + step
        while found.isoweekday() != weekday:
            found += step
        assert DateFormula(f"{sign}WD{weekday}").apply(day) == found
        found = day + step
        while found.day != nth and not (found.day < nth and (found + timedelta(days=1)).day == 1):
            found += step
        assert DateFormula(f"{sign}D{nth}").apply(day) == found
