"""Companies that look like one another: searched by the strings they share, and told apart for good (7.1, 7.2)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from contacts import sql
from contacts.models import Contact, Duplicate, DuplicateSearch, SearchedField, SearchString
from core.blocks import pieces
from core.progress import Tell, nobody

BLOCK = 1000


def generate(*, at: datetime, progress: Tell = nobody) -> int:
    """Make the search strings of all companies anew, then find all pairs; answers how many (DUP-7).

    Who is told apart stays so. Some statements for each thousand companies.
    """
    done, count = 0, Contact.objects.companies().count()
    for companies in _all_companies():
        SearchString.objects.keep(companies)
        progress(done := done + len(companies), count)
    with transaction.atomic():
        found = search()
        DuplicateSearch.objects.filter(pk=1).update(generated_at=at)
    return found


def search(of: Sequence[int] | None = None) -> int:
    """Bring the pairs up to date, all of them or those of some companies; answers how many share enough (DUP-4)."""
    lines = sql.telling_lines(of)
    hits = DuplicateSearch.get().hits(len(lines))
    found = sql.pairs(hits, lines=lines[: len(lines) - hits + 1], of=of) if lines else []
    matching = {(min(one, two), max(one, two)): count for one, two, count in found}
    with transaction.atomic():
        known = Duplicate.objects.all() if of is None else Duplicate.objects.of(of)
        gone = [pair.pk for pair in known.open() if (pair.contact_id, pair.other_id) not in matching]
        for keys in pieces(gone, BLOCK):
            Duplicate.objects.filter(pk__in=keys).delete()
        Duplicate.objects.bulk_create(
            [Duplicate(contact_id=one, other_id=two, matching=count) for (one, two), count in matching.items()],
            batch_size=BLOCK,
            update_conflicts=True,
            unique_fields=["contact", "other"],
            update_fields=["matching"],
        )
    return len(matching)


def looked_for(contact: Contact) -> int:
    """After a company was saved: how many others look the same and are not told apart; 0 when nobody wants to know.

    DUP-6; the caller shows where they are.
    """
    if not (contact.is_company and DuplicateSearch.get().is_automatic):
        return 0
    search([contact.pk])
    return Duplicate.objects.of([contact.pk]).open().count()


def tell_apart(pairs: QuerySet[Duplicate], *, separate: bool) -> int:
    """The pairs are two companies each, or are looked at again; answers how many changed (DUP-8)."""
    return (
        Duplicate.objects.filter(pk__in=pairs.order_by().values("pk"))
        .exclude(separate=separate)
        .update(separate=separate)
    )


def _all_companies() -> Iterator[list[Any]]:
    last = 0
    named = Contact.objects.companies().only("type", *SearchedField.values).order_by("pk")
    while companies := list(named.filter(pk__gt=last)[:BLOCK]):
        yield companies
        last = companies[-1].pk
