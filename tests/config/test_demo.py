"""The demo company: believable, the same every time, and never mixed into somebody's own data."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.test import Client

from campaigns.models import Campaign, CampaignStatus
from config.demo import opening
from config.demo.people import LOGINS
from contacts.models import Contact, Customer, Duplicate, ProfileAnswer
from core.models import CompanyInformation, User
from items.models import Item, ItemUnit, ItemVariant, SalesEntry
from opportunities.models import Opportunity, OpportunityEntry, Stage
from pricing.models import SalesLineDiscount, SalesPrice
from sales.models import SalesDocument, SalesLine
from salespeople.models import Salesperson, Team
from segments.models import Segment, SegmentLine, SegmentStep
from segments.targets import has_target
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 10, 8, tzinfo=UTC)


def everything() -> list[Any]:
    tables: list[Any] = [Campaign, Contact, Customer, Item, SalesPrice, SalesLineDiscount, SegmentLine, SalesLine]
    tables += [Opportunity, OpportunityEntry]
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_the_company_has_all_that_a_visitor_wants_to_see() -> None:
    opening.open_demo(at=MORNING)
    sizes = {
        Campaign: 12,
        Contact: 400,
        Item: 60,
        Salesperson: 7,
        Team: 4,
        Segment: 14,
        Customer: 110,
        SalesDocument: 33,
        User: 4,
    }
    assert {model: model.objects.count() for model in sizes} == sizes  # type: ignore[attr-defined]
    assert Contact.objects.companies().count() == 150
    countries = set(Contact.objects.values_list("country__code", flat=True)) - {None}
    assert countries >= {"BE", "NL", "DE", "FR", "NO"}
    assert ItemVariant.objects.exists()
    assert ItemUnit.objects.filter(unit__code="BOX").exists()
    unanswered = ProfileAnswer.objects.filter(given=None, question__description="ABC by turnover")
    assert not unanswered.exists()


def test_campaigns_stand_in_every_stage_and_those_that_run_are_activated() -> None:
    opening.open_demo(at=MORNING)
    assert set(Campaign.objects.values_list("status__code", flat=True)) == set(
        CampaignStatus.objects.values_list("code", flat=True)
    )
    running = Campaign.objects.activated()
    assert running.count() == 5
    assert all(campaign.is_in_force(on=MORNING.date()) and has_target(campaign) for campaign in running)


def test_some_companies_look_like_others() -> None:
    opening.open_demo(at=MORNING)
    pairs = Duplicate.objects.open().select_related("contact", "other")
    entered_twice = [pair for pair in pairs if pair.other.name == f"{pair.contact.name} & Co."]
    assert (len(entered_twice), len(pairs) < 30) == (3, True)


def test_opportunities_wait_run_and_are_closed_and_every_stage_has_some() -> None:
    opening.open_demo(at=MORNING)
    statuses = Opportunity.objects.values_list("status").annotate(Count("pk"))
    assert dict(statuses) == {"not started": 3, "in progress": 15, "won": 4, "lost": 4}
    assert not Stage.objects.exclude(entries__active=True).exists()
    assert OpportunityEntry.objects.filter(date__gt=MORNING.date()).count() == 0
    waiting = OpportunityEntry.objects.open().filter(closes_on__lt=MORNING.date())
    assert waiting.exists()  # some should have closed by now: the board marks them


def test_segments_were_built_in_steps_and_not_every_line_is_ticked() -> None:
    opening.open_demo(at=MORNING)
    kinds = set(SegmentStep.objects.values_list("kind", flat=True))
    assert kinds == {SegmentStep.Kind.ADD, SegmentStep.Kind.DELETE}
    aimed = SegmentLine.objects.in_segment().filter(segment__campaign__isnull=False)
    assert aimed.filter(campaign_target=False).exists()


def test_quotes_carry_the_prices_of_campaigns_and_one_set_by_hand() -> None:
    opening.open_demo(at=MORNING)
    lines = SalesLine.objects.all()
    assert lines.filter(price_campaign__isnull=False).count() >= 10
    assert lines.filter(discount_campaign__isnull=False).count() >= 10
    assert lines.filter(price_by_hand=True).count() == 1
    assert not lines.filter(amount=0).exists()


def test_some_quotes_became_orders_and_most_of_those_are_posted() -> None:
    opening.open_demo(at=MORNING)
    orders = SalesDocument.objects.orders()
    assert (orders.count(), orders.filter(posting_date=None).count()) == (8, 3)
    posted = SalesEntry.objects.filter(document_number__in=orders.values("number"))
    assert posted.filter(campaign__isnull=False).count() >= 5


@pytest.mark.parametrize("at", [MORNING, datetime(2028, 2, 29, 23, 30, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)])
def test_its_dates_are_counted_from_today(at: datetime) -> None:
    opening.open_demo(at=at)
    assert Campaign.objects.get(description="Tyre change").starting_date == at.date() - timedelta(days=8)
    assert SalesDocument.objects.filter(document_date__gt=at.date()).count() == 0
    assert not Campaign.objects.filter(activated_at__gt=at).exists()


def test_a_second_time_changes_nothing() -> None:
    call_command("demo", verbosity=0)
    Campaign.objects.filter(description="Tyre change").update(description="Renamed by a visitor")
    before = everything()
    call_command("demo", verbosity=0)
    assert everything() == before


def test_it_is_not_put_among_data_of_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    CompanyFactory(name="Fjordmat AS")
    call_command("demo")
    assert "This database has data of its own" in capsys.readouterr().out
    assert (Contact.objects.count(), User.objects.count()) == (1, 0)
    assert CompanyInformation.get().name == ""


def test_each_login_of_the_demo_opens_its_role_centre(client: Client) -> None:
    opening.open_demo(at=MORNING)
    for login in LOGINS:
        answer = client.post("/accounts/login/", {"username": login.username, "password": login.password}, follow=True)
        assert answer.redirect_chain == [("/", 302)]
        assert f"Welcome, {login.first_name}" in answer.text
        assert list(User.objects.get(username=login.username).groups.values_list("name", flat=True)) == [login.group]


def test_somebody_who_has_a_name_of_the_demo_keeps_his_own_rights() -> None:
    ada = User.objects.create_user(username="ada", password="her own")
    opening.open_demo(at=MORNING)
    ada.refresh_from_db()
    assert ada.check_password("her own")
    assert not ada.groups.exists()
