from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from core.models import User

ADDRESS = "/me/"
pytestmark = pytest.mark.django_db


def said(**changes: str) -> dict[str, str]:
    return {"first_name": "Ann", "last_name": "Avery", "email": "", "language": "", "theme": "auto", **changes}


def test_a_chosen_language_is_spoken_whatever_the_browser_asks_for(as_ann: Client, ann: User) -> None:
    answer = as_ann.post(ADDRESS, said(language="nl"), headers={"Accept-Language": "nb"}, follow=True)
    assert "Uw instellingen zijn opgeslagen." in answer.text
    assert '<html lang="nl"' in as_ann.get("/campaigns/", headers={"Accept-Language": "nb"}).text


def test_without_a_choice_the_browser_decides(as_ann: Client) -> None:
    assert '<html lang="nb"' in as_ann.get("/campaigns/", headers={"Accept-Language": "nb"}).text


def test_a_language_nobody_speaks_here_is_refused(as_ann: Client, ann: User) -> None:
    answer = as_ann.post(ADDRESS, said(first_name="Anna", language="xx"))
    assert "xx is not one of the available choices" in answer.text
    ann.refresh_from_db()
    assert (ann.language, ann.first_name) == ("", "")


def test_a_work_date_that_is_not_today_is_marked_on_every_page(as_ann: Client, ann: User) -> None:
    as_ann.post(ADDRESS, said(work_date="2026-03-05"))
    ann.refresh_from_db()
    assert ann.work_date == date(2026, 3, 5)
    assert "Work date: 03/05/2026" in as_ann.get("/campaigns/").text


@pytest.mark.parametrize("day", [None, 0])
def test_the_day_of_today_needs_no_mark(as_ann: Client, ann: User, day: int | None) -> None:
    ann.work_date = None if day is None else localdate() + timedelta(days=day)
    ann.save()
    assert "Work date" not in as_ann.get("/campaigns/").text
