"""Segments built by criteria of several kinds at once, beside the one INSERT or UPDATE that somebody writes by hand."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import connection, transaction

from core.models import User
from segments import building
from segments.criteria import Criteria
from segments.models import Segment, SegmentStep
from segments.stepping import Step, take
from tools.bench.data import DAY, FRESH, TO_LOG, Size
from tools.bench.measure import Limits, Operation
from tools.bench.writing import MOMENT

YEAR = "2025-01-01..2025-12-31"
SEVERAL = {
    "contact": {"country": "X2|X3"},
    "industry_groups": {"code": "X1*"},
    "bought": {"item": "I1*|I2*|I3*", "posting_date": YEAR},
    "interactions": {"date": YEAR},
}
FEW = {"mailing_groups": {"code": "FEW"}, "interactions": {"date": YEAR}}
"""As many contacts in every size."""
MANY = {"contact": {"country": "X2"}}

BY_HAND = """
    contact.country_id IN (SELECT id FROM contacts_country WHERE code IN ('X2', 'X3'))
    AND contact.party IN (
      SELECT carried.contact_id FROM contacts_industrygroup AS industry
      JOIN contacts_contactindustrygroup AS carried ON carried.code_id = industry.id WHERE industry.code LIKE 'X1%%')
    AND contact.{bought_by} IN ({buyers})
    AND {spoken}
"""
SPOKEN = """EXISTS (
      SELECT 1 FROM interactions_interaction AS interaction WHERE interaction.contact_id = contact.id
        AND interaction.date BETWEEN '2025-01-01' AND '2025-12-31'
        AND NOT interaction.cancelled AND NOT interaction.postponed)"""
BUYERS = """
    SELECT {buyer} FROM items_item AS item JOIN items_salesentry AS entry ON entry.item_id = item.id
    JOIN contacts_customer AS customer ON customer.id = entry.customer_id
    WHERE (item.number LIKE 'I1%%' OR item.number LIKE 'I2%%' OR item.number LIKE 'I3%%')
      AND entry.posting_date BETWEEN '2025-01-01' AND '2025-12-31'
"""
COMPANIES, PERSONS = (BUYERS.format(buyer=buyer) for buyer in ("customer.contact_id", "entry.contact_id"))
TO_ADD = BY_HAND.format(bought_by="id", buyers=f"{COMPANIES} UNION {PERSONS}", spoken=SPOKEN)
FITS = BY_HAND.format(bought_by="party", buyers=COMPANIES, spoken=SPOKEN)
OF_FEW = """
    contact.id IN (
      SELECT contact_id FROM contacts_contactmailinggroup AS carried
      JOIN contacts_mailinggroup AS mailing ON mailing.id = carried.code_id WHERE mailing.code = 'FEW') AND """
OF_FEW += SPOKEN
OF_MANY = "contact.country_id IN (SELECT id FROM contacts_country WHERE code = 'X2')"
ADDED = """
    INSERT INTO segments_segmentline (segment_id, contact_id, added_id, campaign_target, campaign_response, description,
      date, cost, duration, information_flow, initiated_by, evaluation, attempt_failed, subject, salesperson_id,
      correspondence_type)
    SELECT %s, contact.id, %s, TRUE, FALSE, 'Fresh', '{day}', 0, 0, '', '', '', FALSE, '', contact.salesperson_id,
      contact.correspondence_type
    FROM contacts_contact AS contact LEFT JOIN contacts_contact AS company ON company.id = contact.company_id
    WHERE {admitted} AND {fits}
    ORDER BY COALESCE(company.search_name, contact.search_name), contact.party, contact.type, contact.search_name,
      contact.id
"""
ADMITTED = """NOT contact.privacy_blocked AND NOT contact.exclude_from_segments AND NOT EXISTS (
    SELECT 1 FROM segments_segmentline AS line
    WHERE line.contact_id = contact.id AND line.segment_id = %s AND line.removed_id IS NULL)"""
NARROWED = """
    UPDATE segments_segmentline SET removed_id = %s WHERE segment_id = %s AND removed_id IS NULL AND {none} EXISTS (
      SELECT 1 FROM contacts_contact AS contact WHERE contact.id = segments_segmentline.contact_id AND {fits})
"""
COUNTED = "SELECT COUNT(*) FROM contacts_contact AS contact WHERE {admitted} AND {fits}"


def of_criteria(size: Size, person: User) -> Iterator[Operation]:
    """Nothing stays, so that each round builds the same. On little data Django takes longer to say a statement than the
    statement takes, so that only on much data a ratio says something."""
    fresh, full = Segment.objects.get(pk=FRESH), Segment.objects.get(pk=TO_LOG)
    much = size.contacts >= 100_000
    limits = Limits(ratio=1.5 if much else None, statements=6)
    beside = partial(Operation, "G7", limits=limits, same=int)

    def step(kind: SegmentStep.Kind, segment: Segment, typed: dict[str, dict[str, str]]) -> Callable[[], int]:
        asked = Step(kind, Criteria(typed, DAY, DAY))
        return partial(undone, lambda: taken(asked, segment, person))

    kinds = SegmentStep.Kind
    adding = step(kinds.ADD, fresh, MANY), "plain SQL", partial(undone, partial(added, OF_MANY))
    yield beside("add a fifth of the contacts", *adding)
    several = partial(undone, lambda: [count(TO_ADD), added(TO_ADD)][1])
    yield beside("add by four kinds of criteria", step(kinds.ADD, fresh, SEVERAL), "plain SQL, counted too", several)
    for kind, none in [(kinds.REDUCE, ""), (kinds.REFINE, "NOT")]:
        narrowed = partial(written, NARROWED.format(fits=FITS, none=none), TO_LOG, TO_LOG)
        name = f"{kind} {size.lines:,} lines by four kinds of criteria"
        yield beside(name, step(kind, full, SEVERAL), "plain SQL", partial(undone, narrowed))
    few = step(kinds.ADD, fresh, FEW), "plain SQL", partial(undone, partial(added, OF_FEW))
    yield beside("add as few contacts in every size", *few, limits=Limits(statements=6, growth=1.5))

    def preview() -> int:
        return building.preview(segment=fresh, contacts=Criteria(SEVERAL, DAY, DAY).contacts()).new

    limits = Limits(ratio=2 if much else None, statements=2)
    yield beside("count before adding", preview, "plain SQL", partial(count, TO_ADD), limits=limits)


def taken(step: Step, segment: Segment, person: User) -> int:
    """How many lines came or went."""
    found = take(step, segment=segment, by=person, at=MOMENT)
    return found.added if isinstance(found, building.Added) else found.lines


def added(fits: str) -> int:
    return written(ADDED.format(admitted=ADMITTED, fits=fits, day=DAY), FRESH, FRESH, FRESH)


def written(statement: str, *bound: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, bound)
        return int(cursor.rowcount)


def count(fits: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(admitted=ADMITTED, fits=fits), [FRESH])
        return int(cursor.fetchone()[0])


def undone(act: Callable[[], int]) -> int:
    with transaction.atomic():
        made = act()
        transaction.set_rollback(True)
    return made
