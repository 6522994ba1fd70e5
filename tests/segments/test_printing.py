"""Letters, labels and cover sheets of segments and of single contacts."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.models import User
from interactions.letters import printing as paper
from interactions.models import Event, Interaction
from segments import printing
from tests import factories
from tests.conftest import Queries

pytestmark = pytest.mark.django_db
DAY = {"day": "2026-03-10"}


@pytest.fixture
def letter() -> Any:
    english = factories.LanguageFactory(code="ENU", name="English")
    template = factories.InteractionTemplateFactory(code="LETTER", language=english)
    factories.TemplateLanguageFactory(
        template=template, language=english, subject="News", text="Dear {name},\n\n{today}"
    )
    return template


@pytest.fixture
def segment() -> Any:
    return factories.SegmentFactory(number="S1")


def add(segment: Any, template: Any = None, count: int = 1, **contact: Any) -> list[Any]:
    lines = []
    for number in range(1, count + 1):
        person = factories.CompanyFactory(**{"name": f"Company {number}", "city": "Gent", **contact})
        lines.append(factories.SegmentLineFactory(segment=segment, contact=person, template=template))
    return lines


def page(client: Client, address: str, **asked: Any) -> BeautifulSoup:
    return BeautifulSoup(client.get(address, {**DAY, **asked}).content, "html.parser")


def test_each_contact_gets_a_letter_in_its_own_language(letter: Any, segment: Any, bob: User, client: Client) -> None:
    dutch = factories.LanguageFactory(code="NLD", name="Dutch")
    factories.TemplateLanguageFactory(template=letter, language=dutch, subject="Nieuws", text="Beste {name}, {today}")
    add(segment, letter, name="Acme")
    add(segment, letter, name="Bakker", language=dutch)
    client.force_login(bob)
    english, hollands = page(client, "/segments/S1/print/paper/", kind="letters").select("article")
    assert "Dear Acme" in english.text
    assert "March 10, 2026" in english.text
    assert hollands["lang"] == "nl"
    assert "Beste Bakker, 10 maart 2026" in hollands.text


def test_who_cannot_be_written_to_is_named_with_the_reason(
    letter: Any, segment: Any, bob: User, client: Client
) -> None:
    add(segment, letter, name="Acme")
    add(segment, factories.InteractionTemplateFactory(), name="Nothing to say")
    client.force_login(bob)
    shown = page(client, "/segments/S1/print/paper/", kind="letters")
    assert len(shown.select("article")) == 1
    assert "Nothing to say: The template says nothing" in shown.select_one(".unwritten").text


def test_who_wants_no_letters_gets_none_and_is_named(letter: Any, segment: Any, bob: User, client: Client) -> None:
    [unwilling] = add(segment, letter, name="Unwilling")
    add(segment, letter, name="Blocked", privacy_blocked=True)
    add(segment, letter, name="Acme")
    factories.DoNotContactFactory(contact=unwilling.contact, channel="letter")
    client.force_login(bob)
    assert [line.contact.name for line in printing.lines_to_print(segment)] == ["Acme"]
    asked = page(client, "/segments/S1/print/").text
    assert "1 is left out: privacy blocked" in asked
    assert "1 is left out: wants no letters" in asked
    assert len(page(client, "/segments/S1/print/paper/", kind="labels").select(".labels address")) == 1


@pytest.mark.parametrize(("size", "on_a_sheet"), [("36x70", 24), ("37x70", 24), ("36x105", 16), ("37x105", 16)])
def test_labels_fill_sheets_of_their_size(segment: Any, bob: User, client: Client, size: str, on_a_sheet: int) -> None:
    add(segment, count=25)
    client.force_login(bob)
    sheets = page(client, "/segments/S1/print/paper/", kind="labels", size=size).select(f".labels-{size}")
    assert [len(sheet.select("address")) for sheet in sheets] == [on_a_sheet, 25 - on_a_sheet]


def test_labels_show_the_address_that_holds_on_the_day(segment: Any, bob: User, client: Client) -> None:
    [line] = add(segment, name="Acme", city="Gent")
    summer = factories.AlternativeAddressFactory(contact=line.contact, address="Pier 1", city="Oostende")
    factories.AddressPeriodFactory(
        contact=line.contact, address=summer, starting_date=date(2026, 7, 1), ending_date=date(2026, 8, 31)
    )
    client.force_login(bob)
    for day, lines in (("2026-06-30", ["Acme", "Gent"]), ("2026-08-31", ["Acme", "Pier 1", "Oostende"])):
        [label] = page(client, "/segments/S1/print/paper/", kind="labels", day=day).select(".labels address")
        assert [part.text.strip() for part in label.select("span")] == lines


def test_a_person_is_addressed_at_the_company(segment: Any) -> None:
    person = factories.PersonFactory(name="Ann Berg", company=factories.CompanyFactory(name="Acme"))
    [found] = paper.addressed([person], day=factories.A_DAY)
    assert found.lines[:2] == ["Acme", "Ann Berg"]


@pytest.fixture
def cover_sheet() -> Any:
    template = factories.InteractionTemplateFactory(
        code="COVER", description="Cover sheet", unit_cost=2, unit_duration=3, information_flow="outbound"
    )
    factories.EventTemplateFactory(event=Event.COVER_SHEET, template=template)
    return template


def test_ci_56_a_cover_sheet_is_logged_only_when_asked(cover_sheet: Any, bob: User, client: Client) -> None:
    contact = factories.CompanyFactory(number="CT1")
    client.force_login(bob)
    assert client.post("/interactions/print/CT1/", {**DAY, "kind": "cover-sheets"}).status_code == 302
    assert Interaction.objects.count() == 0
    client.post("/interactions/print/CT1/", {**DAY, "kind": "labels", "log": "on"})
    assert Interaction.objects.count() == 0
    client.post("/interactions/print/CT1/", {**DAY, "kind": "cover-sheets", "log": "on"})
    logged = Interaction.objects.get()
    assert (logged.contact, logged.template, logged.group) == (contact, cover_sheet, cover_sheet.group)
    assert (logged.description, logged.cost, logged.duration) == ("Cover sheet", 2, 3)
    assert (logged.document_type, logged.date, logged.user) == ("cover sheet", date(2026, 3, 10), bob)
    assert (logged.information_flow, logged.postponed, logged.cancelled) == ("outbound", False, False)


def test_ci_139_cover_sheets_of_a_segment_log_one_interaction_for_each_contact(
    cover_sheet: Any, segment: Any, ann: User, client: Client
) -> None:
    segment.campaign = factories.CampaignFactory()
    segment.save()
    first, *_others = add(segment, count=3)
    factories.SegmentLineFactory(segment=segment, contact=first.contact)
    client.force_login(ann)
    sent = {**DAY, "kind": "cover-sheets", "log": "on", "remarks": ["call", "agreed"], "text": "Thank you"}
    answer = client.post("/segments/S1/print/", {**sent, "mark": "6f2c1b1e-0000-4000-8000-000000000001"})
    client.post("/segments/S1/print/", {**sent, "mark": "6f2c1b1e-0000-4000-8000-000000000001"})
    assert Interaction.objects.count() == 3
    assert set(Interaction.objects.values_list("campaign", "segment_number")) == {(segment.campaign_id, "S1")}
    assert Interaction.objects.values("campaign_entry").distinct().count() == 1
    shown = BeautifulSoup(client.get(answer.url).content, "html.parser")
    assert len(shown.select("article")) == 3
    assert [tag.text for tag in shown.select_one("article").select("strong")[-2:]] == ["As agreed", "Please call"]
    assert "Thank you" in shown.select_one("article").text


def test_without_a_template_of_the_event_logging_is_not_offered(segment: Any, bob: User, client: Client) -> None:
    add(segment)
    client.force_login(bob)
    assert "Log Interaction" not in page(client, "/segments/S1/print/").text
    client.post("/segments/S1/print/", {**DAY, "kind": "cover-sheets", "log": "on"})
    assert Interaction.objects.count() == 0


def test_who_may_not_log_prints_without_logging(cover_sheet: Any, segment: Any, cleo: User, client: Client) -> None:
    add(segment)
    client.force_login(cleo)
    client.post("/segments/S1/print/", {**DAY, "kind": "cover-sheets", "log": "on"})
    assert Interaction.objects.count() == 0


def test_a_letter_to_one_contact_names_its_template(letter: Any, bob: User, client: Client) -> None:
    factories.CompanyFactory(number="CT1", name="Acme")
    client.force_login(bob)
    refused = client.post("/interactions/print/CT1/", {**DAY, "kind": "letters"})
    assert "Choose the template whose text is the letter." in refused.content.decode()
    answer = client.post("/interactions/print/CT1/", {**DAY, "kind": "letters", "template": letter.pk})
    assert "Dear Acme" in client.get(answer.url).content.decode()


def test_nothing_is_printed_for_a_contact_who_wants_no_letters(bob: User, client: Client) -> None:
    contact = factories.CompanyFactory(number="CT1")
    factories.DoNotContactFactory(contact=contact, channel="letter")
    client.force_login(bob)
    for address in ("/interactions/print/CT1/", "/interactions/print/CT1/paper/?kind=labels&day=2026-03-10"):
        assert client.get(address).status_code == 302


def test_many_are_printed_in_parts(segment: Any, bob: User, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("segments.printing", "segments.views.printing"):
        monkeypatch.setattr(f"{module}.MOST", 2)
    add(segment, count=5)
    client.force_login(bob)
    for part, count in ((1, 2), (3, 1), (99, 1), ("x", 2)):
        shown = page(client, "/segments/S1/print/paper/", kind="cover-sheets", part=part)
        assert len(shown.select("article")) == count
        assert len(shown.select(".parts a")) == 3


@pytest.mark.parametrize("kind", ["letters", "labels", "cover-sheets"])
def test_a_print_asks_the_database_no_more_for_twenty_contacts_than_for_two(
    letter: Any, segment: Any, bob: User, client: Client, queries: Queries, kind: str
) -> None:
    client.force_login(bob)
    address = f"/segments/S1/print/paper/?kind={kind}&day=2026-03-10"
    add(segment, letter, 2)
    client.get(address)
    for_two = queries(lambda: client.get(address))
    add(segment, letter, 18)
    assert queries(lambda: client.get(address)) == for_two
