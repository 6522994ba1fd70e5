"""Which days nobody works, by name, and the date beside a formula while one types it."""

from datetime import date

import pytest
from django.test import Client

from core import workdays
from core.models import User
from core.workdays import Workdays
from tests.conftest import Queries
from tests.factories import CompanyInformationFactory

KINGS_DAY = date(2026, 4, 27)
ASK = "/date-formula/"


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [("NL", "nl", "Koningsdag"), ("NL", "en", "King's Day"), ("NL", "nb", "Koningsdag"), ("BE", "nl", "")],
)
def test_a_holiday_has_its_name_in_the_language_of_the_person(country: str, language: str, name: str) -> None:
    assert Workdays(country, language).holiday(KINGS_DAY) == name


def test_norwegian_holidays_are_said_in_norwegian() -> None:
    assert Workdays("no", "nb").holiday(date(2026, 5, 17)) == "Grunnlovsdag"


@pytest.mark.parametrize("country", ["", "ZZ", "X"])
def test_a_country_nobody_knows_has_weekends_only(country: str) -> None:
    free = Workdays(country)
    assert free.holiday(date(2026, 12, 25)) == ""
    assert free.is_free(date(2026, 12, 26))


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 4, 5), date(2026, 4, 1), date(2026, 4, 7)),  # Easter Sunday: free from Maundy Thursday to Monday
        (date(2026, 3, 11), date(2026, 3, 10), date(2026, 3, 12)),
        (date(1, 1, 1), date(1, 1, 1), date(1, 1, 2)),
        (date(9999, 12, 31), date(9999, 12, 30), date(9999, 12, 31)),
    ],
)
def test_the_working_days_beside_a_day(day: date, before: date, after: date) -> None:
    free = Workdays("NO")
    assert (free.before(day), free.after(day)) == (before, after)


@pytest.mark.django_db
def test_the_holidays_are_those_of_the_companys_country() -> None:
    CompanyInformationFactory(country="NL")
    assert workdays.ours("nl") == Workdays("NL", "nl")


@pytest.fixture
def in_march(ann: User) -> None:
    ann.work_date = date(2026, 3, 11)
    ann.save()
    CompanyInformationFactory(country="NL")


def beside(client: Client, formula: str, **more: str) -> str:
    return " ".join(client.get(ASK, {"of": "f", "f": formula, **more}).text.split())


@pytest.mark.usefixtures("in_march")
def test_beside_a_formula_stand_its_day_and_how_far_off_it_is(as_ann: Client) -> None:
    assert "<span>Wed 03/18/2026</span> <small>7 days later</small>" in beside(as_ann, "1W")
    assert "<small>the same day</small>" in beside(as_ann, "CD")
    assert "<small>1 day earlier</small>" in beside(as_ann, "-1D")
    assert "Weekend" in beside(as_ann, "3D")
    assert "King&#x27;s Day" in beside(as_ann, "D27", **{"from": "date", "date": "2026-04-01"})


@pytest.mark.usefixtures("in_march")
@pytest.mark.parametrize("start", ["", "nonsense", "2026-02-30"])
def test_without_a_day_to_count_from_it_counts_from_the_one_one_works_on(as_ann: Client, start: str) -> None:
    assert "Thu 03/12/2026" in beside(as_ann, "1D", **{"from": "date", "date": start})


@pytest.mark.usefixtures("in_march")
def test_a_blank_formula_says_nothing_and_a_wrong_one_what_is_wrong(as_ann: Client) -> None:
    assert beside(as_ann, " ") == ""
    assert "is a number without a unit" in beside(as_ann, "2")
    assert as_ann.get(ASK).text.strip() == ""


@pytest.mark.usefixtures("in_march")
def test_the_day_beside_a_formula_costs_few_statements(as_ann: Client, queries: Queries) -> None:
    assert queries(lambda: beside(as_ann, "1W")) <= 3  # session, person, company
