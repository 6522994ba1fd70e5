"""What contacts are asked about to come into a segment, to leave it, or to stay in it (4.1)."""

from segments.criteria.asking import Criteria
from segments.criteria.sources import SOURCES, Source

__all__ = ["SOURCES", "Criteria", "Source"]
