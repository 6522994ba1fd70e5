"""Which campaign entry an interaction belongs to (14, decision 19)."""

import datetime

from django.db import transaction

from campaigns.models import Campaign
from core.models import User
from interactions.models import CampaignEntry
from salespeople.models import Salesperson


@transaction.atomic
def entry_for(
    *,
    campaign: Campaign,
    document_type: str = "",
    segment_number: str = "",
    date: datetime.date,
    salesperson: Salesperson | None,
    description: str,
    by: User | None,
) -> CampaignEntry:
    """The campaign's entry of this kind of document and segment, or a new one with these values (CEN-1, CP 6.1).

    All interactions by hand share one, as do all documents of a kind; a segment has its own. One that is canceled
    gathers nothing more (CEN-5b): the next interaction opens another. The entry is locked until the transaction
    ends, so that it is not canceled before the interaction stands in it. Postponed interactions have none (CEN-2).
    """
    entry, _created = CampaignEntry.objects.select_for_update().get_or_create(
        campaign=campaign,
        document_type=document_type,
        segment_number=segment_number,
        cancelled=False,
        defaults={"date": date, "salesperson": salesperson, "description": description[:100], "user": by},
    )
    return entry
