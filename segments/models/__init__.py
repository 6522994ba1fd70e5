from segments.models.assignment import Assignment
from segments.models.line import SegmentLine, TargetExclusion
from segments.models.saved import SavedCriteria
from segments.models.segment import SEGMENTS, Segment, SegmentStep

__all__ = ["SEGMENTS", "Assignment", "SavedCriteria", "Segment", "SegmentLine", "SegmentStep", "TargetExclusion"]
