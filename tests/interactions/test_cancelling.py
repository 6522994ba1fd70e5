"""Canceling what was logged, and taking that back (CI-59 to 65, 74; CP-172)."""

from decimal import Decimal
from typing import Any

import pytest

from campaigns.models import Campaign
from interactions import cancelling
from interactions.cancelling import ParentCancelled
from interactions.models import Attachment, CampaignEntry, Interaction, LoggedSegment
from interactions.statistics import of_rows
from tests import factories as f
from tests.conftest import Queries
from tests.interactions.conftest import of

pytestmark = pytest.mark.django_db


def change_entry(entry: CampaignEntry, *, cancelled: bool) -> cancelling.Consequences:
    return cancelling.change(cancelling.of_entries(CampaignEntry.objects.filter(pk=entry.pk)), cancelled=cancelled)


def change_one(interaction: Interaction, *, cancelled: bool) -> cancelling.Consequences:
    row = Interaction.objects.filter(pk=interaction.pk)
    return cancelling.change(cancelling.of_interactions(row), cancelled=cancelled)


def change_segment(segment: LoggedSegment, *, cancelled: bool) -> cancelling.Consequences:
    return cancelling.change(cancelling.of_segments(LoggedSegment.objects.filter(pk=segment.pk)), cancelled=cancelled)


def cancelled_ones() -> int:
    return Interaction.objects.filter(cancelled=True).count()


def test_ci_59_a_canceled_interaction_counts_nowhere_and_stays_listed(mailed: list[Interaction]) -> None:
    change_one(mailed[0], cancelled=True)
    assert Interaction.objects.that_count().count() == 2
    assert Interaction.objects.logged().count() == 3


def test_ci_62_canceling_an_entry_cancels_its_interactions(entry: CampaignEntry, mailed: list[Interaction]) -> None:
    done = change_entry(entry, cancelled=True)
    entry.refresh_from_db()
    assert entry.cancelled
    assert (done.entries, done.interactions, cancelled_ones()) == (1, 3, 3)
    sums = of_rows.of_entries([entry])[entry.pk]
    assert (sums.number, sums.cost, sums.duration) == (3, Decimal("7.50"), 15)


def test_ci_64_taking_back_is_refused_under_a_canceled_entry(entry: CampaignEntry, mailed: list[Interaction]) -> None:
    change_entry(entry, cancelled=True)
    with pytest.raises(ParentCancelled, match=f"The campaign entry {entry.pk} Interactions is canceled"):
        change_one(mailed[0], cancelled=False)
    assert cancelled_ones() == 3


def test_ci_64_taking_back_is_refused_under_a_canceled_logged_segment(cp1: Campaign) -> None:
    segment = f.LoggedSegmentFactory(segment_number="SM1", description="Mailing")
    entry = f.CampaignEntryFactory(campaign=cp1, logged_segment=segment, segment_number="SM1")
    one = f.InteractionFactory(**of(entry, logged_segment=segment))
    change_segment(segment, cancelled=True)
    with pytest.raises(ParentCancelled, match="The logged segment SM1 Mailing is canceled"):
        change_one(one, cancelled=False)
    with pytest.raises(ParentCancelled, match="The logged segment SM1 Mailing is canceled"):
        change_entry(entry, cancelled=False)
    assert cancelled_ones() == 1


def test_ci_65_taking_an_entry_back_restores_those_canceled_alone_too(
    entry: CampaignEntry, mailed: list[Interaction]
) -> None:
    change_one(mailed[0], cancelled=True)
    change_entry(entry, cancelled=True)
    assert change_entry(entry, cancelled=False).interactions == 3
    entry.refresh_from_db()
    assert not entry.cancelled
    assert cancelled_ones() == 0


def test_cp_172_one_canceled_alone_counts_in_its_entry_no_more(entry: CampaignEntry, mailed: list[Interaction]) -> None:
    change_one(mailed[0], cancelled=True)
    assert of_rows.of_entries([entry])[entry.pk].number == 2
    change_entry(entry, cancelled=True)
    change_entry(entry, cancelled=False)
    change_one(mailed[0], cancelled=True)
    change_one(mailed[0], cancelled=False)
    assert of_rows.of_entries([entry])[entry.pk].number == 3


def test_a_logged_segment_takes_its_entries_and_interactions_along(cp1: Campaign) -> None:
    segment = f.LoggedSegmentFactory()
    entry = f.CampaignEntryFactory(campaign=cp1, logged_segment=segment, segment_number=segment.segment_number)
    f.InteractionFactory.create_batch(2, **of(entry, logged_segment=segment))
    f.InteractionFactory(logged_segment=segment)
    done = change_segment(segment, cancelled=True)
    assert (done.entries, done.interactions) == (1, 3)
    assert CampaignEntry.objects.get().cancelled
    assert change_segment(segment, cancelled=False).interactions == 3
    assert not LoggedSegment.objects.get().cancelled
    assert not CampaignEntry.objects.get().cancelled
    assert cancelled_ones() == 0


def test_companies_that_are_targets_by_what_is_canceled_are_counted_once(entry: CampaignEntry) -> None:
    company = f.CompanyFactory()
    for contact in (company, f.PersonFactory(company=company), f.CompanyFactory()):
        f.InteractionFactory(**of(entry, contact=contact, campaign_target=True))
    f.InteractionFactory(**of(entry))
    reach = cancelling.of_entries(CampaignEntry.objects.all())
    assert cancelling.consequences(reach, cancelled=True).companies == 2


def test_an_entry_that_comes_back_joins_the_one_that_gathers_by_now(
    entry: CampaignEntry, mailed: list[Interaction]
) -> None:
    change_entry(entry, cancelled=True)
    later = f.CampaignEntryFactory(campaign=entry.campaign)
    f.InteractionFactory(**of(later))
    assert change_entry(entry, cancelled=False).joined == 1
    assert CampaignEntry.objects.get() == later
    assert of_rows.of_entries([later])[later.pk].number == 4


def test_of_two_entries_that_come_back_together_one_gathers(entry: CampaignEntry, mailed: list[Interaction]) -> None:
    change_entry(entry, cancelled=True)
    other = f.CampaignEntryFactory(campaign=entry.campaign, cancelled=True)
    f.InteractionFactory(**of(other, cancelled=True))
    cancelling.change(cancelling.of_entries(CampaignEntry.objects.all()), cancelled=False)
    kept = CampaignEntry.objects.get()
    assert not kept.cancelled
    assert of_rows.of_entries([kept])[kept.pk].number == 4


def test_postponed_interactions_are_not_in_the_log() -> None:
    postponed = f.InteractionFactory(postponed=True)
    assert change_one(postponed, cancelled=True).interactions == 0
    assert cancelled_ones() == 0


def test_canceling_needs_no_more_statements_for_thirty_than_for_three(cp1: Campaign, queries: Queries) -> None:
    few, many = (f.CampaignEntryFactory(campaign=cp1, segment_number=number) for number in ("SM1", "SM2"))
    f.InteractionFactory.create_batch(3, **of(few))
    f.InteractionFactory.create_batch(30, **of(many))
    for_three = queries(lambda: change_entry(few, cancelled=True))
    assert queries(lambda: change_entry(many, cancelled=True)) == for_three
    for_three = queries(lambda: change_entry(few, cancelled=False))
    assert queries(lambda: change_entry(many, cancelled=False)) == for_three


def test_parents_are_held_before_they_are_canceled_so_that_nothing_counts_below_one(
    entry: CampaignEntry, mailed: list[Interaction]
) -> None:
    one = cancelling.of_interactions(Interaction.objects.filter(pk=mailed[0].pk))
    assert [list(rows) for rows in one.above] == [[], [entry]]


def test_can_4_canceling_offers_to_remove_the_files_that_only_these_have(
    entry: CampaignEntry, mailed: list[Interaction], settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    own, shared = f.AttachmentFactory(name="own.txt"), f.AttachmentFactory(name="shared.txt")
    Interaction.objects.filter(pk__in=[mailed[0].pk, mailed[1].pk]).update(attachment=own)
    Interaction.objects.filter(pk=mailed[2].pk).update(attachment=shared)
    f.InteractionFactory(attachment=shared)
    reach = cancelling.of_entries(CampaignEntry.objects.all())
    assert cancelling.consequences(reach, cancelled=True).files == 1
    cancelling.change(reach, cancelled=True, removes_files=True)
    assert [kept.name for kept in Attachment.objects.all()] == ["shared.txt"]
    assert [row.attachment for row in Interaction.objects.order_by("pk")] == [None, None, shared, shared]


def test_an_entry_of_a_segment_that_comes_back_joins_the_one_that_gathers_by_now(cp1: Campaign) -> None:
    segment = f.LoggedSegmentFactory(segment_number="SM1")
    entry = f.CampaignEntryFactory(campaign=cp1, logged_segment=segment, segment_number="SM1")
    f.InteractionFactory(**of(entry, logged_segment=segment))
    change_segment(segment, cancelled=True)
    later = f.CampaignEntryFactory(campaign=cp1, segment_number="SM1")
    f.InteractionFactory(**of(later))
    assert change_segment(segment, cancelled=False).joined == 1
    kept = CampaignEntry.objects.get()
    assert (kept, kept.logged_segment) == (later, segment)
    assert of_rows.of_entries([kept])[kept.pk].number == 2
