"""An opportunity is won or lost (4.11)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.conversion import create_as_customer
from contacts.models import Customer
from core.errors import Refused
from core.models import User
from opportunities import progress, work
from opportunities.models import Action, CloseOpportunityCode, Opportunity, OpportunityEntry, Status

Outcome = CloseOpportunityCode.Outcome


class NoReason(Refused):
    pass


class NoAmount(Refused):
    pass


class NotWon(Refused):
    pass


def close(
    opportunity: Opportunity,
    *,
    outcome: CloseOpportunityCode.Outcome,
    code: CloseOpportunityCode | None,
    on: date,
    amount: Decimal | None = None,
    cancel_work: bool = False,
    by: User | None,
    at: datetime,
) -> OpportunityEntry:
    """Close it as won, with the amount of the sale, or as lost; a prospect who bought becomes a customer (TO-164).

    Work that is still open for it is cancelled if asked for.

    Refused once it is closed (progress.AlreadyClosed); before the day of the last change (progress.WrongDay); without
    a reason of that outcome (NoReason); as won without an amount above zero (NoAmount); as won for a contact whose
    privacy is blocked and who is no customer yet (contacts PrivacyBlocked). Rules 3.13, 4.11, TO-151, TO-155.
    """
    with transaction.atomic():
        progress.locked(opportunity)
        progress.refuse_closed(opportunity)
        before = opportunity.active_entry()
        progress.refuse_earlier(before, on=on)
        _refuse_without_reason(code, outcome)
        value = sold_for(opportunity, amount) if outcome == Outcome.WON else Decimal(0)
        if outcome == Outcome.WON:
            _make_customer(opportunity, by=by, at=at)
        entry = _entry(outcome, before=before, value=value, on=on)
        entry.close_code = code
        if cancel_work:
            work.cancel(opportunity, by=by, on=on, at=at)
        return progress.record(opportunity, entry, before=before, by=by, at=at)


def lose_after_all(
    opportunity: Opportunity, *, code: CloseOpportunityCode | None, on: date, by: User | None, at: datetime
) -> OpportunityEntry:
    """What was won is lost: its quote or order is gone (QUO-5). Dated on the day it was won at the earliest.

    Refused unless it is won (NotWon), and without a reason for what is lost (NoReason).
    """
    with transaction.atomic():
        progress.locked(opportunity)
        before = opportunity.active_entry()
        if opportunity.status != Status.WON or before is None:
            raise NotWon(_("%(opportunity)s is not won.") % {"opportunity": opportunity})
        _refuse_without_reason(code, Outcome.LOST)
        entry = _entry(Outcome.LOST, before=before, value=Decimal(0), on=max(on, before.date))
        entry.close_code = code
        return progress.record(opportunity, entry, before=before, by=by, at=at)


def _refuse_without_reason(code: CloseOpportunityCode | None, outcome: CloseOpportunityCode.Outcome) -> None:
    if code is None or code.outcome != outcome:
        sentence = _("Choose the reason: a close opportunity code for %(outcome)s.")
        raise NoReason(sentence % {"outcome": outcome.label})


def sold_for(opportunity: Opportunity, amount: Decimal | None) -> Decimal:
    """The amount of its quote, if it has one with lines, else what was typed. Refused (NoAmount) unless above zero."""
    value = opportunity.quote_amount or amount
    if value is None or value <= 0:
        raise NoAmount(_("Type the sales amount; it lies above zero."))
    return value


def reasons_for(outcome: CloseOpportunityCode.Outcome) -> list[CloseOpportunityCode]:
    return list(CloseOpportunityCode.objects.filter(outcome=outcome))


def _entry(
    outcome: CloseOpportunityCode.Outcome, *, before: OpportunityEntry | None, value: Decimal, on: date
) -> OpportunityEntry:
    """It stands at no stage any more, so the figures of stage and cycle no longer count it (5.4)."""
    sure = Decimal(100) if outcome == Outcome.WON else Decimal(0)
    return OpportunityEntry(
        action=Action(outcome.value),
        date=on,
        closes_on=on,
        estimated_value=before.estimated_value if before else value,
        current_value=value,
        completed=Decimal(100),
        chances=sure,
        probability=sure,
    )


def _make_customer(opportunity: Opportunity, *, by: User | None, at: datetime) -> None:
    if Customer.objects.of(opportunity.contact) is None:
        create_as_customer(contact=opportunity.contact, by=by, at=at)
