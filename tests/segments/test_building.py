"""Adding, taking out, going back: every act is a step, none costs more for more contacts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contacts.models import Contact
from core.models import User
from segments import building
from segments.models import Segment, SegmentLine, SegmentStep
from tests.factories import (
    A_MOMENT,
    CampaignFactory,
    CompanyFactory,
    PersonFactory,
    SalespersonFactory,
    SegmentFactory,
    SegmentLineFactory,
)

pytestmark = pytest.mark.django_db
Queries = Callable[[Callable[[], Any]], int]


def add(segment: Segment, *contacts: Contact, **options: Any) -> building.Added:
    chosen = Contact.objects.filter(pk__in=[contact.pk for contact in contacts])
    return building.add(segment=segment, contacts=chosen, words="chosen", by=None, at=A_MOMENT, **options)


def remove(segment: Segment, *contacts: Contact) -> SegmentStep | None:
    lines = SegmentLine.objects.filter(contact__in=contacts)
    return building.remove(segment=segment, lines=lines, words="chosen", by=None, at=A_MOMENT)


def standing(segment: Segment) -> list[str]:
    return [line.contact.name for line in segment.lines.in_segment().select_related("contact").order_by("pk")]


def test_cp_121_a_new_line_takes_the_values_of_the_header():
    campaign, seller = CampaignFactory(), SalespersonFactory()
    segment = SegmentFactory(
        description="Spring", campaign=campaign, campaign_target=True, salesperson=seller, date=date(2026, 4, 1)
    )
    add(segment, CompanyFactory())
    line = segment.lines.get()
    assert (line.description, line.date, line.salesperson) == ("Spring", date(2026, 4, 1), seller)
    assert (line.campaign_target, line.campaign_response) == (True, False)


@pytest.mark.parametrize(
    ("on_header", "expected"),
    [
        pytest.param("", "HR", id="CP-122 header blank: the contact's"),
        pytest.param("BC", "BC", id="CP-122 header BC: BC"),
    ],
)
def test_a_line_is_the_salespersons_of_the_header_else_of_the_contact(on_header, expected):
    people = {code: SalespersonFactory(code=code) for code in ("HR", "BC")}
    segment = SegmentFactory(salesperson=people.get(on_header))
    add(segment, CompanyFactory(salesperson=people["HR"]))
    assert segment.lines.get().salesperson == people[expected]


def test_cp_130_entering_a_contact_again_gives_its_line_the_values_of_the_header():
    segment = SegmentFactory(campaign=CampaignFactory(), campaign_target=True)
    company = CompanyFactory()
    add(segment, company)
    building.set_target(segment=segment, lines=segment.lines.all(), value=False)
    assert building.enter_again(segment=segment, contact=company)
    assert segment.lines.get().campaign_target


def test_entering_a_contact_again_is_no_way_in():
    segment = SegmentFactory()
    assert not building.enter_again(segment=segment, contact=CompanyFactory())
    assert standing(segment) == []


def test_cp_133_adding_is_a_step_with_its_words_its_person_and_its_number_of_lines(ann: User):
    segment, company = SegmentFactory(), CompanyFactory()
    chosen = Contact.objects.filter(pk=company.pk)
    done = building.add(
        segment=segment, contacts=chosen, words="No.: CO-A", criteria={"contact": "CO-A"}, by=ann, at=A_MOMENT
    )
    step = segment.steps.get()
    assert (step.number, step.kind, step.words, step.lines, step.user, step.at) == (
        1,
        "add",
        "No.: CO-A",
        1,
        ann,
        A_MOMENT,
    )
    assert step.criteria == {"contact": "CO-A"}
    assert segment.lines.get().added == step == done.step


def test_cp_134_a_contact_is_added_once_but_the_step_is_recorded():
    segment, company = SegmentFactory(), CompanyFactory(name="CO-A")
    add(segment, company)
    again = add(segment, company)
    assert (again.added, again.already) == (0, 1)
    assert (standing(segment), segment.steps.count()) == (["CO-A"], 2)
    add(segment, company, allow_existing=True)
    assert standing(segment) == ["CO-A", "CO-A"]


def test_lines_stand_company_by_company_each_before_its_persons():
    b = CompanyFactory(name="B")
    a = CompanyFactory(name="A")
    zoe, abe = PersonFactory(name="Zoe", company=a), PersonFactory(name="Abe", company=a)
    lone = PersonFactory(name="Aaron Lone")
    segment = SegmentFactory()
    add(segment, zoe, b, abe, a, lone)
    assert standing(segment) == ["A", "Abe", "Zoe", "Aaron Lone", "B"]


def test_ci_29_nobody_comes_in_who_is_excluded_from_segments_or_blocked_for_privacy():
    segment = SegmentFactory()
    excluded = CompanyFactory(name="Excluded", exclude_from_segments=True)
    blocked = CompanyFactory(name="Blocked", privacy_blocked=True, exclude_from_segments=True)
    done = add(segment, excluded, blocked, CompanyFactory(name="Open"))
    assert (done.added, done.already, standing(segment)) == (1, 0, ["Open"])
    assert [(str(each.words), each.count, [str(one) for one in each.first]) for each in done.left_out] == [
        ("privacy blocked", 1, ["Blocked"]),
        ("excluded from segments", 1, ["Excluded"]),
    ]


def test_a_preview_says_what_adding_then_does():
    segment, old, new = SegmentFactory(), CompanyFactory(), CompanyFactory()
    add(segment, old)
    chosen = Contact.objects.filter(pk__in=[old.pk, new.pk, CompanyFactory(privacy_blocked=True).pk])
    preview = building.preview(segment=segment, contacts=chosen)
    assert (preview.asked, preview.new, preview.already) == (3, 1, 1)
    assert [reason.count for reason in preview.left_out] == [1]
    assert add(segment, *chosen).added == 1


def test_adding_nobody_adds_nothing():
    done = building.add(segment=SegmentFactory(), contacts=Contact.objects.none(), words="none", by=None, at=A_MOMENT)
    assert (done.added, done.already, done.left_out) == (0, 0, [])


@pytest.mark.parametrize("some_left_out", [False, True])
def test_adding_three_hundred_contacts_costs_the_statements_of_adding_three(queries: Queries, some_left_out):
    few, many = SegmentFactory(), SegmentFactory()
    CompanyFactory.create_batch(2, name="Few")
    CompanyFactory(name="Few", exclude_from_segments=some_left_out)
    CompanyFactory.create_batch(299, name="Many")
    CompanyFactory(name="Many", exclude_from_segments=some_left_out)

    def added(segment: Segment, name: str) -> Callable[[], Any]:
        chosen = Contact.objects.filter(name=name)
        return lambda: building.add(segment=segment, contacts=chosen, words=name, by=None, at=A_MOMENT)

    for_three = queries(added(few, "Few"))
    assert queries(added(many, "Many")) == for_three
    assert for_three <= 6 + 2  # and the savepoint of the act within the test's transaction
    assert many.lines.count() == (299 if some_left_out else 300)


def test_taking_lines_out_is_a_step_and_the_lines_know_it():
    segment, a, b = SegmentFactory(), CompanyFactory(name="A"), CompanyFactory(name="B")
    add(segment, a, b)
    step = remove(segment, a)
    assert step is not None
    assert (step.number, step.kind, step.lines, standing(segment)) == (2, "delete", 1, ["B"])
    assert segment.lines.get(contact=a).removed == step


def test_taking_out_what_is_not_there_is_no_step():
    segment, other = SegmentFactory(), SegmentFactory()
    a = CompanyFactory(name="A")
    add(other, a)
    assert remove(segment, a) is None
    assert (segment.steps.count(), standing(other)) == (0, ["A"])


def test_a_contact_taken_out_may_be_added_again():
    segment, a = SegmentFactory(), CompanyFactory(name="A")
    add(segment, a)
    remove(segment, a)
    assert add(segment, a).added == 1
    assert standing(segment) == ["A"]


def test_cp_148_going_back_brings_the_same_line_back():
    segment, a, c = SegmentFactory(), CompanyFactory(name="CO-A"), CompanyFactory(name="CO-C")
    add(segment, a, c)
    line = segment.lines.get(contact=a)
    remove(segment, a)
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    assert (standing(segment), segment.steps.count()) == (["CO-A", "CO-C"], 1)
    assert segment.lines.get(contact=a) == line
    building.go_back(segment=segment, to=0, by=None, at=A_MOMENT)
    assert (standing(segment), segment.steps.count(), SegmentLine.objects.count()) == ([], 0, 0)


def test_cp_149_a_line_comes_back_as_it_was():
    segment, a = SegmentFactory(description="Spring"), CompanyFactory()
    add(segment, a)
    segment.lines.update(description="VIP", campaign_target=True)
    remove(segment, a)
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    line = segment.lines.get()
    assert (line.description, line.campaign_target, line.removed) == ("VIP", True, None)


def test_cp_151_going_back_takes_only_the_line_of_the_step():
    segment, a = SegmentFactory(), CompanyFactory(name="CO-A")
    add(segment, a)
    first = segment.lines.get()
    add(segment, a, allow_existing=True)
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    assert segment.lines.get() == first


def test_going_back_over_many_steps_is_exact():
    segment = SegmentFactory()
    a, b, c, d = (CompanyFactory(name=name) for name in "ABCD")
    add(segment, a, b)
    remove(segment, a)
    at_two = standing(segment)
    add(segment, c, d)
    remove(segment, b, c)
    building.empty(segment=segment, by=None, at=A_MOMENT)
    add(segment, a)
    building.go_back(segment=segment, to=2, by=None, at=A_MOMENT)
    assert standing(segment) == at_two == ["B"]
    assert [step.number for step in segment.steps.all()] == [1, 2]
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    assert standing(segment) == ["A", "B"]


def test_cp_145_emptying_is_a_step_one_can_go_back_from():
    segment = SegmentFactory()
    add(segment, CompanyFactory(name="A"))
    step = building.empty(segment=segment, by=None, at=A_MOMENT)
    assert step is not None
    assert (step.kind, step.lines, standing(segment)) == ("reset", 1, [])
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    assert standing(segment) == ["A"]


def test_going_back_to_a_step_that_is_gone_is_refused():
    segment = SegmentFactory()
    add(segment, CompanyFactory(name="A"))
    with pytest.raises(building.NoSuchStep, match="Step 7 is no longer there"):
        building.go_back(segment=segment, to=7, by=None, at=A_MOMENT)
    assert standing(segment) == ["A"]


def test_going_back_leaves_other_segments_alone(queries: Queries):
    segment, other, a = SegmentFactory(), SegmentFactory(), CompanyFactory(name="A")
    for each in (segment, other):
        add(each, a)
        remove(each, a)
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    assert (standing(segment), standing(other)) == (["A"], [])


def test_going_back_over_hundreds_of_lines_costs_what_it_costs_over_two(queries: Queries):
    few, many = SegmentFactory(), SegmentFactory()
    for segment, count in ((few, 1), (many, 200)):
        SegmentLineFactory.create_batch(count, segment=segment, added=add(segment).step)
        building.empty(segment=segment, by=None, at=A_MOMENT)
        SegmentLineFactory.create_batch(count, segment=segment, added=add(segment).step)
    assert queries(lambda: building.go_back(segment=few, to=1, by=None, at=A_MOMENT)) == queries(
        lambda: building.go_back(segment=many, to=1, by=None, at=A_MOMENT)
    )
    assert many.lines.in_segment().count() == 200


def test_ticking_counts_only_lines_of_this_segment_that_are_in_it():
    segment = SegmentFactory(campaign=CampaignFactory())
    a, b = CompanyFactory(), CompanyFactory()
    add(segment, a, b)
    remove(segment, a)
    elsewhere = SegmentLineFactory(contact=b)
    assert building.set_target(segment=segment, lines=SegmentLine.objects.all(), value=True) == 1
    elsewhere.refresh_from_db()
    assert not elsewhere.campaign_target


def test_a_segment_without_campaign_has_no_targets():
    segment = SegmentFactory()
    add(segment, CompanyFactory())
    with pytest.raises(building.NoCampaign, match="Choose the segment's campaign first"):
        building.set_target(segment=segment, lines=segment.lines.all(), value=True)


def test_deleting_a_segment_takes_its_lines_and_steps_along(queries: Queries):
    few, many = SegmentFactory(), SegmentFactory()
    for segment, count in ((few, 2), (many, 200)):
        SegmentLineFactory.create_batch(count, segment=segment, added=add(segment).step)
        remove(segment, segment.lines.all()[0].contact)
    assert queries(few.delete) == queries(many.delete)
    assert (SegmentLine.objects.count(), SegmentStep.objects.count()) == (0, 0)
    assert Segment.history.filter(history_type="-").count() == 2
