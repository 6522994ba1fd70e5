"""Tasks are dragged to another day or status, or put there by the keyboard; what is refused stays and is said."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from activities.assigning import assign
from activities.models import Task
from core.models import User
from tests.factories import A_MOMENT, SalespersonFactory, TaskFactory, TeamFactory, TeamMemberFactory

TODAY = date(2026, 3, 11)


@pytest.fixture
def boss(log_in: Callable[[User], None]) -> User:
    user: User = User.objects.create_superuser("boss", work_date=TODAY)
    log_in(user)
    return user


def test_a_task_is_dragged_to_another_day_and_put_further_by_the_keyboard(
    boss: User, live_server: LiveServer, page: Page
) -> None:
    task = TaskFactory(number="T1", description="Call the dealer")
    page.goto(f"{live_server.url}/tasks/calendar/")
    link = page.locator("#task-T1")
    page.locator(".diary-task").drag_to(page.locator('[data-place="2026-03-13"]'))
    expect(page.locator('[data-place="2026-03-13"] #task-T1')).to_be_visible()
    expect(page.locator("#messages")).to_contain_text("is moved to 03/13/2026")
    link.focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator('[data-place="2026-03-20"] #task-T1')).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator('[data-place="2026-03-19"] #task-T1')).to_be_focused()
    assert Task.objects.get(pk=task.pk).date == date(2026, 3, 19)


def test_a_task_is_moved_by_a_date_formula(boss: User, live_server: LiveServer, page: Page) -> None:
    TaskFactory(number="T1", description="Call the dealer")
    page.goto(f"{live_server.url}/tasks/calendar/?as=week")
    page.get_by_role("button", name="Move Call the dealer").click()
    page.get_by_label("or a date formula from today").fill("2D")
    page.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()
    expect(page.locator('[data-place="2026-03-13"] #task-T1')).to_be_visible()


def test_a_refusal_is_said_and_the_task_stays_where_it_was(boss: User, live_server: LiveServer, page: Page) -> None:
    task = TaskFactory(number="T1")
    page.goto(f"{live_server.url}/tasks/calendar/")
    Task.objects.filter(pk=task.pk).update(closed=True, status="completed", date_closed=TODAY)
    page.locator("#task-T1").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#messages")).to_contain_text("is closed. Reopen it first, then move it.")
    assert Task.objects.get(pk=task.pk).date == TODAY


def test_a_task_gets_the_status_it_is_dragged_to(boss: User, live_server: LiveServer, page: Page) -> None:
    task = TaskFactory(number="T1")
    page.goto(f"{live_server.url}/tasks/board/")
    page.locator(".board-card").drag_to(page.locator('[data-place="waiting"]'))
    expect(page.locator('[data-place="waiting"] #task-T1')).to_be_visible()
    page.locator("#task-T1").focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator('[data-place="in progress"] #task-T1')).to_be_focused()
    assert Task.objects.get(pk=task.pk).status == "in progress"


def test_who_completed_the_task_of_a_team_is_asked(boss: User, live_server: LiveServer, page: Page) -> None:
    team, anna = TeamFactory(name="North"), SalespersonFactory(name="Anna")
    TeamMemberFactory(team=team, salesperson=anna)
    (task,) = assign([Task(description="Together", date=TODAY, team=team)], by=None, at=A_MOMENT)
    page.goto(f"{live_server.url}/tasks/board/")
    page.locator(".board-card").drag_to(page.locator('[data-place="completed"]'))
    page.get_by_label("Completed By").select_option(label="Anna")
    page.get_by_role("button", name="Set the status").click()
    expect(page.locator(f'[data-place="completed"] #task-{task.number}')).to_be_visible()
    assert Task.objects.get(pk=task.pk).completed_by == anna


def test_another_shape_takes_the_filter_along(boss: User, live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/tasks/")
    page.get_by_label("Search", exact=True).fill("tyres")
    expect(page).to_have_url(f"{live_server.url}/tasks/?q=tyres")
    page.get_by_role("link", name="Calendar", exact=True).click()
    expect(page.get_by_label("Search", exact=True)).to_have_value("tyres")
