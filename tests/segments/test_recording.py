"""Logging a segment (cases A of the interactions, M of the campaigns)."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Count, Sum
from django.test import Client

from campaigns.models import Campaign
from contacts.models import Contact
from core import progress
from core.models import NumberSeriesUse, User
from core.numbering import NoSeries
from interactions.models import CampaignEntry, Interaction, InteractionTemplate, LoggedSegment
from interactions.recording import record
from interactions.statistics import of_rows
from segments import recording
from segments.models import Logging, Segment, SegmentLine, SegmentStep
from segments.targets import targets_of
from tests.conftest import Queries
from tests.factories import (
    A_DAY,
    A_MOMENT,
    AlternativeAddressFactory,
    AssignmentFactory,
    CampaignEntryFactory,
    CampaignFactory,
    CompanyFactory,
    InteractionGroupFactory,
    InteractionTemplateFactory,
    LoggedSegmentFactory,
    NumberSeriesFactory,
    OpportunityFactory,
    PersonFactory,
    SalespersonFactory,
    SegmentFactory,
    SegmentLineFactory,
    SegmentStepFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail() -> InteractionTemplate:
    made: InteractionTemplate = InteractionTemplateFactory(
        code="MAIL",
        description="Campaign mail",
        group=InteractionGroupFactory(code="LETTER"),
        unit_cost=Decimal("2.50"),
        unit_duration=5,
        campaign_target=True,
    )
    return made


@pytest.fixture
def cp1() -> Campaign:
    made: Campaign = CampaignFactory(number="CP1001", description="Spring")
    return made


@pytest.fixture
def sm1(cp1: Campaign, mail: InteractionTemplate) -> Segment:
    """Of a company and two of its persons."""
    segment = SegmentFactory(number="SM1", description="Spring letter", campaign=cp1, template=mail)
    company = CompanyFactory(number="CT100", name="Noordwind")
    for contact in (company, PersonFactory(number="CT101", company=company), PersonFactory(company=company)):
        line(segment, contact)
    return segment


def line(segment: Segment, contact: Contact | None = None, **values: Any) -> SegmentLine:
    template = segment.template or InteractionTemplateFactory()
    known = {"template": template, "cost": template.unit_cost, "duration": template.unit_duration, "date": A_DAY}
    known |= {"salesperson": SalespersonFactory(), "campaign_target": segment.campaign is not None}
    step = segment.steps.first() or SegmentStepFactory(segment=segment, number=1)
    given = {"contact": contact or CompanyFactory(), "added": step, **known, **values}
    made: SegmentLine = SegmentLineFactory(segment=segment, **given)
    return made


def log(segment: Segment, *, sends: bool = False, follows_up: bool = False) -> recording.Done:
    return recording.log(segment, sends=sends, follows_up=follows_up, by=None, at=A_MOMENT, on=date(2026, 3, 10))


def nothing_is_logged(segment: Segment) -> bool:
    kept = Segment.objects.filter(pk=segment.pk).exists()
    return kept and not any(model.objects.exists() for model in (Interaction, CampaignEntry, LoggedSegment))


# --- what becomes of the lines --------------------------------------------------------------------------


def test_ci_01_logging_writes_an_interaction_for_each_line(sm1: Segment, cp1: Campaign) -> None:
    log(sm1)
    for each in Interaction.objects.select_related("group", "template"):
        assert (each.cost, each.duration, each.group.code) == (Decimal("2.50"), 5, "LETTER")
        assert (each.campaign, each.campaign_target, each.segment_number) == (cp1, True, "SM1")
    assert LoggedSegment.objects.get().segment_number == "SM1"
    entry = CampaignEntry.objects.annotate(
        count=Count("interactions"), cost=Sum("interactions__cost"), duration=Sum("interactions__duration")
    ).get()
    assert (entry.campaign, entry.description) == (cp1, "Spring letter")
    assert (entry.count, entry.cost, entry.duration) == (3, Decimal("7.50"), 15)
    assert not Segment.objects.exists()


def test_cp_160_the_entry_and_the_interaction_know_the_logged_segment(cp1: Campaign) -> None:
    template = InteractionTemplateFactory(unit_cost=10, unit_duration=5)
    segment = SegmentFactory(number="S1", description="A segment", campaign=cp1, template=template)
    of_line = line(segment).salesperson
    done = log(segment)
    entry, made = CampaignEntry.objects.get(), Interaction.objects.get()
    assert (entry.segment_number, entry.logged_segment) == ("S1", done.logged)
    assert (entry.date, entry.salesperson) == (A_DAY, of_line)
    assert (made.campaign_entry, made.logged_segment, made.campaign_target) == (entry, done.logged, True)
    assert (made.cost, made.duration, made.salesperson) == (10, 5, of_line)
    assert (made.cancelled, made.postponed, made.at) == (False, False, A_MOMENT)


def test_everything_of_a_line_goes_along(sm1: Segment) -> None:
    sm1.lines.exclude(contact__number="CT100").delete()
    said = {"evaluation": "positive", "attempt_failed": True, "subject": "Hello", "initiated_by": "us"}
    sm1.lines.update(description="Invite Eva", information_flow="outbound", campaign_response=True, **said)
    log(sm1)
    made = Interaction.objects.get()
    assert {name: getattr(made, name) for name in said} == said
    assert (made.description, made.information_flow, made.campaign_response) == ("Invite Eva", "outbound", True)


def test_a_line_without_description_has_the_segments(sm1: Segment) -> None:
    log(sm1)
    assert set(Interaction.objects.values_list("description", flat=True)) == {"Spring letter"}


def test_ci_05_cp_163_a_line_taken_out_is_not_logged(sm1: Segment) -> None:
    gone = sm1.lines.last()
    assert gone is not None
    gone.removed = gone.added
    gone.save()
    assert log(sm1).count == 2
    assert not SegmentLine.objects.exists()


def test_ci_13_without_a_campaign_there_is_no_campaign_entry(mail: InteractionTemplate) -> None:
    segment = SegmentFactory(template=mail)
    line(segment, campaign_target=True)
    log(segment)
    assert not CampaignEntry.objects.exists()
    made = Interaction.objects.get()
    assert (made.campaign, made.campaign_entry, made.campaign_target) == (None, None, False)


def test_ci_14_cp_161_segments_of_two_campaigns_make_an_entry_each(
    sm1: Segment, cp1: Campaign, mail: InteractionTemplate
) -> None:
    other = SegmentFactory(number="SM3", campaign=CampaignFactory(), template=mail)
    line(other)
    log(sm1)
    log(other)
    counts = CampaignEntry.objects.annotate(count=Count("interactions")).values_list("campaign", "count")
    assert dict(counts) == {cp1.pk: 3, other.campaign_id: 1}


def test_tasks_and_opportunities_keep_the_number_of_the_segment(sm1: Segment) -> None:
    task, opportunity = TaskFactory(segment_number="SM1"), OpportunityFactory(segment_number="SM1")
    AssignmentFactory(segment=sm1)
    SegmentStepFactory(segment=sm1, number=2, kind=SegmentStep.Kind.REDUCE)
    log(sm1)
    task.refresh_from_db()
    opportunity.refresh_from_db()
    assert (task.segment_number, opportunity.segment_number) == ("SM1", "SM1")
    assert not SegmentStep.objects.exists()


def test_cp_64_the_companies_stay_targets(sm1: Segment, cp1: Campaign) -> None:
    before = list(targets_of(cp1))
    log(sm1)
    assert list(targets_of(cp1)) == before == [Contact.objects.get(number="CT100")]


def test_ci_58_an_unlogged_segment_makes_no_interactions(sm1: Segment, cp1: Campaign) -> None:
    assert not Interaction.objects.filter(campaign=cp1).exists()


# --- what is refused ------------------------------------------------------------------------------------


def test_ci_02_a_blank_description_blocks_logging(sm1: Segment) -> None:
    Segment.objects.update(description="")
    with pytest.raises(recording.NoDescription, match="has no description"):
        log(sm1)
    assert nothing_is_logged(sm1)


def test_a_segment_without_lines_is_not_logged() -> None:
    segment = SegmentFactory()
    with pytest.raises(recording.NothingToLog):
        log(segment)
    assert nothing_is_logged(segment)


@pytest.mark.parametrize("lacking", ["template", "salesperson", "date"])
def test_every_line_needs_what_an_interaction_has(sm1: Segment, lacking: str) -> None:
    sm1.lines.filter(contact__number="CT100").update(**{lacking: None})
    with pytest.raises(recording.Incomplete, match=r": 1 \(Noordwind\)"):
        log(sm1)
    assert nothing_is_logged(sm1)


def test_ci_04_a_number_is_logged_once(sm1: Segment) -> None:
    LoggedSegmentFactory(segment_number="SM1")
    with pytest.raises(recording.LoggedBefore, match="SM1 was logged before"):
        log(sm1)
    assert not Interaction.objects.exists()


def test_ci_04_no_segment_takes_the_number_of_a_logged_one(as_ann: Client) -> None:
    LoggedSegmentFactory(segment_number="SM7")
    LoggedSegmentFactory(segment_number="SM8")
    NumberSeriesUse.objects.filter(purpose="segments").delete()
    series = NumberSeriesFactory(next_number="SM7", allow_manual=True)
    NumberSeriesUse.objects.create(purpose="segments", series=series)
    assert SegmentFactory().number == "SM9"
    page = as_ann.post("/segments/new/", {"number": "SM7", "description": "Again", "date": "2026-03-10"})
    assert "A segment with the number SM7 was logged." in page.text


# --- e-mail ---------------------------------------------------------------------------------------------


@pytest.fixture
def by_email(cp1: Campaign, mail: InteractionTemplate) -> Segment:
    segment = SegmentFactory(campaign=cp1, template=mail, description="By mail")
    line(segment, PersonFactory(name="Tom Smit", email=""), correspondence_type="email")
    line(segment, PersonFactory(name="Eva Bos", email="eva@example.test"), correspondence_type="email")
    line(segment, PersonFactory(name="Kari Lie"), correspondence_type="hard copy")
    line(segment, PersonFactory(name="Ola Nord"))
    return segment


def sent_by() -> dict[str, tuple[str, str]]:
    rows = Interaction.objects.values_list("contact__name", "correspondence_type", "delivery")
    return {name: (kind, delivery) for name, kind, delivery in rows}


def test_ci_10_cp_164_an_email_to_nowhere_is_not_sent(by_email: Segment) -> None:
    with pytest.raises(recording.Incomplete, match=r"no e-mail address: 1 \(Tom Smit\)"):
        log(by_email, sends=True)
    assert nothing_is_logged(by_email)


def test_ci_11_cp_164_without_sending_an_email_to_nowhere_loses_its_type(by_email: Segment) -> None:
    log(by_email)
    assert sent_by()["Tom Smit"] == ("", "")
    assert sent_by()["Eva Bos"] == ("email", "")


def test_cp_164_the_address_of_the_line_may_have_the_email(by_email: Segment) -> None:
    tom = by_email.lines.get(contact__name="Tom Smit")
    tom.alternative_address = AlternativeAddressFactory(contact=tom.contact, email="tom@example.test")
    tom.save()
    log(by_email, sends=True)
    assert sent_by() == {
        "Tom Smit": ("email", "in progress"),
        "Eva Bos": ("email", "in progress"),
        "Kari Lie": ("hard copy", "in progress"),
        "Ola Nord": ("", ""),
    }


# --- the follow-up --------------------------------------------------------------------------------------


def test_ci_07_a_follow_up_segment_has_the_campaign_and_the_contacts(sm1: Segment, cp1: Campaign) -> None:
    numbers = list(sm1.lines.values_list("contact__number", flat=True).order_by("contact__number"))
    NumberSeriesUse.objects.filter(purpose="segments").delete()
    NumberSeriesUse.objects.create(purpose="segments", series=NumberSeriesFactory(next_number="SM2"))
    done = log(sm1, follows_up=True)
    follow_up = Segment.objects.get()
    assert done.follow_up == follow_up
    assert (follow_up.number, follow_up.description) == ("SM2", "Follow-up on segment SM1")
    assert (follow_up.campaign, follow_up.template, follow_up.campaign_target) == (cp1, None, False)
    lines = follow_up.lines.in_segment()
    assert list(lines.values_list("contact__number", flat=True).order_by("contact__number")) == numbers
    assert set(lines.values_list("template", "cost", "campaign_target")) == {(None, 0, False)}


def test_ci_08_a_follow_up_needs_a_number_series(sm1: Segment) -> None:
    NumberSeriesUse.objects.filter(purpose="segments").delete()
    with pytest.raises(NoSeries, match="Segments"):
        log(sm1, follows_up=True)
    assert nothing_is_logged(sm1)


# --- statements -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sends", [False, True])
def test_g8_many_lines_cost_no_more_statements_than_few(
    sm1: Segment, mail: InteractionTemplate, queries: Queries, sends: bool
) -> None:
    many = SegmentFactory(campaign=sm1.campaign, template=mail)
    for _number in range(20):
        line(many)
    marks = 4  # of the transactions
    assert queries(lambda: log(sm1, sends=sends)) == 12 + marks
    assert queries(lambda: log(many, sends=sends)) == 12 + marks


# --- the pages ------------------------------------------------------------------------------------------


def page_of(segment: Segment) -> str:
    return f"/segments/{segment.number}/log/"


def send(client: Client, segment: Segment, **options: str) -> Any:
    key = client.get(page_of(segment)).context["key"]
    return client.post(page_of(segment), {"key": key, **options})


def test_the_card_leads_to_the_page_that_says_what_is_logged(as_ann: Client, sm1: Segment) -> None:
    assert page_of(sm1) in as_ann.get(sm1.get_absolute_url()).text
    page = as_ann.get(page_of(sm1))
    assert page.context["outlook"].lines == 3
    assert "7.50" in page.text
    assert not page.context["form"].initial["sends"]


def test_sending_is_ticked_once_a_line_can_be_sent(as_ann: Client, by_email: Segment) -> None:
    page = as_ann.get(page_of(by_email))
    assert page.context["form"].initial["sends"]
    assert "To be sent by e-mail, but no e-mail address: 1 line" in page.text


def test_lines_that_are_target_and_response_at_once_are_told(as_ann: Client, sm1: Segment) -> None:
    once, *_others = sm1.lines.order_by("pk")
    once.campaign_target, once.campaign_response = False, True
    once.save()
    page = as_ann.get(page_of(sm1))
    assert (page.context["outlook"].targets, page.context["outlook"].responses) == (2, 1)
    assert "at once" not in page.text
    sm1.lines.update(campaign_response=True)
    assert "2 lines are targets and responses at once" in as_ann.get(page_of(sm1)).text


def test_what_is_missing_is_named_with_the_first_ten_lines(as_ann: Client, sm1: Segment) -> None:
    for number in range(12):
        line(sm1, CompanyFactory(name=f"Bakery {number}"), template=None)
    page = as_ann.get(page_of(sm1))
    assert "No interaction template: 12 lines" in page.text
    assert page.text.count("Bakery") == 10
    assert 'form="log"' not in page.text
    assert "Back to the segment" in page.text
    refused = send(as_ann, sm1)
    page = as_ann.get(refused.headers["Location"])
    assert "Nothing was logged." in page.text
    assert "No interaction template: 12 (Bakery 0, " in page.text
    assert nothing_is_logged(sm1)


def test_the_page_logs_and_says_so(as_ann: Client, ann: User, sm1: Segment) -> None:
    page = as_ann.get(send(as_ann, sm1, follows_up="on").headers["Location"])
    assert "The segment SM1 is logged: 3 interactions." in page.text
    assert "Follow-up on segment SM1" in page.text
    assert {made.user for made in Interaction.objects.all()} == {ann}


def test_the_same_page_sent_twice_logs_once(as_ann: Client, sm1: Segment) -> None:
    key = as_ann.get(page_of(sm1)).context["key"]
    first, second = (as_ann.post(page_of(sm1), {"key": key}) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Interaction.objects.count() == 3


def test_who_does_not_log_is_refused(as_bob: Client, sm1: Segment) -> None:
    assert as_bob.get(page_of(sm1)).status_code == 403


def test_many_lines_are_logged_in_the_background(
    as_ann: Client, sm1: Segment, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr("segments.recording.MANY", 2)
    with django_capture_on_commit_callbacks() as waiting:
        page = as_ann.get(send(as_ann, sm1).headers["Location"])
    assert "The segment is being logged." in page.text
    assert nothing_is_logged(sm1)
    for call in waiting:
        call()
    assert Interaction.objects.count() == 3


def decided(segment: Segment, by: User) -> Logging:
    options = {"sends": False, "follows_up": False, "on": A_DAY}
    return recording.decide(segment, key=uuid4(), by=by, at=A_MOMENT, **options)[0]


def test_what_was_decided_is_logged_once_though_it_is_carried_out_twice(sm1: Segment, ann: User) -> None:
    record = decided(sm1, ann)
    for _time in range(2):
        recording.carry_out(record, by=ann)
    record.refresh_from_db()
    assert (record.state, record.count, record.segment) == (Logging.State.DONE, 3, None)
    assert Interaction.objects.count() == 3


def test_of_two_who_log_the_same_segment_the_second_is_told(as_ann: Client, sm1: Segment, ann: User) -> None:
    first, second = decided(sm1, ann), decided(sm1, ann)
    recording.carry_out(first, by=ann)
    recording.carry_out(second, by=ann)
    assert "The segment SM1 is no longer there." in as_ann.get(second.get_absolute_url()).text
    assert Interaction.objects.count() == 3


def test_one_that_broke_off_leaves_nothing_and_can_begin_again(
    as_ann: Client,
    sm1: Segment,
    ann: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    record = decided(sm1, ann)
    page = record.get_absolute_url()
    progress.tell(record, 0, 100_000)
    assert "0 of 100,000 lines" in as_ann.get(page, headers={"HX-Request": "true"}).text
    as_ann.post(f"{page}again/")
    assert nothing_is_logged(sm1)  # it is at work
    monkeypatch.setattr("core.progress.SILENT", -1)
    assert "This has stopped, and nothing was logged." in as_ann.get(page).text
    with django_capture_on_commit_callbacks(execute=True):
        as_ann.post(f"{page}again/")
    assert Interaction.objects.count() == 3


def test_a_failure_on_the_way_leaves_everything_as_it_was(
    sm1: Segment, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = decided(sm1, ann)
    monkeypatch.setattr(Segment, "delete", lambda segment: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        recording.carry_out(record, by=ann)
    assert nothing_is_logged(sm1)
    record.refresh_from_db()
    assert record.state == Logging.State.REFUSED


def test_cen_1_calls_logged_from_lines_share_the_entry_of_the_segment(sm1: Segment, cp1: Campaign) -> None:
    about = {"contact": CompanyFactory(), "template": InteractionTemplateFactory(), "salesperson": SalespersonFactory()}
    call = Interaction(**about, date=A_DAY, description="Call", campaign=cp1, segment_number="SM1")
    record(call, by=None, at=A_MOMENT)
    done = log(sm1)
    entry = CampaignEntry.objects.get()
    assert (entry.logged_segment, entry.description, entry.interactions.count()) == (done.logged, "Spring letter", 4)
    assert of_rows.of_segments([done.logged])[done.logged.pk].number == 4
    assert of_rows.entries_of([done.logged]) == {done.logged.pk: 1}


def test_cen_1_a_canceled_entry_of_the_calls_is_left_alone(sm1: Segment, cp1: Campaign) -> None:
    CampaignEntryFactory(campaign=cp1, segment_number="SM1", cancelled=True)
    done = log(sm1)
    assert CampaignEntry.objects.get(cancelled=False).logged_segment == done.logged
    assert CampaignEntry.objects.get(cancelled=True).logged_segment is None
