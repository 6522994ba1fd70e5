"""The master data of a campaign, on its card and when it is new."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from campaigns.models import Campaign, CampaignComment, CampaignStatus
from core import extensions
from core.models import NumberSeries, NumberSeriesUse, User
from tests.factories import (
    A_DAY,
    CampaignFactory,
    CampaignStatusFactory,
    SalespersonFactory,
    SegmentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned() -> CampaignStatus:
    return CampaignStatusFactory(code="1-PLAN", description="Planned", order=1)


def typed(**values: Any) -> dict[str, Any]:
    return {"description": "Spring cheese", "status": CampaignStatus.objects.get(code="1-PLAN").pk, **values}


def saved(client: Client, campaign: Campaign, **values: Any) -> Any:
    """Save the card with these values changed; the answer is the page that follows."""
    stands = {
        "number": campaign.number,
        "description": campaign.description,
        "status": campaign.status_id,
        "starting_date": campaign.starting_date or "",
        "ending_date": campaign.ending_date or "",
        "salesperson": campaign.salesperson_id or "",
    }
    return client.post(campaign.get_absolute_url(), stands | values, follow=True)


# --- a new campaign -------------------------------------------------------------------------------


def test_cp_01_the_number_comes_from_the_series_of_campaigns(as_ann: Client, planned: CampaignStatus) -> None:
    series = NumberSeries.objects.get(numberseriesuse__purpose="campaigns")
    NumberSeries.objects.filter(pk=series.pk).update(code="CAMP", next_number="CP1005")
    as_ann.post("/campaigns/new/", typed())
    campaign = Campaign.objects.get()
    assert (campaign.number, campaign.number_series) == ("CP1005", series)


def test_cp_02_without_a_series_it_is_refused_and_the_message_names_what_is_missing(
    as_ann: Client, planned: CampaignStatus
) -> None:
    NumberSeriesUse.objects.filter(purpose="campaigns").delete()
    answer = as_ann.post("/campaigns/new/", typed())
    assert "No number series is set for Campaigns" in answer.text
    assert not Campaign.objects.exists()


def test_cp_04_the_salesperson_is_ones_own_unless_another_is_chosen(
    as_ann: Client, ann: User, planned: CampaignStatus
) -> None:
    own, other = SalespersonFactory(code="BC", user=ann), SalespersonFactory(code="HR")
    as_ann.post("/campaigns/new/", typed(description="Mine"))
    as_ann.post("/campaigns/new/", typed(description="His", salesperson=other.pk))
    assert Campaign.objects.get(description="Mine").salesperson == own
    assert Campaign.objects.get(description="His").salesperson == other


def test_the_page_of_a_new_campaign_offers_the_first_status_and_ones_own_name(
    as_ann: Client, ann: User, planned: CampaignStatus
) -> None:
    CampaignStatusFactory(code="0-IDEA", description="An idea", order=0)
    SalespersonFactory(name="Ann Berg", user=ann)
    form = as_ann.get("/campaigns/new/").context["form"]
    assert str(form["status"].initial) == "An idea"
    assert str(form["salesperson"].initial) == "Ann Berg"


def test_ci_143_status_codes_come_first(as_ann: Client) -> None:
    page = as_ann.get("/campaigns/new/")
    assert "Campaign statuses come first" in page.text
    assert "An administrator does this" in page.text
    assert 'id="card-form"' not in page.text
    assert "Campaign statuses come first" in as_ann.post("/campaigns/new/", {"description": "Spring"}).text
    assert not Campaign.objects.exists()


def test_ci_143_who_may_set_statuses_up_is_led_there(dana: User, client: Client) -> None:
    dana.user_permissions.set(Permission.objects.filter(codename="add_campaign"))
    client.force_login(dana)
    assert 'href="/admin/campaigns/campaignstatus/"' in client.get("/campaigns/new/").text
    assert client.get("/admin/campaigns/campaignstatus/").status_code == 200


# --- dates ----------------------------------------------------------------------------------------


def test_cp_05_the_start_must_lie_before_the_end(as_ann: Client) -> None:
    campaign = CampaignFactory(starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31))
    answer = saved(as_ann, campaign, starting_date="2026-04-01")
    assert "The starting date must lie before the ending date." in answer.text
    campaign.refresh_from_db()
    assert campaign.starting_date == date(2026, 3, 1)


def test_cp_05_a_campaign_of_one_day_is_fine(as_ann: Client) -> None:
    campaign = CampaignFactory(starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31))
    saved(as_ann, campaign, starting_date="2026-03-31")
    campaign.refresh_from_db()
    assert (campaign.starting_date, campaign.ending_date) == (date(2026, 3, 31), date(2026, 3, 31))


def test_cp_07_an_end_without_a_start_is_fine(as_ann: Client) -> None:
    campaign = CampaignFactory(starting_date=None, ending_date=None)
    saved(as_ann, campaign, ending_date="2026-03-31")
    campaign.refresh_from_db()
    assert (campaign.starting_date, campaign.ending_date) == (None, date(2026, 3, 31))


def test_both_dates_move_together(as_ann: Client) -> None:
    campaign = CampaignFactory(starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31))
    saved(as_ann, campaign, starting_date="2026-05-01", ending_date="2026-05-31")
    campaign.refresh_from_db()
    assert (campaign.starting_date, campaign.ending_date) == (date(2026, 5, 1), date(2026, 5, 31))


# --- the card -------------------------------------------------------------------------------------


def test_cp_08_last_modified_is_the_real_day_not_the_work_date(
    as_ann: Client, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime(2026, 5, 5, 9, tzinfo=UTC)
    monkeypatch.setattr("core.cards.now", lambda: today)
    ann.work_date = date(2026, 3, 10)
    ann.save()
    campaign = CampaignFactory(modified_at=None)
    page = saved(as_ann, campaign, description="Spring cheese", modified_at="2020-01-01")
    campaign.refresh_from_db()
    assert (campaign.modified_at, campaign.modified_by) == (today, ann)
    assert 'name="modified_at"' not in page.text


def test_a_blocked_salesperson_cannot_be_chosen(as_ann: Client) -> None:
    blocked, campaign = SalespersonFactory(blocked=True), CampaignFactory()
    assert "Choose a salesperson who is not blocked." in saved(as_ann, campaign, salesperson=blocked.pk).text


def test_a_salesperson_who_was_blocked_later_stays(as_ann: Client) -> None:
    campaign = CampaignFactory(salesperson=SalespersonFactory(blocked=True))
    saved(as_ann, campaign, description="Spring cheese")
    campaign.refresh_from_db()
    assert (campaign.description, campaign.salesperson.blocked) == ("Spring cheese", True)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        pytest.param("budget", "-1", "Budget and expected revenue cannot be negative.", id="a negative budget"),
        pytest.param("expected_response", "100.01", "less than or equal to 100", id="more than everybody answers"),
        pytest.param("number", "CP 1/2", "Use only the letters", id="odd characters in the number"),
        pytest.param("number", "TAKEN", "already exists", id="a number that is taken"),
        pytest.param("description", "", "This field is required", id="no description"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(as_ann: Client, field: str, value: str, sentence: str) -> None:
    CampaignFactory(number="TAKEN")
    campaign = CampaignFactory(number="CP1")
    answer = saved(as_ann, campaign, **{field: value})
    assert sentence in answer.text
    assert Campaign.objects.get(pk=campaign.pk).version == campaign.version


def test_the_page_keeps_its_title_and_status_while_the_form_is_wrong(as_ann: Client, planned: CampaignStatus) -> None:
    done = CampaignStatusFactory(code="9-DONE", description="Done", order=9)
    campaign = CampaignFactory(number="CP1", description="Spring cheese", status=planned)
    page = saved(as_ann, campaign, number="", description="Other", status=done.pk, budget="-1")
    assert page.context["object"] == campaign
    assert str(page.context["object"].status) == "Planned"


def test_a_campaign_is_renumbered(as_ann: Client) -> None:
    answer = saved(as_ann, CampaignFactory(number="CP1"), number="cp-2026")
    assert answer.redirect_chain == [("/campaigns/CP-2026/", 302)]


def test_a_comment_is_written_beside_the_card(as_ann: Client, ann: User) -> None:
    campaign = CampaignFactory()
    as_ann.post(f"{campaign.get_absolute_url()}comment/", {"text": "Ask for samples"})
    assert "Ask for samples" in as_ann.get(f"{campaign.get_absolute_url()}?boxes").text
    assert CampaignComment.objects.get().author == ann


# --- deleting -------------------------------------------------------------------------------------


def test_a_campaign_takes_its_comments_along(as_ann: Client) -> None:
    campaign = CampaignFactory()
    CampaignComment.objects.create(campaign=campaign, date=A_DAY, text="Ask for samples")
    as_ann.post(f"{campaign.get_absolute_url()}delete/")
    assert not Campaign.objects.exists()
    assert not CampaignComment.objects.exists()


def test_a_campaign_with_segments_is_not_deleted_and_says_why(as_ann: Client) -> None:
    campaign = CampaignFactory(number="CP1", description="Spring cheese")
    for number in ("S1", "S2"):
        SegmentFactory(campaign=campaign, number=number, description="Dairies")
    answer = as_ann.post("/campaigns/CP1/delete/", follow=True)
    assert "CP1 Spring cheese cannot be deleted; it is used by: 2 segments (S1 Dairies, S2 Dairies)." in answer.text
    assert Campaign.objects.exists()


@pytest.mark.parametrize(("count", "end"), [(10, "S9 Dairies)."), (12, "S9 Dairies and 2 more).")])
def test_ten_obstacles_are_named_and_the_others_counted(as_ann: Client, count: int, end: str) -> None:
    campaign = CampaignFactory(number="CP1")
    for number in range(count):
        SegmentFactory(campaign=campaign, number=f"S{number}", description="Dairies")
    assert end in as_ann.post("/campaigns/CP1/delete/", follow=True).text


# --- what upper apps have to say ------------------------------------------------------------------


@pytest.fixture
def asked() -> Iterator[list[dict[str, Any]]]:
    """What a guard of the dates was asked; it refuses every change."""
    heard: list[dict[str, Any]] = []

    def refuse(campaign: Campaign, **dates: Any) -> list[str]:
        heard.append(dates)
        return ["A printed folder names the old dates."]

    guard = extensions.Guard("dates", refuse)
    extensions.guards.add(Campaign, guard)
    yield heard
    extensions.guards._added[Campaign].remove(guard)


def test_changed_dates_are_put_to_the_guards(as_ann: Client, asked: list[dict[str, Any]]) -> None:
    campaign = CampaignFactory(starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31))
    answer = saved(as_ann, campaign, starting_date="2026-03-05")
    assert "A printed folder names the old dates." in answer.text
    assert asked == [{"starting_date": date(2026, 3, 5), "ending_date": date(2026, 3, 31)}]
    campaign.refresh_from_db()
    assert campaign.starting_date == date(2026, 3, 1)


def test_dates_that_stay_are_not_put_to_them(as_ann: Client, asked: list[dict[str, Any]]) -> None:
    campaign = CampaignFactory(starting_date=date(2026, 3, 1))
    saved(as_ann, campaign, description="Spring cheese")
    campaign.refresh_from_db()
    assert (campaign.description, asked) == ("Spring cheese", [])


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), "03/01/2026 – 03/31/2026"),
        (date(2026, 3, 1), None, "from 03/01/2026"),
        (None, date(2026, 3, 31), "until 03/31/2026"),
        (None, None, "no dates"),
    ],
)
def test_a_period_in_words(start: date | None, end: date | None, words: str) -> None:
    assert Campaign(starting_date=start, ending_date=end).period == words
