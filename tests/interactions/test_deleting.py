"""Deleting what was canceled (CI-67 to 74; CP-10, 169, 170, 173)."""

import pytest
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from campaigns.models import Campaign, CampaignComment
from core import deletion
from core.deletion import InUse
from interactions import deleting
from interactions.models import (
    Attachment,
    CampaignEntry,
    Interaction,
    InteractionComment,
    LoggedSegment,
    LoggedSegmentComment,
    TemplateLanguage,
)
from pricing.models import SalesPrice, Source
from tests import factories as f
from tests.conftest import Queries
from tests.interactions.conftest import of

pytestmark = pytest.mark.django_db


def left() -> list[int]:
    return list(Interaction.objects.order_by("pk").values_list("pk", flat=True))


def test_ci_67_only_canceled_interactions_are_deleted() -> None:
    f.InteractionFactory(cancelled=True)
    kept = f.InteractionFactory()
    assert deleting.delete_interactions(Interaction.objects.all()) == 1
    assert left() == [kept.pk]


def test_ci_68_those_of_another_campaign_remain(cp1: Campaign) -> None:
    f.InteractionFactory(cancelled=True, campaign=cp1)
    other = f.InteractionFactory(cancelled=True, campaign=f.CampaignFactory())
    assert deleting.delete_interactions(Interaction.objects.filter(campaign=cp1)) == 1
    assert left() == [other.pk]


def test_a_postponed_interaction_is_not_deleted_from_the_log() -> None:
    f.InteractionFactory(cancelled=True, postponed=True)
    assert deleting.delete_interactions(Interaction.objects.all()) == 0


def test_of_postponed_ones_only_those_go_that_nobody_finished_meanwhile() -> None:
    f.InteractionFactory(postponed=True, attachment=f.AttachmentFactory())
    finished = f.InteractionFactory(attachment=f.AttachmentFactory())
    assert deleting.delete_postponed(Interaction.objects.all()) == 1
    assert left() == [finished.pk]
    assert Attachment.objects.get() == finished.attachment


def test_comments_go_with_their_interaction() -> None:
    gone, kept = f.InteractionFactory(cancelled=True), f.InteractionFactory()
    for row in (gone, kept):
        InteractionComment.objects.create(interaction=row, text="A remark", date=row.date)
    deleting.delete_interactions(Interaction.objects.all())
    assert InteractionComment.objects.get().interaction == kept


def test_ci_73_a_shared_file_goes_with_the_last_that_has_it(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    shared = f.AttachmentFactory()
    name = shared.file.name
    first, second = f.InteractionFactory.create_batch(2, cancelled=True, attachment=shared)
    with django_capture_on_commit_callbacks(execute=True):
        deleting.delete_interactions(Interaction.objects.filter(pk=first.pk))
    assert Attachment.objects.get() == shared
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        deleting.delete_interactions(Interaction.objects.filter(pk=second.pk))
        assert default_storage.exists(name)  # until it is certain
    assert not Attachment.objects.exists()
    assert not default_storage.exists(name)


def test_a_file_that_a_template_or_a_segment_has_stays() -> None:
    of_template, of_segment = f.AttachmentFactory(), f.AttachmentFactory()
    f.TemplateLanguageFactory(attachment=of_template)
    f.SegmentFactory(attachment=of_segment)
    f.InteractionFactory(cancelled=True, attachment=of_template)
    f.InteractionFactory(cancelled=True, attachment=of_segment)
    deleting.delete_interactions(Interaction.objects.all())
    assert Attachment.objects.count() == 2


def test_cp_169_a_canceled_entry_goes_with_its_interactions(entry: CampaignEntry, mailed: list[Interaction]) -> None:
    doomed = f.CampaignEntryFactory(campaign=entry.campaign, cancelled=True)
    f.InteractionFactory.create_batch(2, **of(doomed, cancelled=True))
    assert deleting.delete_entries(CampaignEntry.objects.all()) == (1, 2)
    assert CampaignEntry.objects.get() == entry
    assert left() == [row.pk for row in mailed]


def test_cp_170_an_entry_that_is_not_canceled_cannot_be_deleted(
    entry: CampaignEntry, mailed: list[Interaction]
) -> None:
    assert deleting.delete_entries(CampaignEntry.objects.filter(pk=entry.pk)) == (0, 0)
    assert len(left()) == 3


def test_ci_74_deleting_the_canceled_entry_leaves_its_successor_alone(cp1: Campaign) -> None:
    old = f.CampaignEntryFactory(campaign=cp1, cancelled=True)
    f.InteractionFactory(**of(old, cancelled=True))
    new = f.CampaignEntryFactory(campaign=cp1)
    kept = f.InteractionFactory(**of(new))
    deleting.delete_entries(CampaignEntry.objects.all())
    assert left() == [kept.pk]


def test_ci_71_cp_173_what_a_deleted_logged_segment_made_points_to_it_no_more(cp1: Campaign) -> None:
    gone, kept = f.LoggedSegmentFactory(cancelled=True), f.LoggedSegmentFactory()
    LoggedSegmentComment.objects.create(logged_segment=gone, text="A remark", date=gone.created_on)
    entry = f.CampaignEntryFactory(campaign=cp1, logged_segment=gone, segment_number="SM1", cancelled=True)
    f.InteractionFactory(**of(entry, logged_segment=gone, cancelled=True))
    assert deleting.delete_segments(LoggedSegment.objects.all()) == 1
    assert LoggedSegment.objects.get() == kept
    assert not LoggedSegmentComment.objects.exists()
    row = Interaction.objects.get()
    assert (row.logged_segment, row.cancelled, row.campaign_entry) == (None, True, entry)
    assert CampaignEntry.objects.get().logged_segment is None


def test_deleting_needs_no_more_statements_for_thirty_than_for_three(cp1: Campaign, queries: Queries) -> None:
    few, many = (f.CampaignEntryFactory(campaign=cp1, cancelled=True) for _number in range(2))
    f.InteractionFactory.create_batch(3, **of(few, cancelled=True))
    f.InteractionFactory.create_batch(30, **of(many, cancelled=True))
    for_three = queries(lambda: deleting.delete_entries(CampaignEntry.objects.filter(pk=few.pk)))
    assert queries(lambda: deleting.delete_entries(CampaignEntry.objects.filter(pk=many.pk))) == for_three


def test_a_template_goes_with_its_languages_and_files() -> None:
    language = f.TemplateLanguageFactory(attachment=f.AttachmentFactory())
    deleting.delete_template(language.template)
    assert not TemplateLanguage.objects.exists()
    assert not Attachment.objects.exists()


def test_a_template_in_use_says_by_what() -> None:
    template = f.InteractionTemplateFactory(code="GOLF")
    f.InteractionFactory(template=template)
    f.EventTemplateFactory(template=template)
    with pytest.raises(InUse, match=r"GOLF A template cannot be deleted; it is used by: .*1 interaction\b"):
        deleting.delete_template(template)


def test_a_group_in_use_says_by_what() -> None:
    template = f.InteractionTemplateFactory()
    with pytest.raises(InUse, match="1 interaction template"):
        deletion.delete(template.group)


def test_cp_10_a_campaign_is_kept_by_its_segment_and_its_entries(cp1: Campaign) -> None:
    CampaignComment.objects.create(campaign=cp1, text="A remark", date=f.A_DAY)
    entries = [f.CampaignEntryFactory(campaign=cp1), f.CampaignEntryFactory(campaign=cp1, segment_number="SM9")]
    for entry in (*entries, entries[0]):
        f.InteractionFactory(**of(entry))
    segment = f.SegmentFactory(number="S1", campaign=cp1)
    f.SalesPriceFactory(campaign=cp1, source_type=Source.CAMPAIGN)
    others = f.SalesPriceFactory(campaign=f.CampaignFactory(number="K2"), source_type=Source.CAMPAIGN)
    with pytest.raises(InUse) as refused:
        deletion.delete(cp1)
    named = ", ".join(f"{entry.pk} {entry.description}" for entry in entries)
    listed = ("1 segment (S1 A segment)", f"2 campaign entries ({named})")
    for obstacle in ("1 segment", "2 campaign entries", "3 interactions", *listed):
        assert obstacle in str(refused.value)
    segment.delete()
    CampaignEntry.objects.update(cancelled=True)
    Interaction.objects.update(cancelled=True)
    deleting.delete_entries(CampaignEntry.objects.all())
    deletion.delete(cp1)
    assert SalesPrice.objects.get() == others
