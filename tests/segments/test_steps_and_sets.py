"""Whatever is done to a segment, it holds what plain sets say; going back brings back what stood there (4.4)."""

from hashlib import md5
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from contacts.models import Contact
from segments import building
from segments.criteria import Criteria
from segments.keeping import Keep, Order
from segments.models import Segment, SegmentLine, SegmentStep
from segments.stepping import Step, take
from tests.factories import A_DAY, A_MOMENT, CompanyFactory, PersonFactory, SegmentFactory

Kind = SegmentStep.Kind
COMPANIES = ["A", "B", "C", "D"]
CODES = [*COMPANIES, *(f"{company}{number}" for company in COMPANIES for number in (1, 2)), "LONE", "SHY"]
"""Four companies with two persons each, a person without a company, and one who does not want to be in segments."""
some = st.sets(st.sampled_from(CODES), min_size=1, max_size=4)
widened = st.sampled_from(["", "all"])


def everybody() -> None:
    for code in COMPANIES:
        company = CompanyFactory(number=code, name=code)
        for number in (1, 2):
            PersonFactory(number=f"{code}{number}", name=f"{code}{number}", company=company)
    PersonFactory(number="LONE", name="LONE")
    PersonFactory(number="SHY", name="SHY", exclude_from_segments=True)


def of_their_companies(codes: set[str]) -> set[str]:
    heads = {code[0] if code[0] in COMPANIES and len(code) < 3 else code for code in codes}
    return {code for code in CODES if code in heads or (len(code) == 2 and code[0] in heads)}


class Steps(RuleBasedStateMachine):
    """The segment, and beside it the numbers of who stands there, with all that stood there before."""

    def __init__(self) -> None:
        super().__init__()
        self.segment: Segment = SegmentFactory()
        self.stood: list[set[str]] = [set()]

    @property
    def now(self) -> set[str]:
        return self.stood[-1]

    def step(self, kind: Kind, codes: set[str], companies: str) -> None:
        criteria = Criteria({"contact": {"number": "|".join(sorted(codes))}}, A_DAY, A_DAY, companies)
        take(Step(kind, criteria), segment=self.segment, by=None, at=A_MOMENT)

    @rule(codes=some, companies=widened)
    def add(self, codes: set[str], companies: str) -> None:
        self.step(Kind.ADD, codes, companies)
        found = of_their_companies(codes) if companies else codes
        self.stood.append(self.now | (found - {"SHY"}))

    @rule(codes=some, companies=widened)
    def reduce(self, codes: set[str], companies: str) -> None:
        self.step(Kind.REDUCE, codes, companies)
        self.stood.append(self.now - (of_their_companies(codes) if companies else codes))

    @rule(codes=some, companies=widened)
    def refine(self, codes: set[str], companies: str) -> None:
        self.step(Kind.REFINE, codes, companies)
        self.stood.append(self.now & (of_their_companies(codes) if companies else codes))

    @rule(count=st.integers(1, 8), seed=st.sampled_from(["spring", "autumn"]))
    def keep(self, count: int, seed: str) -> None:
        take(Keep(count, Order.LOT, seed), segment=self.segment, by=None, at=A_MOMENT)
        drawn = sorted(self.now, key=lambda code: md5(f"{seed} {code}".encode()).hexdigest())
        self.stood.append(set(drawn[:count]))

    @rule(codes=some)
    def take_out_by_hand(self, codes: set[str]) -> None:
        lines = SegmentLine.objects.filter(contact__number__in=codes)
        if building.remove(segment=self.segment, lines=lines, words="", by=None, at=A_MOMENT):
            self.stood.append(self.now - codes)
        assert not self.now & codes

    @rule(code=st.sampled_from(CODES))
    def put_in_by_hand(self, code: str) -> None:
        chosen = Contact.objects.filter(number=code)
        building.add(segment=self.segment, contacts=chosen, words="", by=None, at=A_MOMENT)
        self.stood.append(self.now | ({code} - {"SHY"}))

    @rule()
    def empty(self) -> None:
        if building.empty(segment=self.segment, by=None, at=A_MOMENT):
            self.stood.append(set())

    @precondition(lambda self: len(self.stood) > 1)
    @rule(data=st.data())
    def go_back(self, data: Any) -> None:
        to = data.draw(st.integers(0, len(self.stood) - 2))
        building.go_back(segment=self.segment, to=to, by=None, at=A_MOMENT)
        del self.stood[to + 1 :]

    @invariant()
    def the_segment_holds_what_the_set_says(self) -> None:
        standing = list(self.segment.lines.in_segment().values_list("contact__number", flat=True))
        assert len(standing) == len(set(standing))
        assert set(standing) == self.now
        assert self.segment.steps.count() == len(self.stood) - 1

    def teardown(self) -> None:
        building.go_back(segment=self.segment, to=0, by=None, at=A_MOMENT)
        assert not self.segment.lines.exists()


@pytest.mark.django_db
def test_a_segment_never_disagrees_with_plain_sets() -> None:
    everybody()
    quickly = settings(max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Steps, settings=quickly)
