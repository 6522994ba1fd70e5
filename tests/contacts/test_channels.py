"""What a contact does not want: noted with reason and source, lifted with a reason, and never forgotten."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from contacts import channels
from contacts.models import Channel, Contact, DoNotContact
from core.models import User
from tests.contacts.test_contact_pages import shown_rows
from tests.factories import A_DAY, A_MOMENT, CompanyFactory, DoNotContactFactory, PersonFactory

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def anna() -> Contact:
    return PersonFactory(number="CT3", name="Anna Berg")


def noted(contact: Contact, channel: str = "email", by: User | None = None) -> DoNotContact:
    told = {"reason": "She asked us", "source": "A call", "date": A_DAY}
    return channels.note(contact=contact, channel=channel, **told, by=by, at=A_MOMENT)


def test_a_refused_channel_is_told_with_its_reason_and_day(anna: Contact) -> None:
    noted(anna)
    assert channels.refusal(anna, Channel.EMAIL) == "Anna Berg wants no e-mails: She asked us (03/10/2026)."
    assert channels.refusal(anna, Channel.PHONE) is None


def test_a_privacy_blocked_contact_is_reached_by_no_channel() -> None:
    blocked = PersonFactory(name="Anna Berg", privacy_blocked=True)
    assert channels.refusal(blocked, Channel.VISIT) == "Anna Berg is privacy blocked."


def test_a_company_speaks_for_itself_and_not_for_its_persons() -> None:
    company = CompanyFactory()
    noted(company, "letter")
    assert channels.refusal(company, "letter")
    assert channels.refusal(PersonFactory(company=company), "letter") is None


def test_a_channel_is_noted_once(anna: Contact) -> None:
    noted(anna)
    with pytest.raises(channels.AlreadyNoted, match="Anna Berg wants no e-mails: She asked us"):
        noted(anna)


def test_lifting_keeps_who_noted_it_and_who_lifted_it_why(anna: Contact, ann: User, bob: User) -> None:
    noted(anna, by=ann)
    channels.lift(contact=anna, channel="email", reason="She signed up", by=bob, at=LATER)
    assert channels.refusal(anna, "email") is None
    lifted, first = channels.told_by(anna)
    assert (lifted.history_type, lifted.history_user, lifted.history_date) == ("-", bob, LATER)
    assert lifted.history_change_reason == "She signed up"
    assert (first.history_type, first.history_user, first.reason, first.source) == ("+", ann, "She asked us", "A call")


def test_what_is_not_noted_cannot_be_lifted(anna: Contact) -> None:
    with pytest.raises(channels.NotNoted, match="Anna Berg may be reached this way already"):
        channels.lift(contact=anna, channel="email", reason="", by=None, at=LATER)


def test_a_salesperson_notes_and_lifts_on_the_page(anna: Contact, as_bob: Client, bob: User) -> None:
    sent = {"channel": "phone", "reason": "Calls disturb", "source": "A letter", "date": "2026-03-10"}
    as_bob.post("/contacts/CT3/channels/note/", sent)
    page = as_bob.post("/contacts/CT3/channels/note/", sent, follow=True).content.decode()
    assert "Anna Berg wants no phone calls: Calls disturb" in page
    assert DoNotContact.objects.get().user == bob
    as_bob.post("/contacts/CT3/channels/lift/", {"channel": "phone", "reason": ""})
    assert DoNotContact.objects.exists()
    as_bob.post("/contacts/CT3/channels/lift/", {"channel": "phone", "reason": "She called us"})
    assert not DoNotContact.objects.exists()
    told = BeautifulSoup(as_bob.get("/contacts/CT3/channels/").content, "html.parser").select("tbody tr")
    assert [row.select("td")[3].text for row in told] == ["Lifted", "Noted"]
    assert "She called us" in told[0].text


def test_a_note_without_a_reason_says_what_is_missing(anna: Contact, as_bob: Client) -> None:
    sent = {"channel": "phone", "reason": "", "source": "A letter", "date": "2026-03-10"}
    assert "This field is required." in as_bob.post("/contacts/CT3/channels/note/", sent).content.decode()
    assert not DoNotContact.objects.exists()


def test_the_card_shows_what_the_contact_does_not_want(anna: Contact, as_bob: Client) -> None:
    noted(anna, "visit")
    page = BeautifulSoup(as_bob.get("/contacts/CT3/?boxes").content, "html.parser")
    box = page.select_one("[aria-labelledby=fb-channels]")
    assert box is not None
    assert "Visit" in box.text
    assert "She asked us · A call" in box.text


def test_the_list_finds_who_does_not_want_a_channel(anna: Contact, as_bob: Client, bob: User) -> None:
    DoNotContactFactory(contact=CompanyFactory(number="CT4"), channel="letter")
    noted(anna)
    noted(anna, "phone")
    assert shown_rows(as_bob, "?refuses=email") == ["CT3"]
    assert shown_rows(as_bob, "?refuses=letter") == ["CT4"]


def test_the_list_names_the_channels_in_one_statement(anna: Contact, queries: Any) -> None:
    noted(anna)
    noted(anna, "phone")
    asked: dict[int, Any] = {}
    assert queries(lambda: asked.update(channels.refused_by([anna.pk]))) == 1
    assert asked == {anna.pk: [Channel.EMAIL, Channel.PHONE]}
