"""What a contact allows now, and how that came about, on one page."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from contacts import channels, consent
from contacts.models import Contact
from core.models import User
from tests import factories as f

pytestmark = pytest.mark.django_db

PAGE = "/contacts/CT3/channels/"


@pytest.fixture
def anna() -> Contact:
    return f.PersonFactory(number="CT3", name="Anna Berg")


def switch(contact: Contact, by: User | None = None, **values: Any) -> None:
    for name, value in values.items():
        setattr(contact, name, value)
    contact._history_date = f.A_MOMENT + timedelta(days=contact.version)  # type: ignore[attr-defined]
    contact._history_user = by  # type: ignore[attr-defined]
    contact.changed(by=by, at=f.A_MOMENT)
    contact.save()


def test_every_switch_tells_who_when_from_and_to(anna: Contact, ann: User, bob: User) -> None:
    switch(anna, by=ann, privacy_blocked=True)
    switch(anna, city="Oslo")
    switch(anna, by=bob, privacy_blocked=False, exclude_from_segments=True)
    told = [(each.who, each.about, each.what) for each in consent.story_of(anna)]
    assert told == [
        ("bob", "Privacy Blocked", "Yes → No"),
        ("bob", "Exclude from Segments", "No → Yes"),
        ("ann", "Privacy Blocked", "No → Yes"),
    ]


def test_who_was_blocked_from_the_beginning_is_told_so() -> None:
    blocked = f.PersonFactory(minor=True, privacy_blocked=True)
    assert [each.about for each in consent.story_of(blocked)] == ["Privacy Blocked", "Minor"]


def test_channels_stand_in_the_same_story(anna: Contact, ann: User) -> None:
    switch(anna, by=ann, privacy_blocked=True)
    said = {"contact": anna, "channel": "email", "reason": "She asked us", "by": ann}
    channels.note(**said, source="A call", date=f.A_DAY, at=f.A_MOMENT + timedelta(days=9))
    assert [(each.about, each.what) for each in consent.story_of(anna)] == [
        ("E-Mail", "Noted"),
        ("Privacy Blocked", "No → Yes"),
    ]


def test_the_page_shows_what_holds_and_what_was(anna: Contact, as_bob: Client) -> None:
    switch(anna, minor=True, privacy_blocked=True)
    page = BeautifulSoup(as_bob.get(PAGE).content, "html.parser")
    held = [mark.text.strip() for mark in page.select("[aria-labelledby=noted] .mark")]
    assert held == ["Privacy Blocked", "Minor without parental consent"]
    assert len(page.select("tbody tr")) == 2
    assert page.select_one("[data-print]")


def test_a_long_history_asks_no_more_of_the_database(anna: Contact, queries: Any) -> None:
    for number in range(9):
        switch(anna, privacy_blocked=bool(number % 2), city=str(number))
    assert queries(lambda: consent.story_of(anna)) == 2


def test_whom_the_card_blocks_is_not_said_to_allow_everything(anna: Contact, as_ann: Client) -> None:
    nothing = "Nothing speaks against any channel."
    for where in (PAGE, "/contacts/CT3/?boxes"):
        assert nothing in as_ann.get(where).content.decode()
    switch(anna, privacy_blocked=True)
    for where in (PAGE, "/contacts/CT3/?boxes"):
        shown = as_ann.get(where).content.decode()
        assert nothing not in shown
        assert "Privacy Blocked" in BeautifulSoup(shown, "html.parser").select_one(".box-rows .mark-bad").get_text()  # type: ignore[union-attr]
