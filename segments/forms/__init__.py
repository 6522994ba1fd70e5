from segments.forms.acts import (
    AssignToSegmentForm,
    ContactForm,
    ExclusionForm,
    LogForm,
    NumbersForm,
    OpportunitiesForm,
    SegmentChoice,
)
from segments.forms.header import SegmentForm
from segments.forms.line import LineForm

__all__ = [
    "AssignToSegmentForm",
    "ContactForm",
    "ExclusionForm",
    "LineForm",
    "LogForm",
    "NumbersForm",
    "OpportunitiesForm",
    "SegmentChoice",
    "SegmentForm",
]
