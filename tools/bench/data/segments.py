"""Segments with the lines of a step side by side."""

from segments.models import Segment, SegmentLine, SegmentStep
from tools.bench.data.sizes import ALL, CAMPAIGNS, DAY, FEW, FRESH, MANY, ONE, TO_LOG, WITH_PRICES, Size
from tools.bench.writing import insert


def segments(size: Size) -> None:
    """One segment a campaign, with the lines of a step side by side as they are when people add them."""
    insert(
        Segment,
        CAMPAIGNS,
        id="i",
        number="'SM' || i",
        description="'Segment ' || i",
        campaign_id="i",
        date="'2026-03-10'",
        campaign_target="TRUE",
    )
    insert(SegmentStep, CAMPAIGNS, id="i", segment_id="i", number="1", kind="'add'")
    in_each = size.lines // WITH_PRICES
    scattered = f"{MANY} + 1 + (i * 3) % {size.companies - MANY}"
    added = add_lines(in_each * WITH_PRICES, 0, segment=f"1 + (i - 1) / {in_each}", contact=scattered)
    added = add_lines(1, added, segment="1", contact=f"{ONE}")
    added = add_lines(1, added, segment="1", contact=f"{MANY}")
    added = add_lines(FEW - 1 - WITH_PRICES, added, segment=f"{WITH_PRICES} + i", contact=f"{MANY}")
    added = add_lines(1, added, segment=f"{FEW}", contact=f"{size.companies}")
    added = add_lines(size.contacts, added, segment=f"{ALL}", contact="i")
    ready = {"template_id": "1", "cost": "2.5", "duration": "5", "correspondence_type": "'hard copy'"}
    insert(Segment, 1, id=f"{TO_LOG}", number="'LOG'", description="'To log'", campaign_id="1", date=f"'{DAY}'")
    fresh = {"number": "'FRESH'", "description": "'Fresh'", "campaign_target": "TRUE"}
    insert(Segment, 1, id=f"{FRESH}", campaign_id=f"{FEW}", date=f"'{DAY}'", **fresh)
    for segment in (TO_LOG, FRESH):
        insert(SegmentStep, 1, id=f"{segment}", segment_id=f"{segment}", number="1", kind="'add'")
    ready |= {"date": f"'{DAY}'", "salesperson_id": "1 + i % 20", "target": "FALSE"}
    add_lines(size.lines, added, segment=f"{TO_LOG}", contact="i", **ready)


def add_lines(count: int, before: int, *, segment: str, contact: str, target: str = "TRUE", **values: str) -> int:
    """Answers how many lines there are now."""
    insert(
        SegmentLine,
        count,
        id=f"{before} + i",
        segment_id=segment,
        added_id=segment,
        contact_id=contact,
        campaign_target=target,
        **values,
    )
    return before + count
