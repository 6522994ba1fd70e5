from segments.models.assignment import Assignment
from segments.models.line import SegmentLine, TargetExclusion
from segments.models.segment import SEGMENTS, Segment, SegmentStep

__all__ = ["SEGMENTS", "Assignment", "Segment", "SegmentLine", "SegmentStep", "TargetExclusion"]
