"""The work of a campaign: an activity with live dates, assigned to a team, done, moved, and read in a calendar."""

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from icalendar import Calendar
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from activities import subscribing
from activities.models import Task
from core.models import User
from salespeople.models import Salesperson
from tests.browser.looking import DESK, PHONE, fits_a_phone, is_accessible
from tests.conftest import person
from tests.factories import CampaignFactory, SalespersonFactory, TaskFactory, TeamFactory, TeamMemberFactory

LogIn = Callable[[User], None]
STEPS = {"Brief the team": "", "Send the samples": "1D", "Ring them up": "2D", "Ask again": "1W-1D", "Look back": "1W"}
DAYS = dict(zip(STEPS, [0, 1, 2, 6, 7], strict=True))


def test_the_work_of_a_campaign_from_its_activity_to_the_calendar(
    page: Page, live_server: LiveServer, log_in: LogIn
) -> None:
    today, (ann, bob, cleo) = localdate(), map(person, ("ann", "bob", "carl"))
    cleo.groups.set(bob.groups.all())
    team = TeamFactory(code="NORTH", name="North")
    sellers = [SalespersonFactory(code=user.username.upper(), name=user.username, user=user) for user in (bob, cleo)]
    for seller in sellers:
        TeamMemberFactory(team=team, salesperson=seller)
    campaign = CampaignFactory(description="Spring cheese", starting_date=today, ending_date=today + timedelta(days=30))
    other = TaskFactory(description="Of somebody else", date=today)
    page.set_default_timeout(10_000)
    site = live_server.url

    log_in(ann)
    creates_the_activity(page, site, today)
    assigns_it(page, site + campaign.get_absolute_url())
    assert Task.objects.main().filter(campaign=campaign).count() == len(STEPS)

    for user, done in [(bob, "Brief the team"), (cleo, "Send the samples")]:
        log_in(user)
        is_told_by_the_bell(page, site)
        completes_one_on_a_phone(page, site, done)
        assert other.description not in page.content()
    assert sorted(Task.objects.main().filter(closed=True).values_list("completed_by__code", flat=True)) == [
        "BOB",
        "CARL",
    ]

    log_in(ann)
    moves_the_campaign(page, site + campaign.get_absolute_url(), today + timedelta(days=9), but="Look back")
    campaign.refresh_from_db()
    assert campaign.starting_date == today + timedelta(days=9)

    days = DAYS | {name: DAYS[name] + 9 for name in ("Ring them up", "Ask again")}
    wanted = {
        ("✓ " if name in ("Brief the team", "Send the samples") else "") + name: today + timedelta(days=distance)
        for name, distance in days.items()
    }
    for seller in sellers:
        assert feed(page, address(site, seller)) == wanted


def test_a_strangers_and_a_revoked_address_show_nothing_and_others_tasks_cannot_be_changed(
    page: Page, live_server: LiveServer, log_in: LogIn
) -> None:
    bob = person("bob")
    seller = SalespersonFactory(code="BOB", name="Bob", user=bob)
    own, foreign = TaskFactory(salesperson=seller, description="Own"), TaskFactory(description="Foreign")
    page.set_default_timeout(10_000)
    log_in(bob)
    page.goto(live_server.url + "/me/")
    page.get_by_role("button", name="New address").click()
    url = page.get_by_label("Calendar address").input_value()
    assert set(feed(page, url)) == {"Own"}
    is_accessible(page)
    page.get_by_role("button", name="Revoke").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes, go on").click()
    expect(page.locator("#messages")).to_contain_text("revoked")
    for nothing in (url, live_server.url + "/calendar/of-a-stranger.ics"):
        assert page.request.get(nothing).status == 404
    page.goto(live_server.url + own.get_absolute_url())
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    page.goto(live_server.url + foreign.get_absolute_url())
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    expect(page.get_by_role("button", name="Complete")).to_have_count(0)


def creates_the_activity(page: Page, site: str, today: date) -> None:
    page.goto(site + "/activities/new/")
    page.get_by_label("Code").fill("SPRING")
    page.get_by_label("Description").fill("Spring visit")
    page.get_by_role("button", name="Create").click()
    for index, (name, formula) in enumerate(STEPS.items()):
        page.locator(f"#id_steps-{index}-description").fill(name)
        page.locator(f"#id_steps-{index}-date_formula").press_sequentially(formula)
        day = date_format(today + timedelta(days=DAYS[name]), "SHORT_DATE_FORMAT")
        expect(page.locator(f"#steps-{index}-day")).to_contain_text(day)
    saves(page)


def saves(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("saved")


def assigns_it(page: Page, card: str) -> None:
    page.goto(card)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("link", name="Assign activity").click()
    page.get_by_role("combobox", name="Activity").press_sequentially("SPRING")
    page.locator(".ts-dropdown .option:visible", has_text="SPRING").first.click()
    page.locator("#id_team").select_option(label="North")
    page.get_by_role("button", name="Look at the tasks").click()
    expect(page.get_by_text("5 tasks, not created yet")).to_be_visible()
    page.get_by_role("button", name="Create the tasks").click()
    expect(page.locator("#messages")).to_contain_text("5 tasks are created")


def is_told_by_the_bell(page: Page, site: str) -> None:
    page.goto(site + "/campaigns/")
    bell = page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Notifications")
    expect(bell).to_contain_text("1 unread")
    bell.click()
    expect(page.get_by_role("link", name="5 tasks, Brief the team first")).to_be_visible()
    is_accessible(page)
    page.get_by_role("button", name="All read").click()
    expect(page.get_by_role("button", name="All read")).to_have_count(0)


def completes_one_on_a_phone(page: Page, site: str, name: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site + "/tasks/my-day/")
    for step in STEPS if name == "Brief the team" else list(STEPS)[1:]:
        expect(page.get_by_role("link", name=step, exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    task = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=name, exact=True))
    task.get_by_role("button", name="Done").click()
    expect(page.locator("#messages")).to_contain_text("is completed")
    expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
    page.set_viewport_size(DESK)


def moves_the_campaign(page: Page, card: str, start: date, *, but: str) -> None:
    page.goto(card)
    page.get_by_role("main").get_by_role("link", name="Plan", exact=True).click()
    expect(page.get_by_role("heading", name="North")).to_be_visible()
    is_accessible(page)
    page.get_by_role("link", name="Move the start…").click()
    page.get_by_label("New starting date").fill(start.isoformat())
    page.get_by_role("button", name="Look at what moves").click()
    expect(page.get_by_text("By 9 days")).to_be_visible()
    expect(page.get_by_text("2 closed tasks stay where they are")).to_be_visible()
    is_accessible(page)
    fits_a_phone(page)
    page.get_by_role("checkbox", name=but).uncheck()
    page.get_by_role("button", name="Move the ticked").click()
    expect(page.locator("#messages")).to_contain_text("with it 2 tasks")


def address(site: str, seller: Salesperson) -> str:
    return site + reverse("activities:feed", args=[subscribing.renew(seller, at=now())])


def feed(page: Page, url: str) -> dict[str, date]:
    events = Calendar.from_ical(page.request.get(url).body()).walk("VEVENT")
    return {str(event["summary"]): event["dtstart"].dt for event in events}
