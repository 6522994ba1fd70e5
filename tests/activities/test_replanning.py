"""The start of a campaign is moved: what moves along, what stays, what is chosen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from activities import notices, replanning
from activities.assigning import assign
from activities.models import Status, Task
from activities.replanning import CannotMove, Choice, replan
from campaigns.models import Campaign
from core import extensions
from core.bulk.editing import take_back
from core.models import ChangeSet, User
from salespeople.models import Salesperson, Team
from tests.conftest import Queries
from tests.factories import A_MOMENT, CampaignFactory, TaskFactory

pytestmark = pytest.mark.django_db
START, END, NEW = date(2026, 3, 2), date(2026, 3, 31), date(2026, 3, 11)


@pytest.fixture
def fair(db: None) -> Campaign:
    campaign: Campaign = CampaignFactory(starting_date=START, ending_date=END)
    return campaign


@pytest.fixture
def tasks(fair: Campaign, bram: Salesperson) -> list[Task]:
    days = [date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 6)]
    return [TaskFactory(campaign=fair, salesperson=bram, description=f"Task {day.day}", date=day) for day in days]


def days_of(*rows: Task) -> list[date]:
    return [Task.objects.get(pk=row.pk).date for row in rows]


def moved(campaign: Campaign, by: User, **choice: Any) -> tuple[int, ChangeSet | None]:
    return replan(campaign, start=NEW, choice=Choice(**choice), by=by, at=A_MOMENT)


def test_nine_days_later_everything_open_is_nine_days_later(fair: Campaign, tasks: list[Task], ann: User) -> None:
    done = TaskFactory(campaign=fair, closed=True, status=Status.COMPLETED, date_closed=START, date=START)
    elsewhere = TaskFactory(date=START)
    count, _undo = moved(fair, ann)
    fair.refresh_from_db()
    assert (count, fair.starting_date, fair.ending_date) == (3, NEW, date(2026, 4, 9))
    assert days_of(*tasks) == [date(2026, 3, 12), date(2026, 3, 14), date(2026, 3, 15)]
    assert days_of(done, elsewhere) == [START, START]


def test_only_what_is_chosen_moves(fair: Campaign, tasks: list[Task], ann: User) -> None:
    moved(fair, ann, only=[tasks[1].pk], with_end=False)
    fair.refresh_from_db()
    assert (fair.starting_date, fair.ending_date) == (NEW, END)
    assert days_of(*tasks) == [date(2026, 3, 3), date(2026, 3, 14), date(2026, 3, 6)]


def test_looking_at_many_moved_tasks_costs_no_more_than_at_few(
    fair: Campaign, ann: User, as_ann: Client, north: Team, queries: Queries
) -> None:
    def looking(count: int, start: date) -> int:
        new = [Task(description=f"{index}", date=START, team=north, campaign=fair) for index in range(count)]
        assign(new, by=ann, at=A_MOMENT)
        _count, undo = replan(fair, start=start, choice=Choice(), by=ann, at=A_MOMENT)
        assert undo is not None
        return queries(lambda: as_ann.get(undo.get_absolute_url()))

    assert looking(1, NEW) == looking(9, NEW + timedelta(days=1))


def test_more_tasks_than_one_edit_takes_are_not_moved_at_once(
    fair: Campaign, tasks: list[Task], ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.bulk.editing.MOST_ROWS", 2)
    with pytest.raises(CannotMove, match="Untick the other open tasks"):
        moved(fair, ann)
    fair.refresh_from_db()
    assert fair.starting_date == START
    assert moved(fair, ann, without=[tasks[0].pk])[0] == 2


def test_the_copies_of_a_team_move_along_and_their_members_are_told(
    fair: Campaign, ann: User, bob: User, bram: Salesperson, north: Team
) -> None:
    bram.user = bob
    bram.save()
    new = [Task(description=f"{index}", date=START, team=north, campaign=fair) for index in range(2)]
    assign(new, by=bob, at=A_MOMENT)
    moved(fair, ann)
    assert set(Task.objects.values_list("date", flat=True)) == {NEW}
    (notice,) = notices.unread_of(bob)
    assert (notice.kind, notice.count, notice.day) == ("moved", 2, NEW)


def test_the_history_says_what_was_before_and_one_click_takes_the_tasks_back(
    fair: Campaign, tasks: list[Task], ann: User
) -> None:
    before = fair.period
    _count, undo = moved(fair, ann)
    assert fair.history.first().history_change_reason == f"Moved by +9 days with 3 tasks; before: {before}"
    assert undo is not None
    take_back(undo, by=ann, at=A_MOMENT)
    assert days_of(*tasks) == [date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 6)]


@pytest.fixture
def a_guard() -> Iterator[None]:
    guard = extensions.Guard("dates", lambda row, **dates: [f"Not to {dates['starting_date']:%d %B}."])
    extensions.guards.add(Campaign, guard)
    yield
    extensions.guards._added[Campaign].remove(guard)


@pytest.mark.usefixtures("a_guard")
def test_a_guard_of_the_dates_keeps_all_where_it_is(fair: Campaign, tasks: list[Task], ann: User) -> None:
    assert replanning.preview(fair, start=NEW).against == ["Not to 11 March."]
    with pytest.raises(CannotMove, match=r"Not to 11 March\."):
        moved(fair, ann)
    fair.refresh_from_db()
    assert fair.starting_date == START
    assert days_of(tasks[0]) == [date(2026, 3, 3)]


@pytest.mark.parametrize(
    ("start", "choice", "sentence"),
    [
        (START, Choice(), "starts on that day already"),
        (date(2026, 5, 1), Choice(with_end=False), "must lie before the ending date"),
        (date(2999, 12, 31), Choice(), "1900 to 2999"),
        (date(9999, 12, 31), Choice(), "1900 to 2999"),
        (date(1, 1, 1), Choice(), "1900 to 2999"),
    ],
)
def test_a_move_that_leads_nowhere_is_refused(
    fair: Campaign, tasks: list[Task], ann: User, start: date, choice: Choice, sentence: str
) -> None:
    with pytest.raises(CannotMove, match=sentence):
        replan(fair, start=start, choice=choice, by=ann, at=A_MOMENT)
    assert days_of(tasks[0]) == [date(2026, 3, 3)]


def test_a_campaign_without_a_start_says_where_to_give_it_one(ann: User) -> None:
    with pytest.raises(CannotMove, match="no starting date yet"):
        moved(CampaignFactory(), ann)


def test_a_thousand_tasks_move_in_as_many_statements_as_their_blocks(
    fair: Campaign, bram: Salesperson, ann: User, queries: Queries
) -> None:
    Task.objects.bulk_create(
        Task(number=f"N{index}", description="Many", date=START, salesperson=bram, campaign=fair)
        for index in range(1000)
    )
    assert queries(lambda: moved(fair, ann)) < 80  # SQLite takes a history of some thirty columns in small blocks
    assert set(Task.objects.values_list("date", flat=True)) == {NEW}


# --- the page -----------------------------------------------------------------------------------------


def page_of(client: Client, campaign: Campaign, start: date = NEW) -> BeautifulSoup:
    answer = client.get(f"/campaigns/{campaign.number}/start/", {"start": start.isoformat()})
    return BeautifulSoup(answer.content, "html.parser")


def test_the_page_says_what_moves_what_stays_and_what_falls_on_a_day_off(
    as_ann: Client, fair: Campaign, tasks: list[Task]
) -> None:
    TaskFactory(campaign=fair, closed=True, status=Status.COMPLETED, date_closed=START)
    page = page_of(as_ann, fair)
    text = " ".join(page.text.split())
    assert "By 9 days" in text
    assert "2 tasks would fall on a day off" in text
    assert "1 closed task stays where it is" in text
    assert [row.select_one("a").text for row in page.select(".replan tr:has(.mark-warn)")] == ["Task 5", "Task 6"]


def test_the_ticked_ones_are_moved(as_ann: Client, fair: Campaign, tasks: list[Task]) -> None:
    address = f"/campaigns/{fair.number}/start/?start=2026-03-11"
    first = tasks[0]
    sent = {"version": fair.version, "apply": "chosen", "task": first.pk, "listed": [task.pk for task in tasks]}
    answer = as_ann.post(address, sent, follow=True)
    assert "The campaign is moved, and with it 1 task." in answer.text
    assert days_of(*tasks) == [date(2026, 3, 12), date(2026, 3, 5), date(2026, 3, 6)]


def test_the_rest_of_a_long_campaign_moves_by_one_tick(
    as_ann: Client, fair: Campaign, tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replanning, "MOST_LISTED", 2)
    page = page_of(as_ann, fair)
    listed = [box["value"] for box in page.select("[name=listed]")]
    assert "1 more open task" in page.text
    sent = {
        "version": fair.version,
        "apply": "chosen",
        "task": listed[0],
        "listed": listed,
        "others": "on",
        "end": "on",
    }
    as_ann.post(f"/campaigns/{fair.number}/start/?start=2026-03-11", sent)
    assert days_of(*tasks) == [date(2026, 3, 12), date(2026, 3, 5), date(2026, 3, 15)]


def test_what_somebody_changed_meanwhile_is_looked_at_again(as_ann: Client, fair: Campaign, tasks: list[Task]) -> None:
    sent = {"version": fair.version, "apply": "all"}
    address = f"/campaigns/{fair.number}/start/?start=2026-03-11"
    as_ann.post(address, sent)
    answer = as_ann.post(address.replace("11", "21"), sent)
    assert "Look at what would move again" in answer.text
    assert days_of(tasks[0]) == [date(2026, 3, 12)]


@pytest.mark.parametrize("start", ["", "soon", "9999-12-31", "2026-03-02"])
def test_an_odd_day_is_answered_with_a_sentence(as_ann: Client, fair: Campaign, tasks: list[Task], start: str) -> None:
    address = f"/campaigns/{fair.number}/start/?start={start}"
    assert as_ann.get(address).status_code == 200
    assert as_ann.post(address, {"version": fair.version, "apply": "all"}, follow=True).status_code == 200
    assert days_of(tasks[0]) == [date(2026, 3, 3)]


def test_the_preview_costs_no_more_with_many_tasks(
    as_ann: Client, fair: Campaign, tasks: list[Task], queries: Queries
) -> None:
    page_of(as_ann, fair)
    for_three = queries(lambda: page_of(as_ann, fair))
    TaskFactory.create_batch(9, campaign=fair, date=START + timedelta(days=1))
    assert queries(lambda: page_of(as_ann, fair)) == for_three
