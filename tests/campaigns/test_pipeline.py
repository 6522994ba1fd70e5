"""The pipeline: where a campaign stands, what comes next, where it may go (decision 5)."""

from collections.abc import Iterator

import pytest
from django.test import Client

from campaigns import pipeline
from campaigns.models import Campaign, CampaignStatus
from core import extensions
from core.models import User
from tests.factories import A_MOMENT, CampaignFactory, CampaignStatusFactory

pytestmark = pytest.mark.django_db

CODES = ["1-PLAN", "2-APP", "3-INIT", "9-DONE"]


@pytest.fixture(autouse=True)
def statuses() -> dict[str, CampaignStatus]:
    return {code: CampaignStatusFactory(code=code, description=code.title(), order=int(code[0])) for code in CODES}


@pytest.fixture
def refusing() -> Iterator[None]:
    """An upper app that wants two things done before the status moves."""
    guard = extensions.Guard("status", lambda campaign, to: ["Set the dates first.", f"{to.code} needs a segment."])
    extensions.guards.add(Campaign, guard)
    yield
    extensions.guards._added[Campaign].remove(guard)


def places(campaign: Campaign) -> dict[str, str]:
    return {step.status.code: step.place for step in pipeline.steps_of(campaign)}


def at(code: str) -> Campaign:
    campaign: Campaign = CampaignFactory(
        number="CP1", description="Cheese", status=CampaignStatus.objects.get(code=code)
    )
    return campaign


def test_ci_143_the_card_shows_the_current_step_and_the_next_one(as_ann: Client) -> None:
    at("2-APP")
    page = as_ann.get("/campaigns/CP1/").text
    assert "Next: 3-Init" in page
    assert places(Campaign.objects.get()) == {"1-PLAN": "done", "2-APP": "current", "3-INIT": "next", "9-DONE": "later"}


def test_the_next_step_may_be_named(statuses: dict[str, CampaignStatus]) -> None:
    statuses["1-PLAN"].next = statuses["9-DONE"]
    statuses["1-PLAN"].save()
    assert places(at("1-PLAN"))["9-DONE"] == "next"


def test_nothing_follows_the_last_step(as_ann: Client) -> None:
    at("9-DONE")
    assert "Next:" not in as_ann.get("/campaigns/CP1/?boxes").text


@pytest.mark.parametrize("code", ["3-INIT", "9-DONE", "1-PLAN"])
def test_every_status_may_be_chosen(as_ann: Client, ann: User, code: str) -> None:
    at("2-APP")
    answer = as_ann.post("/campaigns/CP1/move/", {"status": code}, follow=True)
    campaign = Campaign.objects.get()
    assert f"CP1 Cheese is now: {code.title()}." in answer.text
    assert (campaign.status.code, campaign.modified_by, campaign.version) == (code, ann, 2)


def test_some_statuses_cannot_be_left_backwards(as_ann: Client, statuses: dict[str, CampaignStatus]) -> None:
    CampaignStatus.objects.filter(code="3-INIT").update(may_go_back=False)
    campaign = at("3-INIT")
    sentence = "3-Init cannot be left backwards. Choose a later status."
    assert sentence in as_ann.post("/campaigns/CP1/move/", {"status": "1-PLAN"}, follow=True).text
    typed = {"number": "CP1", "description": "Cheese", "status": statuses["1-PLAN"].pk}
    assert sentence in as_ann.post("/campaigns/CP1/", typed).text
    assert [step.status.code for step in pipeline.steps_of(campaign) if step.open] == ["9-DONE"]
    assert Campaign.objects.get().status.code == "3-INIT"


def test_a_guard_refuses_with_all_its_sentences(refusing: None, statuses: dict[str, CampaignStatus]) -> None:
    with pytest.raises(pipeline.MoveRefused, match=r"Set the dates first\. 2-APP needs a segment\."):
        pipeline.move(at("1-PLAN"), to=statuses["2-APP"], by=None, at=A_MOMENT)
    assert Campaign.objects.get().status.code == "1-PLAN"


def test_a_guard_is_asked_on_the_card_too(refusing: None, as_ann: Client, statuses: dict[str, CampaignStatus]) -> None:
    at("1-PLAN")
    typed = {"number": "CP1", "description": "Cheese", "status": statuses["2-APP"].pk}
    assert "2-APP needs a segment." in as_ann.post("/campaigns/CP1/", typed).text
    assert (
        "2-APP needs a segment." not in as_ann.post("/campaigns/CP1/", typed | {"status": statuses["1-PLAN"].pk}).text
    )


def test_who_only_reads_sees_the_pipeline_without_buttons(as_bob: Client) -> None:
    at("2-APP")
    assert 'name="status" value="3-INIT"' not in as_bob.get("/campaigns/CP1/?boxes").text
    assert as_bob.post("/campaigns/CP1/move/", {"status": "3-INIT"}).status_code == 403


def test_an_unknown_status_is_not_found(as_ann: Client) -> None:
    at("2-APP")
    assert as_ann.post("/campaigns/CP1/move/", {"status": "X"}).status_code == 404
