"""What a list reads of the neighbours of its rows: of those it shows enough, of those that are hidden nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from contacts.tables import CONTACT_COLUMNS
from contacts.views.cards import ContactList
from core import personal, sql
from core.list_rows import parts_but_of
from core.lists import ListPage
from core.models import User
from core.tables import Column, in_words
from interactions.tables import INTERACTION_COLUMNS
from segments.models import Segment, SegmentLine
from segments.tables import LINE_COLUMNS
from segments.views.lines import SegmentLines
from tests.conftest import Queries
from tests.factories import (
    CampaignFactory,
    CompanyFactory,
    InteractionFactory,
    PersonFactory,
    SegmentFactory,
    SegmentLineFactory,
)

pytestmark = pytest.mark.django_db


def a_person() -> Any:
    return PersonFactory(company=CompanyFactory())


def a_line() -> None:
    segment = Segment.objects.first() or SegmentFactory(number="SM1", campaign=CampaignFactory())
    SegmentLineFactory(segment=segment, contact=a_person())


LISTS: dict[str, tuple[str, Callable[[], Any], list[Column]]] = {
    "contacts:list": ("/contacts/", a_person, CONTACT_COLUMNS),
    "interactions:list": ("/interactions/", lambda: InteractionFactory(contact=a_person()), INTERACTION_COLUMNS),
    "segments:lines": ("/segments/SM1/lines/", a_line, LINE_COLUMNS),
}


@pytest.mark.parametrize("page", LISTS)
def test_whatever_column_is_hidden_the_rest_is_read_at_once(
    page: str, admin_user: User, admin_client: Client, queries: Queries
) -> None:
    address, one_more, columns = LISTS[page]
    names = [column.name for column in columns]
    choices = [[name] for name in names] + [[each for each in names if each != name] for name in names]

    def statements() -> list[int]:
        return [asked_with(shown) for shown in choices]

    def asked_with(shown: list[str]) -> int:
        personal.choose_columns(admin_user, page, shown)
        return queries(lambda: admin_client.get(address))

    for _time in range(2):
        one_more()
    few = statements()
    for _time in range(3):
        one_more()
    assert dict(zip(map(tuple, choices), statements(), strict=True)) == dict(zip(map(tuple, choices), few, strict=True))


@pytest.mark.parametrize(
    ("of_list", "read"),
    [
        (ContactList, {"company", "salesperson", "country"}),
        (SegmentLines, {"contact", "contact__company", "template"}),
    ],
)
def test_a_neighbour_whose_column_is_hidden_is_not_read(of_list: type[ListPage], read: set[str]) -> None:
    shown = [column for column in of_list.columns if not column.hidden]
    hidden = [column for column in of_list.columns if column.hidden]
    assert set(parts_but_of(of_list.parts, hidden=hidden, shown=shown)) == read


def test_a_neighbour_through_which_another_is_reached_stays() -> None:
    parts = {"contact": "number", "contact__company": "name"}
    contact, company = Column("contact", "Contact"), Column("company", "Company", value="contact.company.name")
    assert parts_but_of(parts, hidden=[contact], shown=[company]) == parts
    assert parts_but_of(parts, hidden=[contact, company], shown=[]) == parts
    of_company = Column("of", "Company", value="contact.company")
    assert set(parts_but_of(parts, hidden=[of_company], shown=[contact])) == {"contact"}


@pytest.mark.parametrize("chosen", ["", "letter", "none of them"])
def test_a_choice_is_said_as_django_says_it(chosen: str) -> None:
    line = SegmentLine(correspondence_type=chosen)
    assert in_words("correspondence_type")(line) == line.get_correspondence_type_display()


def test_one_question_for_each_value_is_answered_as_several_questions_are() -> None:
    for day in (1, 1, 1, 2, 4):
        InteractionFactory(date=date(2026, 3, day))
    rows = InteractionFactory._meta.model.objects.filter(cancelled=False).order_by("-pk").values_list("pk")
    days = [date(2026, 3, day) for day in (1, 2, 3, 4)]
    assert sql.firsts_of_each(rows, "date", days, 2) == sql.firsts([rows.filter(date=day) for day in days], 2)
    assert [len(found) for found in sql.firsts_of_each(rows, "date", days, 2)] == [2, 1, 0, 1]
    assert sql.firsts_of_each(rows.none(), "date", days, 2) == [[], [], [], []]
