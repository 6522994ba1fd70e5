"""How lines came about, and where a contact stands: target or not, through which line, and why not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from contacts.models import Contact, Customer
from core.models import User
from interactions.models import Interaction
from segments import building, provenance
from segments.models import Segment, SegmentLine, TargetExclusion
from segments.targets import targets_of
from tests.conftest import Queries
from tests.factories import (
    A_MOMENT,
    CampaignFactory,
    CompanyFactory,
    CustomerFactory,
    InteractionFactory,
    LoggedSegmentFactory,
    PersonFactory,
    SegmentFactory,
    SegmentLineFactory,
    SegmentStepFactory,
    TargetExclusionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return CampaignFactory(number="CP1", activated_at=A_MOMENT)


@pytest.fixture
def eva() -> Contact:
    """A person of the customer Alpha."""
    return PersonFactory(name="Eva", company=CustomerFactory(contact=CompanyFactory(name="Alpha")).contact)


@pytest.fixture
def line(campaign: Campaign, eva: Contact) -> SegmentLine:
    """Eva's flagged line in a segment of the campaign."""
    segment = SegmentFactory(number="SM1", campaign=campaign, campaign_target=True)
    return SegmentLineFactory(segment=segment, contact=eva, campaign_target=True, added__number=1)


def logged(campaign: Campaign, eva: Contact, **about: Any) -> Interaction:
    known: dict[str, Any] = {"campaign": campaign, "contact": eva, "campaign_target": True, **about}
    return InteractionFactory(logged_segment=LoggedSegmentFactory(segment_number="LS1"), **known)


def places(contact: Contact, user: User) -> list[provenance.Place]:
    return provenance.places_of(contact, most=10, user=user)[0]


def take_out(line: SegmentLine) -> None:
    lines = SegmentLine.objects.filter(pk=line.pk)
    building.remove(segment=line.segment, lines=lines, words="by hand", by=None, at=A_MOMENT)


def untick(line: SegmentLine) -> None:
    SegmentLine.objects.update(campaign_target=False)


def block_person(line: SegmentLine) -> None:
    Contact.objects.filter(pk=line.contact_id).update(privacy_blocked=True)


def shut_out_person(line: SegmentLine) -> None:
    Contact.objects.filter(pk=line.contact_id).update(exclude_from_segments=True)


def block_company(line: SegmentLine) -> None:
    Contact.objects.filter(name="Alpha").update(privacy_blocked=True)


def no_prices(line: SegmentLine) -> None:
    Contact.objects.filter(name="Alpha").update(no_campaign_prices=True)


def block_customer(line: SegmentLine) -> None:
    Customer.objects.update(blocked=True)


def exclude(line: SegmentLine) -> None:
    TargetExclusionFactory(campaign=line.segment.campaign, contact=line.contact.head, reason="Has its own contract")


def leave_campaign(line: SegmentLine) -> None:
    Segment.objects.update(campaign=None, campaign_target=False)
    SegmentLine.objects.update(campaign_target=False)


AGAINST: list[tuple[Callable[[SegmentLine], None], str]] = [
    (take_out, "Taken out by step 2. by hand."),
    (untick, "Campaign Target is not ticked."),
    (block_person, "Eva: privacy blocked."),
    (shut_out_person, "Eva: excluded from segments."),
    (block_company, "Alpha: privacy blocked."),
    (no_prices, "Alpha gets no campaign prices."),
    (block_customer, "Alpha is blocked as a customer."),
    (exclude, "Excluded from the campaign: Has its own contract"),
    (leave_campaign, "No campaign."),
]


@pytest.mark.parametrize(("act", "words"), AGAINST, ids=lambda each: getattr(each, "__name__", ""))
def test_a_line_says_why_it_makes_no_target_and_the_targets_agree(
    line: SegmentLine, campaign: Campaign, ann: User, act: Callable[[SegmentLine], None], words: str
) -> None:
    (place,) = places(line.contact, ann)
    assert place.is_target
    assert not place.waits
    assert targets_of(campaign).count() == 1
    act(line)
    (place,) = places(Contact.objects.get(pk=line.contact_id), ann)
    assert (place.against, place.is_target) == ([words], False)
    assert targets_of(campaign).count() == 0


def test_what_was_logged_is_a_place_too_and_says_when_it_was_canceled(
    campaign: Campaign, eva: Contact, ann: User
) -> None:
    interaction = logged(campaign, eva)
    (place,) = places(eva, ann)
    assert (place.is_target, place.is_logged, place.segment) == (True, True, interaction.logged_segment)
    Interaction.objects.update(cancelled=True)
    (place,) = places(eva, ann)
    assert place.against == ["Canceled."]
    assert targets_of(campaign).count() == 0


def test_the_company_shows_the_line_of_its_person_and_how_it_came(line: SegmentLine, ann: User) -> None:
    step = SegmentStepFactory(segment=line.segment, number=7, words="Country/Region: Germany", user=ann)
    SegmentLine.objects.update(added=step)
    (place,) = places(line.contact.head, ann)
    assert (place.contact, place.how, place.by, place.at) == (
        line.contact,
        "7. Country/Region: Germany",
        ann,
        A_MOMENT,
    )


def test_a_target_of_a_campaign_that_is_not_activated_waits(line: SegmentLine, ann: User) -> None:
    Campaign.objects.update(activated_at=None)
    (place,) = places(line.contact, ann)
    assert (place.is_target, place.waits) == (True, True)


def test_who_may_not_know_who_is_held_out_reads_no_more_than_that(line: SegmentLine, bob: User, ann: User) -> None:
    exclude(line)
    TargetExclusion.objects.update(held_out=True)
    told = {user.username: places(line.contact, user)[0].against for user in (ann, bob)}
    assert told == {
        "ann": ["Excluded from the campaign: Held out"],
        "bob": ["Excluded from the campaign: Not targeted"],
    }


def test_no_more_than_the_newest_are_shown_in_three_statements(
    line: SegmentLine, campaign: Campaign, ann: User, queries: Queries
) -> None:
    ann.has_perm("segments.view_held_out")
    contact = Contact.objects.get(pk=line.contact_id)
    few = queries(lambda: provenance.places_of(contact, most=10, user=ann))
    for _number in range(12):
        SegmentLineFactory(contact=contact, segment__campaign=campaign)
        InteractionFactory(contact=contact, campaign=campaign)
    assert queries(lambda: provenance.places_of(contact, most=10, user=ann)) == few == 3
    found, more = provenance.places_of(contact, most=10, user=ann)
    assert (len(found), more) == (20, True)


# --- the pages --------------------------------------------------------------------------------------------


def test_the_page_of_a_contact_names_segment_campaign_and_reason(as_ann: Client, line: SegmentLine) -> None:
    exclude(line)
    where = reverse("segments:of_contact", args=[line.contact.number])
    assert where in as_ann.get(line.contact.get_absolute_url()).content.decode()
    page = as_ann.get(where).content.decode()
    for words in (
        "SM1 A segment",
        "CP1 A campaign",
        "Not a target",
        "Excluded from the campaign: Has its own contract",
    ):
        assert words in page


def test_a_contact_that_stands_nowhere_is_told_what_to_do(as_ann: Client) -> None:
    page = as_ann.get(reverse("segments:of_contact", args=[CompanyFactory().number])).content.decode()
    assert "Open a segment and add this contact by its name." in page


def test_the_steps_of_a_segment_are_listed_with_the_way_to_their_lines(as_ann: Client, ann: User) -> None:
    segment = SegmentFactory(number="SM1")
    CompanyFactory.create_batch(3)
    building.add(segment=segment, contacts=Contact.objects.all(), words="All contacts", by=ann, at=A_MOMENT)
    building.empty(segment=segment, by=ann, at=A_MOMENT)
    page = as_ann.get(reverse("segments:steps", args=["SM1"])).content.decode()
    assert "All contacts" in page
    assert '?added=1">+3</a>' in page
    assert "−3" in page


def test_ci_26_emptying_is_a_step_and_the_criteria_stay() -> None:
    segment = SegmentFactory()
    for name in ("Alpha", "Beta"):
        CompanyFactory(name=name)
        contacts = Contact.objects.filter(name=name)
        building.add(segment=segment, contacts=contacts, words=name, by=None, at=A_MOMENT)
    building.empty(segment=segment, by=None, at=A_MOMENT)
    assert (segment.lines.in_segment().count(), segment.steps.count()) == (0, 3)
    building.go_back(segment=segment, to=2, by=None, at=A_MOMENT)
    assert (segment.lines.in_segment().count(), segment.steps.count()) == (2, 2)
