from segments.models.assignment import Assignment
from segments.models.decided import Decided
from segments.models.line import SegmentLine, TargetExclusion
from segments.models.logging import Logging
from segments.models.segment import SEGMENTS, Segment, SegmentStep

__all__ = [
    "SEGMENTS",
    "Assignment",
    "Decided",
    "Logging",
    "Segment",
    "SegmentLine",
    "SegmentStep",
    "TargetExclusion",
]
