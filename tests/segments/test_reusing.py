"""The contacts of a logged segment in another segment (4.5)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Contact
from interactions.models import Interaction, LoggedSegment
from segments import building, recording, reusing
from segments.criteria import Criteria
from segments.models import Segment, SegmentStep
from segments.stepping import Step, take
from tests.conftest import Queries
from tests.factories import (
    A_DAY,
    A_MOMENT,
    CampaignFactory,
    CompanyFactory,
    InteractionFactory,
    InteractionTemplateFactory,
    LoggedSegmentFactory,
    SalespersonFactory,
    SegmentFactory,
)

pytestmark = pytest.mark.django_db


def logged_with(*numbers: str, **about: Any) -> LoggedSegment:
    """A segment of these contacts that was logged."""
    segment = SegmentFactory(template=InteractionTemplateFactory(), salesperson=SalespersonFactory(), **about)
    for number in numbers:
        CompanyFactory(number=number, name=number)
    contacts = Contact.objects.filter(number__in=numbers)
    building.add(segment=segment, contacts=contacts, words="", by=None, at=A_MOMENT)
    return recording.log(segment, sends=False, follows_up=False, by=None, at=A_MOMENT, on=A_DAY).logged


def again(logged: LoggedSegment, segment: Segment) -> building.Added:
    return reusing.reuse(logged, segment=segment, by=None, at=A_MOMENT, on=A_DAY)


def standing(segment: Segment) -> list[str]:
    return list(segment.lines.in_segment().order_by("pk").values_list("contact__number", flat=True))


@pytest.mark.parametrize("is_target", [True, False])
def test_cp_155_a_logged_segment_comes_again_in_one_step_with_the_headers_campaign_and_flag(is_target: bool) -> None:
    logged = logged_with("CO-A", "CO-C")
    segment = SegmentFactory(campaign=CampaignFactory(), campaign_target=is_target)
    done = again(logged, segment)
    assert (done.added, standing(segment)) == (2, ["CO-A", "CO-C"])
    step = segment.steps.get()
    assert (step.kind, step.criteria["allow_existing"]) == (SegmentStep.Kind.ADD, True)
    assert step.words == f"Logged segment: {logged.segment_number}"
    assert set(segment.lines.values_list("campaign_target", flat=True)) == {is_target}


def test_ci_28_all_contacts_of_the_logged_segment_come() -> None:
    logged = logged_with("CT100", "CT101", "CT102")
    segment = SegmentFactory(number="SM9")
    again(logged, segment)
    assert standing(segment) == ["CT100", "CT101", "CT102"]


def test_who_stands_there_already_comes_once_more_and_going_back_takes_just_that_line_out() -> None:
    segment, logged = SegmentFactory(), logged_with("CO-A")
    building.add(segment=segment, contacts=Contact.objects.all(), words="", by=None, at=A_MOMENT)
    again(logged, segment)
    assert standing(segment) == ["CO-A", "CO-A"]
    building.go_back(segment=segment, to=1, by=None, at=A_MOMENT)
    assert standing(segment) == ["CO-A"]


def test_the_gate_holds_back_who_was_blocked_since() -> None:
    logged, segment = logged_with("CO-A", "CO-C"), SegmentFactory()
    Contact.objects.filter(number="CO-A").update(privacy_blocked=True)
    done = again(logged, segment)
    assert (standing(segment), [reason.count for reason in done.left_out]) == (["CO-C"], [1])
    assert reusing.found_of(logged, on=A_DAY)[0] == 2


def test_a_segment_that_was_canceled_since_can_be_used_again() -> None:
    logged, segment = logged_with("CO-A"), SegmentFactory()
    Interaction.objects.update(cancelled=True)
    again(logged, segment)
    assert standing(segment) == ["CO-A"]


def test_nobody_known_any_more_is_refused() -> None:
    with pytest.raises(reusing.NobodyThere, match="No contact of LS7 A logged segment is known"):
        again(LoggedSegmentFactory(segment_number="LS7"), SegmentFactory())


def test_who_was_in_a_logged_segment_is_taken_out_by_criteria() -> None:
    logged, segment = logged_with("CO-A", "CO-C"), SegmentFactory()
    CompanyFactory(number="CO-B", name="CO-B")
    building.add(segment=segment, contacts=Contact.objects.all(), words="", by=None, at=A_MOMENT)
    criteria = Criteria({"logged_segments": {"code": logged.segment_number}}, A_DAY, A_DAY)
    take(Step(SegmentStep.Kind.REDUCE, criteria), segment=segment, by=None, at=A_MOMENT)
    assert standing(segment) == ["CO-B"]


def test_reusing_a_thousand_asks_no_more_than_reusing_one(queries: Queries) -> None:
    small, big = LoggedSegmentFactory(), LoggedSegmentFactory()
    InteractionFactory(logged_segment=small)
    InteractionFactory.create_batch(30, logged_segment=big)
    one, other = SegmentFactory(), SegmentFactory()
    assert queries(lambda: again(small, one)) == queries(lambda: again(big, other))


# --- the page ---------------------------------------------------------------------------------------------


def test_the_page_counts_the_contacts_and_makes_a_new_segment_of_the_same_campaign(as_ann: Client) -> None:
    campaign = CampaignFactory(number="CP7")
    logged = logged_with("CO-A", "CO-C", campaign=campaign, description="Spring")
    where = reverse("segments:reuse", args=[logged.pk])
    assert where in as_ann.get(logged.get_absolute_url()).content.decode()
    page = as_ann.get(where)
    assert (page.context["count"], page.context["form"].initial) == (2, {"description": "Spring", "campaign": campaign})
    as_ann.post(where, {"description": "Spring again", "campaign": campaign.pk})
    new = Segment.objects.get()
    assert (new.description, new.campaign, new.campaign_target) == ("Spring again", campaign, False)
    assert standing(new) == ["CO-A", "CO-C"]


def test_the_page_puts_them_into_an_open_segment(as_ann: Client) -> None:
    logged, segment = logged_with("CO-A"), SegmentFactory()
    answer = as_ann.post(reverse("segments:reuse", args=[logged.pk]), {"segment": segment.pk})
    assert answer.url == segment.get_absolute_url()
    assert standing(segment) == ["CO-A"]


def test_the_page_wants_to_know_into_which(as_ann: Client) -> None:
    logged = logged_with("CO-A")
    page = as_ann.post(reverse("segments:reuse", args=[logged.pk]), {})
    assert "Choose an open segment, or describe the new one." in page.content.decode()
    assert not Segment.objects.exists()


def test_who_may_not_change_segments_does_not_reuse_one(as_bob: Client) -> None:
    assert as_bob.get(reverse("segments:reuse", args=[logged_with("CO-A").pk])).status_code == 403
