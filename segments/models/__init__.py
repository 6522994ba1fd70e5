from segments.models.assignment import Assignment
from segments.models.line import SEE_HELD_OUT, SHOWN_OF_A_LINE, SegmentLine, TargetExclusion
from segments.models.logging import Logging
from segments.models.saved import SavedCriteria
from segments.models.segment import SEGMENTS, Segment, SegmentStep

__all__ = [
    "SEE_HELD_OUT",
    "SEGMENTS",
    "SHOWN_OF_A_LINE",
    "Assignment",
    "Logging",
    "SavedCriteria",
    "Segment",
    "SegmentLine",
    "SegmentStep",
    "TargetExclusion",
]
