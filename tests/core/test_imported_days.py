"""Days as files write them."""

from datetime import date

import pytest

from core.importing import values


@pytest.mark.parametrize(
    "typed",
    [
        *["1996-07-04", "1996-07-04 00:00:00.000", "1996-07-04T00:00:00Z", "1996/7/4", "1996.07.04"],
        *["4.7.1996", "04-07-1996", "04-07-1996 00:00", " 1996-7-4 "],
    ],
)
def test_a_day_is_read_with_or_without_a_time(typed: str) -> None:
    assert values.day(typed) == date(1996, 7, 4)


@pytest.mark.parametrize("typed", ["7/7/1996", "07/07/1996"])
def test_a_day_between_strokes_counts_where_it_can_be_only_one(typed: str) -> None:
    assert values.day(typed) == date(1996, 7, 7)


@pytest.mark.parametrize("typed", ["yesterday", "1996-02-30", "1996-13-01", "4.7.96", "4.7-1996", "7/25/1996", "1996"])
def test_what_is_no_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a date; write it like 2026-03-31"):
        values.day(typed)


def test_a_day_that_could_be_two_is_refused() -> None:
    with pytest.raises(ValueError, match="“4/7/1996” can be read as two days; write it like 1996-07-04"):
        values.day("4/7/1996")
