"""The target question as SQL, for the hot statements of upper apps; `targets.py` asks the same by querysets.

Aliases: `member` is a contact with a line, `head` its company (or itself), `customer` the head's customer.
"""

ADMITTED = "NOT member.privacy_blocked AND NOT member.exclude_from_segments"
ENTITLED = "NOT head.privacy_blocked AND NOT head.no_campaign_prices AND NOT COALESCE(customer.blocked, FALSE)"

# The flagged lines of one company (bound: its party) by campaign. Whether the company is ENTITLED, the reader asks.
AIMED = f"""
    SELECT DISTINCT segment.campaign_id
    FROM contacts_contact AS member
    JOIN segments_segmentline AS line ON line.contact_id = member.id
    JOIN segments_segment AS segment ON segment.id = line.segment_id
    WHERE member.party = %s AND {ADMITTED}
      AND line.campaign_target AND line.removed_id IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM segments_targetexclusion AS exclusion
        WHERE exclusion.contact_id = member.party AND exclusion.campaign_id = segment.campaign_id)
"""  # noqa: S608 - only our own constants are put in; values are bound


# How one company (bound twice: its party) stands to every campaign it has a line of or is excluded from.
STANDINGS = f"""
    SELECT segment.campaign_id, MAX(CASE WHEN line.campaign_target AND {ADMITTED} THEN 2
      WHEN line.campaign_target THEN 1 ELSE 0 END)
    FROM contacts_contact AS member
    JOIN segments_segmentline AS line ON line.contact_id = member.id
    JOIN segments_segment AS segment ON segment.id = line.segment_id
    WHERE member.party = %s AND line.removed_id IS NULL AND segment.campaign_id IS NOT NULL
    GROUP BY segment.campaign_id
    UNION ALL
    SELECT campaign_id, 3 FROM segments_targetexclusion WHERE contact_id = %s
"""  # noqa: S608
