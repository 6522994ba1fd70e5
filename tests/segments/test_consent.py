"""The one gate: who comes into a segment, by the channel it goes out; and where its lines are sent (decision 16)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Campaign
from contacts.models import Contact, DoNotContact
from core.importing import checking
from core.importing.kinds import kinds
from segments import building, consent, header
from segments.models import Segment, SegmentLine
from segments.targets import targets_of
from tests.conftest import Queries
from tests.factories import (
    A_MOMENT,
    AddressPeriodFactory,
    AlternativeAddressFactory,
    CampaignFactory,
    CompanyFactory,
    DoNotContactFactory,
    PersonFactory,
    SegmentFactory,
    SegmentLineFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Contact:
    """She wants no e-mails."""
    anna = PersonFactory(number="CT101", name="Anna Berg")
    DoNotContactFactory(contact=anna, channel="email")
    return anna


def everybody(segment: Segment) -> building.Added:
    return building.add(segment=segment, contacts=Contact.objects.all(), words="", by=None, at=A_MOMENT)


def names(lines: Any) -> list[str]:
    return sorted(str(line.contact) for line in lines)


# --- the channel ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("correspondence_type", "added"), [("email", 0), ("hard copy", 1), ("", 1)])
def test_who_wants_no_e_mails_stays_out_of_segments_that_are_mailed(
    correspondence_type: str, added: int, anna: Contact
) -> None:
    segment = SegmentFactory(correspondence_type=correspondence_type)
    shown = building.preview(segment=segment, contacts=Contact.objects.all())
    done = everybody(segment)
    assert done.added == shown.new == added
    assert done.left_out == shown.left_out
    said = [(str(reason.words), reason.count, reason.first) for reason in done.left_out]
    assert said == ([] if added else [("wants no e-mails", 1, [anna])])


def test_a_contact_is_left_out_for_the_first_reason_that_holds(anna: Contact) -> None:
    Contact.objects.filter(pk=anna.pk).update(exclude_from_segments=True)
    done = everybody(SegmentFactory(correspondence_type="email"))
    assert [(str(reason.words), reason.first) for reason in done.left_out] == [("excluded from segments", [anna])]


def test_what_a_company_does_not_want_binds_its_persons_not(anna: Contact) -> None:
    company = CompanyFactory(name="Fjordmat")
    DoNotContactFactory(contact=company, channel="letter")
    PersonFactory(name="Ole Dahl", company=company)
    segment = SegmentFactory(correspondence_type="hard copy")
    everybody(segment)
    assert names(segment.lines.all()) == ["Anna Berg", "Ole Dahl"]


def test_adding_asks_no_more_of_the_database_when_a_channel_counts(anna: Contact, queries: Queries) -> None:
    CompanyFactory.create_batch(3)
    CompanyFactory(privacy_blocked=True)
    by_mail, plain = SegmentFactory(correspondence_type="email"), SegmentFactory()
    assert queries(lambda: everybody(by_mail)) == queries(lambda: everybody(plain))


def test_a_file_brings_nobody_in_who_does_not_want_the_channel(anna: Contact) -> None:
    SegmentFactory(number="S1", correspondence_type="email")
    found = checking.check(kinds["segment-lines"], b"segment,contact\nS1,CT101\n", user=None)
    assert found.rows[0].errors == ["Anna Berg stays out of segments: wants no e-mails."]


def test_a_refused_channel_takes_no_campaign_price_away(anna: Contact) -> None:
    campaign: Campaign = CampaignFactory()
    segment = SegmentFactory(campaign=campaign, campaign_target=True)
    everybody(segment)
    Segment.objects.filter(pk=segment.pk).update(correspondence_type="email")
    assert list(targets_of(campaign)) == [anna]


# --- lines that stand there already -----------------------------------------------------------------


@pytest.fixture
def mailed(anna: Contact) -> Segment:
    segment = SegmentFactory(number="S1", correspondence_type="email")
    SegmentLineFactory(segment=segment, contact=anna, correspondence_type="email")
    SegmentLineFactory(segment=segment, contact=anna, correspondence_type="hard copy")
    SegmentLineFactory(segment=segment, contact=PersonFactory(name="Ole Dahl"), correspondence_type="email")
    return segment


def test_a_line_that_goes_a_way_its_contact_does_not_want_is_forbidden(mailed: Segment, anna: Contact) -> None:
    assert [(line.contact, line.correspondence_type) for line in consent.forbidden_lines(mailed)] == [(anna, "email")]
    DoNotContact.objects.all().delete()
    assert not consent.forbidden_lines(mailed).exists()


def test_the_card_asks_whether_to_take_them_out_and_that_is_a_step(mailed: Segment, as_ann: Client) -> None:
    page = as_ann.get("/segments/S1/forbidden/").content.decode()
    assert "1 contact does not want to be reached as its line says" in page
    assert "Anna Berg" in page
    as_ann.post("/segments/S1/forbidden/take-out/")
    assert mailed.lines.in_segment().count() == 2
    step = mailed.steps.latest("pk")
    assert (step.kind, step.lines, step.words) == ("delete", 1, "They do not want to be reached this way")
    assert as_ann.get("/segments/S1/forbidden/").content.decode().strip() == ""


def test_going_back_brings_no_line_back_whose_contact_does_not_want_it_now(mailed: Segment, anna: Contact) -> None:
    step = building.remove(segment=mailed, lines=consent.forbidden_lines(mailed), words="", by=None, at=A_MOMENT)
    assert step
    left_out = building.go_back(segment=mailed, to=step.number - 1, by=None, at=A_MOMENT)
    assert [(str(reason.words), reason.first) for reason in left_out] == [("wants no e-mails", [anna])]
    assert not consent.forbidden_lines(mailed).exists()
    stays_out = mailed.steps.latest("number")
    assert (stays_out.number, stays_out.lines, stays_out.words) == (step.number, 1, "Not let in any more")
    DoNotContact.objects.all().delete()
    assert building.go_back(segment=mailed, to=step.number - 1, by=None, at=A_MOMENT) == []
    assert mailed.lines.in_segment().count() == 3


def test_one_cannot_go_back_in_a_segment_that_was_logged_meanwhile(mailed: Segment) -> None:
    gone = Segment.objects.get(pk=mailed.pk)
    Segment.objects.get(pk=mailed.pk).delete()
    with pytest.raises(building.SegmentGone, match="was logged or deleted meanwhile"):
        building.go_back(segment=gone, to=0, by=None, at=A_MOMENT)


def test_the_card_asks_about_those_who_were_blocked_since(mailed: Segment, anna: Contact, as_ann: Client) -> None:
    Contact.objects.filter(pk=anna.pk).update(privacy_blocked=True)
    DoNotContact.objects.all().delete()
    page = as_ann.get("/segments/S1/forbidden/").content.decode()
    assert "Privacy blocked: Anna Berg" in page
    as_ann.post("/segments/S1/forbidden/take-out/")
    assert names(mailed.lines.in_segment()) == ["Ole Dahl"]
    assert "privacy blocked" in as_ann.get("/segments/S1/").content.decode()


# --- where a line is sent ---------------------------------------------------------------------------


@pytest.fixture
def in_march(anna: Contact) -> Contact:
    summer = AlternativeAddressFactory(contact=anna, code="SUMMER")
    AddressPeriodFactory(address=summer, starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31))
    return anna


def sent_to(segment: Segment) -> list[str | None]:
    return list(segment.lines.values_list("alternative_address__code", flat=True))


@pytest.mark.parametrize(("day", "code"), [(date(2026, 3, 10), "SUMMER"), (date(2026, 4, 1), None)])
def test_ci_31_a_line_carries_the_alternative_address_of_its_date(day: date, code: str, in_march: Contact) -> None:
    segment = SegmentFactory(date=day)
    everybody(segment)
    assert sent_to(segment) == [code]


def test_ci_31_a_line_that_is_given_another_date_is_sent_where_the_contact_is_then(in_march: Contact) -> None:
    segment = SegmentFactory(date=date(2026, 3, 10))
    everybody(segment)
    segment.date = date(2026, 4, 1)
    header.pass_on(segment, ["date"])
    assert sent_to(segment) == [None]
    segment.date = date(2026, 3, 31)
    assert building.enter_again(segment=segment, contact=in_march)
    assert sent_to(segment) == ["SUMMER"]


def test_ci_31_a_line_from_a_file_too(in_march: Contact) -> None:
    segment = SegmentFactory(number="S1", date=date(2026, 3, 10))
    checking.run(kinds["segment-lines"], b"segment,contact\nS1,CT101\n", user=None, at=A_MOMENT)
    assert sent_to(segment) == ["SUMMER"]


def test_an_address_that_is_deleted_leaves_the_line_its_contact(in_march: Contact) -> None:
    segment = SegmentFactory(date=date(2026, 3, 10))
    everybody(segment)
    in_march.alternative_addresses.all().delete()
    assert SegmentLine.objects.get().contact == in_march
