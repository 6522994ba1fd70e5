"""Lines of segments from a file: one step for each segment."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from core.importing import checking
from core.importing.checking import Check
from core.importing.drafts import Outcome
from core.importing.kinds import kinds
from core.models import User
from segments import building
from segments.models import Segment, SegmentLine
from tests import factories as f

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
HEAD = "segment,contact,campaign target\n"


def run(text: str, user: User | None = None) -> Check:
    return checking.run(kinds["segment-lines"], text.encode(), user=user, at=AT)


def said(text: str) -> list[str]:
    found = checking.check(kinds["segment-lines"], text.encode(), user=None)
    return [sentence for row in found.rows for sentence in row.errors]


@pytest.fixture(autouse=True)
def spring() -> Segment:
    """Segment S1 of a campaign, its lines targets; contacts C1 (a company) and C2 (External ID P2)."""
    f.CompanyFactory(number="C1", name="Holz", salesperson=f.SalespersonFactory(code="MS"))
    f.PersonFactory(number="C2", name="Lena", external_id="P2")
    segment: Segment = f.SegmentFactory(
        number="S1", description="Spring", campaign=f.CampaignFactory(), campaign_target=True, date=date(2026, 4, 1)
    )
    return segment


def test_new_lines_come_in_with_the_values_of_the_header_as_one_step(spring: Segment, ann: User) -> None:
    assert run("segment no,contact no\ns1,c1\nS1,P2\n", ann).counts[Outcome.NEW] == 2
    step = spring.steps.get()
    assert (step.number, step.kind, step.lines, step.user, step.at) == (1, "add", 2, ann, AT)
    assert step.words == "2 contacts of a file"
    lines = SegmentLine.objects.order_by("contact__number")
    assert list(
        lines.values_list("contact__number", "campaign_target", "date", "description", "salesperson__code")
    ) == [
        ("C1", True, date(2026, 4, 1), "Spring", "MS"),
        ("C2", True, date(2026, 4, 1), "Spring", None),
    ]
    assert set(lines.values_list("added", flat=True)) == {step.pk}


def test_each_segment_has_a_step_of_its_own_after_those_it_has(spring: Segment) -> None:
    other = f.SegmentFactory(number="S2")
    f.SegmentStepFactory(segment=other, number=3)
    run(HEAD + "S1,C1,\nS2,C1,\nS2,C2,\n")
    assert list(spring.steps.values_list("number", "lines")) == [(1, 1)]
    assert list(other.steps.values_list("number", "lines")) == [(3, 0), (4, 2)]


def test_one_can_go_back_before_the_file(spring: Segment) -> None:
    run(HEAD + "S1,C1,\n")
    building.go_back(segment=spring, to=0, by=None, at=f.A_MOMENT)
    assert not SegmentLine.objects.exists()


def test_the_target_of_a_line_is_the_files_where_it_says_so(spring: Segment) -> None:
    run(HEAD + "S1,C1,no\nS1,C2,\n")
    targets = SegmentLine.objects.order_by("contact__number")
    assert list(targets.values_list("campaign_target", flat=True)) == [False, True]
    found = run(HEAD + "S1,C1,yes\nS1,C2,\n")
    assert [(draft.outcome, [change.label for change in draft.differences]) for draft in found.rows] == [
        (Outcome.CHANGED, ["Campaign Target"]),
        (Outcome.UNCHANGED, []),
    ]
    assert list(targets.values_list("campaign_target", flat=True)) == [True, True]
    assert spring.steps.count() == 1


def test_the_same_file_twice_adds_nobody_again(spring: Segment) -> None:
    for outcome in (Outcome.NEW, Outcome.UNCHANGED):
        assert run(HEAD + "S1,C1,1\nS1,P2,0\n").counts[outcome] == 2
    assert (SegmentLine.objects.count(), spring.steps.count()) == (2, 1)


def test_who_was_taken_out_comes_in_again(spring: Segment) -> None:
    run(HEAD + "S1,C1,\n")
    building.remove(segment=spring, lines=spring.lines.all(), words="", by=None, at=AT)
    assert run(HEAD + "S1,C1,\n").counts[Outcome.NEW] == 1
    assert list(spring.steps.values_list("kind", flat=True)) == ["add", "delete", "add"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("S9,C1,", "Segment S9 does not exist. Create the segment first."),
        ("S1,C9,", "Contact C9 does not exist. Import the contacts first."),
        ("S1,NULL,", "Contact is blank."),
        ("S1,C1,perhaps", "Campaign Target: “perhaps” is neither yes nor no; write 1 or 0."),
        ("S2,C1,yes", "Choose the segment's campaign first; then its lines can be targets."),
        ("S1,C3,", "Secret stays out of segments: privacy blocked."),
        ("S1,C4,", "Silent stays out of segments: excluded from segments."),
        ("S1,C1,\nS1,C1,", "Segment · Contact S1 · C1 stands in line 2 already."),
        ("S1,C2,\nS1,P2,", "It is the same contact as line 2."),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_in_words(row: str, sentence: str) -> None:
    f.SegmentFactory(number="S2")
    f.CompanyFactory(number="C3", name="Secret", privacy_blocked=True)
    f.CompanyFactory(number="C4", name="Silent", exclude_from_segments=True)
    assert said(f"{HEAD}{row}\n") == [sentence]


def test_only_who_may_add_to_segments_is_offered_them(as_ann: Client, dana: User, client: Client) -> None:
    assert 'value="segment-lines"' in as_ann.get("/import/").content.decode()
    client.force_login(dana)
    assert 'value="segment-lines"' not in client.get("/import/").content.decode()


def test_hundreds_of_lines_take_few_statements(spring: Segment, queries: Any) -> None:
    made = f.CompanyFactory.create_batch(300)
    text = HEAD + "".join(f"S1,{contact.number},\n" for contact in made)
    assert queries(lambda: run(text)) <= 25
    assert queries(lambda: checking.check(kinds["segment-lines"], text.encode(), user=None)) <= 8
    assert spring.steps.get().lines == 300
