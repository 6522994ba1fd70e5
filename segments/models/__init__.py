from segments.models.line import SegmentLine, TargetExclusion
from segments.models.segment import SEGMENTS, Segment, SegmentStep

__all__ = ["SEGMENTS", "Segment", "SegmentLine", "SegmentStep", "TargetExclusion"]
