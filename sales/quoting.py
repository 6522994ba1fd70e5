"""The quote of an opportunity: made from it, and its number and amount told to it (decision 30)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refused
from core.models import NoRate, User
from core.money import rounded
from opportunities import closing, progress
from opportunities.models import CloseOpportunityCode, Opportunity, Status
from sales import documents
from sales.models import SalesDocument, total_of_document


class NotInProgress(Refused):
    pass


class HasQuote(Refused):
    pass


def quote_for(opportunity: Opportunity, *, on: date, by: User, at: datetime) -> SalesDocument:
    """A quote for the contact of the opportunity, with its salesperson and campaign; the opportunity has its number.

    Refused unless the opportunity is in progress (NotInProgress, TO-157), when it has a quote already (HasQuote), and
    for a contact who gets none (documents.create).
    """
    with transaction.atomic():
        progress.locked(opportunity)
        _refuse(opportunity)
        quote = SalesDocument(
            sell_to=opportunity.contact,
            document_date=on,
            salesperson=opportunity.salesperson,
            campaign=opportunity.campaign,
            opportunity=opportunity,
        )
        documents.create(quote, by=by, at=at)
        opportunity.quote_number, opportunity.quote_amount = quote.number, Decimal(0)
        opportunity.changed(by=by, at=at)
        opportunity.save()
    return quote


def tell_opportunity(document: SalesDocument) -> None:
    """What the lines come to now, in local currency; blank while the currency has no rate. Others are told nothing."""
    if document.opportunity_id is not None:
        Opportunity.objects.filter(pk=document.opportunity_id).update(quote_amount=_local_amount(document))


def delete(
    document: SalesDocument, *, code: CloseOpportunityCode | None = None, on: date, by: User, at: datetime
) -> None:
    """Delete a quote or an order: its opportunity has none any more. One that was won is lost with it, for the reason
    that the code says (QUO-5).

    Refused for a posted order (documents.delete); without a reason when the opportunity is won (closing NoReason).
    """
    with transaction.atomic():
        won = won_with(document)
        documents.delete(document, by=by, at=at)
        if document.opportunity_id is not None:
            Opportunity.objects.filter(pk=document.opportunity_id).update(quote_number="", quote_amount=None)
        if won:
            closing.lose_after_all(won, code=code, on=on, by=by, at=at)


def won_with(document: SalesDocument) -> Opportunity | None:
    """The opportunity that is won and would be lost without the document."""
    opportunity: Opportunity | None = document.opportunity
    return opportunity if opportunity and opportunity.status == Status.WON else None


def _local_amount(document: SalesDocument) -> Decimal | None:
    (amount,) = SalesDocument.objects.filter(pk=document.pk).values_list(total_of_document())[0]
    try:
        rate = document.currency.rate(on=document.document_date) if document.currency else Decimal(1)
    except NoRate:
        return None
    return rounded(amount * rate)


def _refuse(opportunity: Opportunity) -> None:
    if opportunity.status != Status.IN_PROGRESS:
        sentence = _("%(opportunity)s is not in progress. A quote is made for an opportunity that is.")
        raise NotInProgress(sentence % {"opportunity": opportunity})
    if opportunity.quote_number:
        sentence = _("%(opportunity)s has the quote %(quote)s already.")
        raise HasQuote(sentence % {"opportunity": opportunity, "quote": opportunity.quote_number})
