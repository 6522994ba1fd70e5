"""An interaction enters the log: typed, kept for later and finished, or recorded by itself (11, 12, 6.1)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.addresses import address_of
from contacts.models import Channel, Contact
from core.errors import Refused
from core.models import User
from interactions.models import CampaignEntry, DocumentType, Interaction, InteractionComment
from interactions.readiness import (
    NEEDED,
    TO_FINISH_LATER,
    channel_of,
    refuse_empty_email,
    refuse_unready,
    refuse_unsendable,
    refuse_unwanted,
)
from salespeople.models import Salesperson

MINUTE = timedelta(minutes=1)


class NoLongerPostponed(Refused):
    pass


def record(
    interaction: Interaction,
    *,
    by: User | None,
    at: datetime,
    comments: Sequence[str] = (),
    channel: Channel | None = None,
    sends: bool = False,
) -> Interaction:
    """Log an interaction, new or postponed: it counts from now on, in the campaign's entry if it has a campaign, and
    goes to the alternative address of its contact that holds on its day.

    The contact is reached by the `channel`, else by the one of its correspondence type. An e-mail that it `sends` waits
    to be sent, which whoever calls begins (tasks.begin). Refused, with nothing written: what is not ready for the log
    (`readiness`: WIZ-1, 4, 9 and CON-32), a contact who does not want the channel (NotWanted, decision 16), and a
    postponed one that was finished or deleted meanwhile (NoLongerPostponed).
    """
    refuse_unready(interaction, NEEDED)
    _place(interaction)
    refuse_unwanted(interaction.contact, channel or channel_of(interaction))
    refuse_empty_email(interaction)
    if sends:
        refuse_unsendable(interaction)
        interaction.delivery = Interaction.Delivery.IN_PROGRESS
    with transaction.atomic():
        _refuse_finished(interaction)
        interaction.postponed = False
        gather([interaction], by=by)
        return _written(interaction, by=by, at=at, comments=comments)


def postpone(interaction: Interaction, *, by: User | None, at: datetime, comments: Sequence[str] = ()) -> Interaction:
    """Keep an interaction to be finished later: it counts nowhere, and no campaign entry has it (WIZ-5, CEN-2).

    Refused as `record`, but only the contact and the template need be known.
    """
    refuse_unready(interaction, TO_FINISH_LATER)
    _place(interaction)
    with transaction.atomic():
        _refuse_finished(interaction)
        interaction.postponed, interaction.campaign_entry = True, None
        return _written(interaction, by=by, at=at, comments=comments)


def record_all(interactions: Sequence[Interaction], *, by: User | None, at: datetime) -> None:
    """Log what recorded itself, checked by who made it, in five statements however many they are."""
    for interaction in interactions:
        _prepare(interaction, by=by, at=at)
    with transaction.atomic():
        gather(interactions, by=by)
        Interaction.objects.bulk_create(interactions)


def gather(interactions: Sequence[Interaction], *, by: User | None) -> None:
    """Give each interaction the entry of its campaign, document type and segment; a cancelled one gets no new ones.

    The first makes the entry, with its date and salesperson (14, CEN-1; decision 19).
    """
    of_campaigns = [each for each in interactions if each.campaign]
    if not of_campaigns:
        return
    entries = _entries_for(of_campaigns)
    missing = {_key(each): each for each in reversed(of_campaigns) if _key(each) not in entries}
    if missing:  # of two who make the same entry at once, one finds the other's
        CampaignEntry.objects.bulk_create((_entry_of(each, by=by) for each in missing.values()), ignore_conflicts=True)
        entries = _entries_for(of_campaigns)
    for each in of_campaigns:
        each.campaign_entry = entries[_key(each)]


def full_minute(moment: datetime) -> time:
    """The time of day, rounded up to the full minute within its day (12.1)."""
    whole = moment.replace(second=0, microsecond=0)
    up = whole if whole == moment else whole + MINUTE
    return up.time() if up.date() == moment.date() else whole.time()


def seller_for(contact: Contact | None, *, by: User) -> Salesperson | None:
    """Who talked: the person himself, else the contact's salesperson (WIZ-6)."""
    own = Salesperson.objects.of(by)
    known = contact.salesperson if contact else None
    return own or (known if known and not known.blocked else None)


def _refuse_finished(interaction: Interaction) -> None:
    """Of two who finish a postponed one, or finish one that is logged, the second is told."""
    if interaction.pk is None:
        return
    if not Interaction.objects.postponed().select_for_update().filter(pk=interaction.pk).exists():
        raise NoLongerPostponed(_("This interaction was finished or deleted meanwhile. Look for it in the log."))


def _place(interaction: Interaction) -> None:
    """The contact is where it is on the day of the interaction (WIZ-7, ALT-3)."""
    contact, day = interaction.contact, interaction.date
    interaction.alternative_address = address_of(contact, on=day) if contact and day else None


def _prepare(interaction: Interaction, *, by: User | None, at: datetime) -> None:
    """What every way in fills in alike. A flag without a campaign would mean nothing."""
    if interaction.template:
        interaction.group = interaction.template.group
        interaction.description = interaction.description or interaction.template.description
    if not interaction.campaign:
        interaction.campaign_target = interaction.campaign_response = False
    interaction.user, interaction.at = by, at


def _written(interaction: Interaction, *, by: User | None, at: datetime, comments: Sequence[str]) -> Interaction:
    _prepare(interaction, by=by, at=at)
    interaction.save()
    InteractionComment.objects.bulk_create(
        InteractionComment(interaction=interaction, date=interaction.date, text=text, author=by) for text in comments
    )
    return interaction


Key = tuple[int | None, str, str]


def _key(row: Interaction | CampaignEntry) -> Key:
    return row.campaign_id, row.document_type, row.segment_number


def _entries_for(interactions: Sequence[Interaction]) -> dict[Key, CampaignEntry]:
    """Locked, so that nobody cancels one while it gets another interaction."""
    rows = CampaignEntry.objects.filter(cancelled=False, campaign__in={each.campaign_id for each in interactions})
    wanted = {_key(each) for each in interactions}
    found = rows.filter(document_type__in={key[1] for key in wanted}, segment_number__in={key[2] for key in wanted})
    return {_key(entry): entry for entry in found.select_for_update()}


def _entry_of(first: Interaction, *, by: User | None) -> CampaignEntry:
    kind = str(DocumentType(first.document_type).label) if first.document_type else _("Interactions")
    return CampaignEntry(
        campaign=first.campaign,
        document_type=first.document_type,
        segment_number=first.segment_number,
        description=kind,
        date=first.date,
        salesperson=first.salesperson,
        user=by,
    )
