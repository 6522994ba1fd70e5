"""Opportunities with many contacts at once (4.10)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Contact
from core import blocks, numbering
from core.errors import Refused
from core.models import User
from opportunities import creation, estimates, progress, work
from opportunities.estimates import Estimate
from opportunities.models import OPPORTUNITIES, Action, Opportunity, OpportunityEntry, Status


class NoContacts(Refused):
    pass


def create_many(
    like: Opportunity,
    *,
    contacts: Sequence[Contact],
    estimate: Estimate | None = None,
    on: date,
    by: User,
    at: datetime,
) -> list[Opportunity]:
    """One such opportunity for each of the contacts, all or none; with an estimate they start at the first stage.

    A bounded number of batches. Refused without contacts (NoContacts), and otherwise as creation.create and
    progress.start.
    """
    if not contacts:
        raise NoContacts(_("There is no contact that an opportunity could be made for."))
    with transaction.atomic():
        creation.prepare(like, on=on, by=by)
        rows = [_with(like, contact) for contact in contacts]
        numbers, series = numbering.block(OPPORTUNITIES, of=Opportunity, count=len(rows))
        for row, number in zip(rows, numbers, strict=True):
            creation.refuse_blocked(row.contact)
            row.number, row.number_series = number, series
            row.status = Status.IN_PROGRESS if estimate else Status.NOT_STARTED
            row.changed(by=by, at=at)
        blocks.create(Opportunity, rows, by=by, at=at)
        if estimate:
            _start(rows, estimate, on=on, by=by, at=at)
    return rows


def _with(like: Opportunity, contact: Contact) -> Opportunity:
    return Opportunity(
        description=like.description,
        contact=contact,
        salesperson=like.salesperson,
        campaign=like.campaign,
        cycle=like.cycle,
        priority=like.priority,
        creation_date=like.creation_date,
        segment_number=like.segment_number,
    )


def _start(rows: Sequence[Opportunity], estimate: Estimate, *, on: date, by: User, at: datetime) -> None:
    progress.refuse_without_stages(rows[0])
    cycle = rows[0].cycle
    first = progress.stages_in(cycle)[0]
    entries = []
    for row in rows:
        entry = estimates.at_stage(estimate, stage=first, cycle=cycle, on=on)
        progress.refuse_without_estimate(entry)
        entry.opportunity, entry.action, entry.user = row, Action.FIRST, by
        entries.append(entry)
    blocks.create(OpportunityEntry, entries, by=by, at=at)
    work.begin(entries, by=by, at=at)
