"""Two segments beside each other."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.models import Contact
from segments import building
from segments.comparing import Comparison, Part
from segments.models import Segment
from tests.conftest import Queries
from tests.factories import A_MOMENT, CampaignFactory, CompanyFactory, SegmentFactory

pytestmark = pytest.mark.django_db
some = st.sets(st.sampled_from("ABCDEF"))


def segment_of(numbers: Any, **about: Any) -> Segment:
    segment = SegmentFactory(**about)
    for number in numbers:
        contact = Contact.objects.filter(number=number).first() or CompanyFactory(number=number, name=number)
        chosen = Contact.objects.filter(pk=contact.pk)
        building.add(segment=segment, contacts=chosen, words="", by=None, at=A_MOMENT)
    return segment


def numbers_in(contacts: Any) -> set[str]:
    return set(contacts.values_list("number", flat=True))


@given(left=some, right=some, gone=some)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_parts_are_those_of_plain_sets(left: set[str], right: set[str], gone: set[str]) -> None:
    compared = Comparison(segment_of(left), segment_of(right))
    lines = compared.left.lines.filter(contact__number__in=gone)
    building.remove(segment=compared.left, lines=lines, words="", by=None, at=A_MOMENT)
    left = left - gone
    expected = {Part.BOTH: left & right, Part.LEFT: left - right, Part.RIGHT: right - left}
    assert {part: numbers_in(compared.contacts(part)) for part in Part} == expected
    assert compared.counts() == {part: len(numbers) for part, numbers in expected.items()}


def test_a_contact_that_stands_twice_is_counted_once() -> None:
    left, right = segment_of("AB"), segment_of("B")
    building.add(segment=left, contacts=Contact.objects.all(), words="", by=None, at=A_MOMENT, allow_existing=True)
    assert Comparison(left, right).counts() == {Part.BOTH: 1, Part.LEFT: 1, Part.RIGHT: 0}


def at(part: str, name: str = "compared") -> str:
    return reverse(f"segments:{name}", args=["SM1", "SM2", part])


def test_the_other_segment_is_chosen_and_another_than_this(as_ann: Client) -> None:
    left, right = segment_of("AB", number="SM1"), segment_of("BC", number="SM2")
    where = reverse("segments:compare_with", args=["SM1"])
    assert where in as_ann.get(left.get_absolute_url()).content.decode()
    assert as_ann.get(where, {"other": right.pk}).url == at("both")
    assert "Choose another segment than this one." in as_ann.get(where, {"other": left.pk}).content.decode()


@pytest.mark.parametrize(("part", "shown"), [("both", "B"), ("left", "A"), ("right", "C")])
def test_each_part_is_a_list_and_becomes_a_segment_of_the_campaign_both_have(
    as_ann: Client, part: str, shown: str
) -> None:
    campaign = CampaignFactory()
    segment_of("AB", number="SM1", campaign=campaign), segment_of("BC", number="SM2", campaign=campaign)
    page = as_ann.get(at(part))
    assert [count for _part, _words, count in page.context["parts"]] == [1, 1, 1]
    exported = b"".join(as_ann.get(at(part), {"export": "csv"}).streaming_content).decode()
    assert [line.split(",")[0] for line in exported.split()[1:] if line[0] in "ABC"] == [shown]
    as_ann.post(at(part, "make_segment"))
    new = Segment.objects.order_by("pk").last()
    assert numbers_in(new.contacts()) == {shown}
    assert (new.campaign, new.description) == (campaign, page.context["words"])


def test_nobody_makes_no_segment(as_ann: Client) -> None:
    segment_of("A", number="SM1"), segment_of("A", number="SM2")
    assert as_ann.post(at("left", "make_segment")).url == at("left")
    assert Segment.objects.count() == 2


def test_a_part_that_does_not_exist_is_not_found(as_ann: Client) -> None:
    segment_of("A", number="SM1"), segment_of("A", number="SM2")
    assert as_ann.get(at("middle")).status_code == 404


def test_comparing_asks_no_more_for_many_contacts(as_ann: Client, queries: Queries) -> None:
    left, _right = segment_of("AB", number="SM1"), segment_of("B", number="SM2")
    as_ann.get(at("left"))
    few = queries(lambda: as_ann.get(at("left")))
    CompanyFactory.create_batch(20)
    building.add(segment=left, contacts=Contact.objects.all(), words="", by=None, at=A_MOMENT)
    assert queries(lambda: as_ann.get(at("left"))) <= few + 1  # with so many the page counts them


def test_where_nobody_is_there_is_nothing_to_make_a_segment_of(as_ann: Client) -> None:
    segment_of("AB", number="SM1"), segment_of("C", number="SM2")
    assert "Make a segment of these" not in as_ann.get(at("both")).text
    assert "Make a segment of these" in as_ann.get(at("left")).text
