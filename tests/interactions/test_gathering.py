"""Which campaign entry an interaction belongs to (CP-167, CI-74)."""

import pytest

from campaigns.models import Campaign
from core.models import User
from interactions import figures, gathering
from interactions.models import CampaignEntry, DocumentType
from tests import factories as f
from tests.factories import A_DAY
from tests.interactions.conftest import of

pytestmark = pytest.mark.django_db


def entry_for(campaign: Campaign, by: User, **more: str) -> CampaignEntry:
    return gathering.entry_for(
        campaign=campaign, date=A_DAY, salesperson=None, by=by, **{"description": "Interactions", **more}
    )


def test_cp_167_interactions_by_hand_share_one_entry(cp1: Campaign, ann: User) -> None:
    entry = entry_for(cp1, ann)
    assert (entry.segment_number, entry.description, entry.user) == ("", "Interactions", ann)
    f.InteractionFactory(**of(entry, cost=7, duration=3))
    sums = figures.of_entries([entry])[entry.pk]
    assert (sums.number, sums.cost, sums.duration) == (1, 7, 3)
    assert entry_for(cp1, ann) == entry
    f.InteractionFactory(**of(entry))
    assert figures.of_entries([entry])[entry.pk].number == 2


def test_documents_segments_and_campaigns_have_entries_of_their_own(cp1: Campaign, ann: User) -> None:
    made = [
        entry_for(cp1, ann),
        entry_for(cp1, ann, document_type=DocumentType.QUOTE),
        entry_for(cp1, ann, segment_number="SM1"),
        entry_for(f.CampaignFactory(), ann),
    ]
    assert len({entry.pk for entry in made}) == 4


def test_ci_74_a_canceled_entry_gathers_nothing_more(cp1: Campaign, ann: User) -> None:
    old = entry_for(cp1, ann)
    CampaignEntry.objects.update(cancelled=True)
    new = entry_for(cp1, ann)
    assert new != old
    assert not new.cancelled


def test_a_long_description_is_cut(cp1: Campaign, ann: User) -> None:
    assert len(entry_for(cp1, ann, description="x" * 150).description) == 100
