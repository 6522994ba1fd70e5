"""How an interaction enters the log (11, 12)."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from contacts.models import Contact
from core.models import User
from interactions import readiness, recording
from interactions.models import CampaignEntry, Interaction, InteractionTemplate
from interactions.recording import full_minute, postpone, record, seller_for
from salespeople.models import Salesperson
from tests import factories
from tests.conftest import Queries
from tests.factories import A_DAY, A_MOMENT


def letter(contact: Contact | None, template: InteractionTemplate | None, **values: Any) -> Interaction:
    own = {"date": A_DAY, "description": "A letter", "salesperson": factories.SalespersonFactory()}
    return Interaction(contact=contact, template=template, **{**own, **values})


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (time(12, 33, 59), time(12, 34)),
        (time(12, 34), time(12, 34)),
        (time(12, 34, 0, 1), time(12, 35)),
        (time(23, 59, 30), time(23, 59)),
    ],
)
def test_ci_35_the_time_is_rounded_up_to_the_full_minute(now: time, expected: time) -> None:
    assert full_minute(datetime.combine(A_DAY, now, tzinfo=UTC)) == expected


@pytest.mark.parametrize(
    ("blank", "named"),
    [
        ("contact", "Choose the contact"),
        ("template", "Interaction Template"),
        ("salesperson", "Salesperson"),
        ("date", "Date"),
        ("description", "Description"),
    ],
)
def test_what_is_missing_is_named(ct101: Contact, bus: InteractionTemplate, blank: str, named: str) -> None:
    wanted = letter(ct101, bus)
    setattr(wanted, blank, "" if blank == "description" else None)
    with pytest.raises(readiness.Incomplete, match=named):
        record(wanted, by=None, at=A_MOMENT)
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("figures", [{"cost": Decimal(-1)}, {"duration": -1}])
def test_a_negative_figure_is_refused(ct101: Contact, bus: InteractionTemplate, figures: Any) -> None:
    with pytest.raises(readiness.NegativeFigure):
        record(letter(ct101, bus, **figures), by=None, at=A_MOMENT)


def test_a_contact_blocked_for_privacy_is_refused_by_name(bus: InteractionTemplate) -> None:
    contact = factories.PersonFactory(name="Eva Smit", privacy_blocked=True)
    for way_in in (record, postpone):
        with pytest.raises(readiness.PrivacyBlocked, match="Eva Smit"):
            way_in(letter(contact, bus), by=None, at=A_MOMENT)


def test_ci_49_an_outgoing_e_mail_without_content_names_the_three_ways_out(
    ct101: Contact, bus: InteractionTemplate
) -> None:
    with pytest.raises(readiness.NothingToSend) as refused:
        record(letter(ct101, bus, correspondence_type="email"), by=None, at=A_MOMENT)
    assert "BUS" in str(refused.value)
    assert all(way in str(refused.value) for way in ["an attachment", "ignore", "prefers"])


def test_an_e_mail_needs_an_address_and_one_that_came_in_does_not(ct101: Contact, bus: InteractionTemplate) -> None:
    text = factories.TemplateLanguageFactory(template=bus, text="Dear …")
    sent = {"correspondence_type": "email", "language": text.language}
    with pytest.raises(readiness.NothingToSend, match="no e-mail address"):
        record(letter(ct101, bus, **sent), by=None, at=A_MOMENT)
    record(letter(ct101, bus, correspondence_type="email", information_flow="inbound"), by=None, at=A_MOMENT)
    ct101.email = "eva@example.com"
    assert record(letter(ct101, bus, **sent), by=None, at=A_MOMENT).pk


def test_cp_167_interactions_by_hand_share_the_entry_of_their_campaign(
    ct101: Contact, bus: InteractionTemplate
) -> None:
    k1 = factories.CampaignFactory(number="K1")
    first = record(letter(ct101, bus, campaign=k1, cost=Decimal(7), duration=3), by=None, at=A_MOMENT)
    entry = CampaignEntry.objects.get()
    assert (entry.campaign, entry.segment_number, entry.document_type) == (k1, "", "")
    assert (entry.date, entry.salesperson) == (first.date, first.salesperson)
    second = record(letter(ct101, bus, campaign=k1), by=None, at=A_MOMENT)
    postpone(letter(ct101, bus, campaign=k1), by=None, at=A_MOMENT)
    assert list(entry.interactions.order_by("pk")) == [first, second]
    assert CampaignEntry.objects.count() == 1


def test_cp_41_an_interaction_by_hand_makes_its_contact_a_target(ct101: Contact, bus: InteractionTemplate) -> None:
    k1 = factories.CampaignFactory(number="K1")
    said = record(letter(ct101, bus, campaign=k1, campaign_target=True), by=None, at=A_MOMENT)
    postpone(letter(ct101, bus, campaign=k1, campaign_target=True), by=None, at=A_MOMENT)
    assert list(Interaction.objects.targets().filter(campaign=k1)) == [said]


def test_ci_74_a_cancelled_entry_gets_no_new_interactions(ct101: Contact, bus: InteractionTemplate) -> None:
    cancelled = factories.CampaignEntryFactory(cancelled=True)
    fresh = record(letter(ct101, bus, campaign=cancelled.campaign), by=None, at=A_MOMENT)
    assert fresh.campaign_entry not in (None, cancelled)


def test_a_flag_without_a_campaign_is_dropped(ct101: Contact, bus: InteractionTemplate) -> None:
    fresh = record(letter(ct101, bus, campaign_target=True, campaign_response=True), by=None, at=A_MOMENT)
    assert not fresh.campaign_target
    assert not fresh.campaign_response


def test_ci_44_a_resumed_interaction_is_completed_as_the_same_entry(
    ct101: Contact, bus: InteractionTemplate, ann: User
) -> None:
    cp1 = factories.CampaignFactory(number="CP1")
    kept = postpone(letter(ct101, bus, campaign=cp1, date=date(2026, 3, 2)), by=ann, at=A_MOMENT)
    assert (kept.postponed, kept.campaign_entry) == (True, None)
    kept.date = date(2026, 3, 10)
    done = record(kept, by=ann, at=A_MOMENT)
    assert (done.pk, done.date, done.postponed) == (kept.pk, date(2026, 3, 10), False)
    assert list(CampaignEntry.objects.get(campaign=cp1).interactions.all()) == [done]
    with pytest.raises(recording.NoLongerPostponed):
        record(done, by=ann, at=A_MOMENT)


def test_a_postponed_interaction_needs_its_template_and_nothing_else(ct101: Contact, bus: InteractionTemplate) -> None:
    with pytest.raises(readiness.Incomplete, match="Interaction Template"):
        postpone(letter(ct101, None), by=None, at=A_MOMENT)
    kept = postpone(letter(ct101, bus, description="", salesperson=None), by=None, at=A_MOMENT)
    assert kept.description == "Business letter"


def test_ci_53_comments_are_kept_with_it(ct101: Contact, bus: InteractionTemplate, ann: User) -> None:
    done = record(letter(ct101, bus), by=ann, at=A_MOMENT, comments=["One", "Two", "Three"])
    assert [said.text for said in done.comments.order_by("pk")] == ["One", "Two", "Three"]
    assert {said.author for said in done.comments.all()} == {ann}


def test_ci_47_who_talks_is_the_person_himself_else_the_contacts_salesperson(
    ct101: Contact, jr: Salesperson, md: Salesperson, ann: User, bob: User
) -> None:
    assert seller_for(ct101, by=ann) == jr
    assert seller_for(ct101, by=bob) == md
    md.blocked = True
    assert seller_for(ct101, by=bob) is None


def test_many_that_recorded_themselves_take_as_many_statements_as_one(
    ct101: Contact, bus: InteractionTemplate, queries: Queries
) -> None:
    def all_of(count: int) -> list[Interaction]:
        campaigns = factories.CampaignFactory.create_batch(count)
        return [letter(ct101, bus, campaign=campaign, document_type="posted order") for campaign in campaigns]

    one, many = all_of(1), all_of(10)
    assert queries(lambda: recording.record_all(one, by=None, at=A_MOMENT)) == queries(
        lambda: recording.record_all(many, by=None, at=A_MOMENT)
    )
    assert {each.campaign_entry.campaign for each in many} == {each.campaign for each in many}
