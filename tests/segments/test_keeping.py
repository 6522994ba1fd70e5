"""Keeping so many lines of a segment, by lot or in an order."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Contact
from segments import building, saving
from segments.keeping import Keep, Order
from segments.models import SavedCriteria, Segment, SegmentStep
from segments.stepping import take, take_all
from tests.conftest import Queries
from tests.factories import (
    A_DAY,
    A_MOMENT,
    CompanyFactory,
    CustomerFactory,
    PersonFactory,
    SalesEntryFactory,
    SegmentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def segment() -> Segment:
    """Lines of C1 … C12, added in this order, named the other way round."""
    segment = SegmentFactory(number="SM1")
    for number in range(1, 13):
        add(segment, CompanyFactory(number=f"C{number}", name=f"Name {50 - number}"))
    return segment


def add(segment: Segment, contact: Contact, **options: Any) -> None:
    chosen = Contact.objects.filter(pk=contact.pk)
    building.add(segment=segment, contacts=chosen, words="", by=None, at=A_MOMENT, **options)


def keep(segment: Segment, count: int, order: str = Order.LOT, seed: str = "7") -> SegmentStep:
    step: Any = take(Keep(count, order, seed), segment=segment, by=None, at=A_MOMENT)
    return step


def standing(segment: Segment) -> list[str]:
    return list(segment.lines.in_segment().order_by("pk").values_list("contact__number", flat=True))


@pytest.mark.parametrize("count", [1, 5, 12, 40])
@pytest.mark.parametrize("order", Order.values)
def test_exactly_so_many_lines_stay_and_going_back_brings_all_back(segment: Segment, order: str, count: int) -> None:
    before = standing(segment)
    step = keep(segment, count, order)
    assert len(standing(segment)) == min(count, 12)
    assert (step.kind, step.lines) == (SegmentStep.Kind.KEEP, max(0, 12 - count))
    building.go_back(segment=segment, to=step.number - 1, by=None, at=A_MOMENT)
    assert standing(segment) == before


def test_the_same_seed_draws_the_same_contacts_in_another_segment_and_another_seed_others(segment: Segment) -> None:
    other = SegmentFactory()
    building.add(segment=other, contacts=Contact.objects.all(), words="", by=None, at=A_MOMENT)
    drawn = []
    for where, seed in [(segment, "spring"), (other, "spring")]:
        keep(where, 6, seed=seed)
        drawn.append(set(standing(where)))
    building.go_back(segment=segment, to=12, by=None, at=A_MOMENT)
    keep(segment, 6, seed="autumn")
    assert drawn[0] == drawn[1] != set(standing(segment))


def test_fewer_of_the_same_draw_are_a_part_of_it(segment: Segment) -> None:
    keep(segment, 6)
    six = set(standing(segment))
    keep(segment, 3)
    assert set(standing(segment)) < six


def test_the_first_by_name_and_those_added_first_stay(segment: Segment) -> None:
    keep(segment, 3, Order.ADDED)
    assert standing(segment) == ["C1", "C2", "C3"]
    building.go_back(segment=segment, to=12, by=None, at=A_MOMENT)
    keep(segment, 2, Order.NAME)
    assert standing(segment) == ["C11", "C12"]


def test_those_whose_company_bought_last_stay_with_their_persons(segment: Segment) -> None:
    for number, day in [("C3", date(2026, 1, 5)), ("C8", date(2026, 2, 5))]:
        contact = Contact.objects.get(number=number)
        SalesEntryFactory(customer=CustomerFactory(contact=contact), posting_date=day)
    add(segment, PersonFactory(number="P8", company=Contact.objects.get(number="C8")))
    keep(segment, 3, Order.BOUGHT)
    assert standing(segment) == ["C3", "C8", "P8"]


def test_a_contact_that_stands_there_twice_counts_as_two_lines(segment: Segment) -> None:
    add(segment, Contact.objects.get(number="C1"), allow_existing=True)
    keep(segment, 12, Order.ADDED)
    assert standing(segment) == [f"C{number}" for number in range(1, 13)]


def test_the_step_says_how_and_is_saved_and_taken_again_with_another_segment(segment: Segment, ann: Any) -> None:
    assert keep(segment, 5, seed="spring").words == "Drawn by lot: 5, seed “spring”"
    drawn = standing(segment)
    saving.save(segment=segment, code="five", description="", by=ann, at=A_MOMENT)
    other = SegmentFactory()
    building.add(segment=other, contacts=Contact.objects.all(), words="", by=None, at=A_MOMENT)
    steps = saving.steps_of(SavedCriteria.objects.get(), today=A_DAY, work_date=A_DAY)
    take_all(steps, segment=other, by=None, at=A_MOMENT)
    assert set(standing(other)) == set(drawn)


def test_keeping_takes_as_many_statements_for_any_number(segment: Segment, queries: Queries) -> None:
    many = queries(lambda: keep(segment, 2))
    assert many == queries(lambda: keep(segment, 1)) <= 6


# --- the page ---------------------------------------------------------------------------------------------


def test_the_page_counts_before_it_keeps(as_ann: Client, segment: Segment) -> None:
    where = reverse("segments:keep", args=["SM1"])
    assert where in as_ann.get(segment.get_absolute_url()).content.decode()
    asked = {"count": 5, "order": "lot", "seed": "7"}
    page = as_ann.get(where, asked)
    assert (page.context["going"], len(page.context["sample"])) == (7, 5)
    assert len(standing(segment)) == 12
    as_ann.post(where, {**asked, "last": page.context["last"]})
    assert set(standing(segment)) == {contact.number for contact in page.context["sample"]}


def test_a_draw_needs_a_seed_and_a_number(as_ann: Client, segment: Segment) -> None:
    page = as_ann.get(reverse("segments:keep", args=["SM1"]), {"count": 0, "order": "lot"})
    assert page.context["form"].errors.keys() == {"count", "seed"}


def test_a_segment_that_changed_meanwhile_is_looked_at_again(as_ann: Client, segment: Segment) -> None:
    page = as_ann.post(reverse("segments:keep", args=["SM1"]), {"count": 5, "order": "name", "last": 3})
    assert "Somebody changed the segment meanwhile" in page.content.decode()
    assert len(standing(segment)) == 12
