from segments.forms.acts import (
    AssignToSegmentForm,
    ContactForm,
    ExclusionForm,
    HoldOutForm,
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
    "HoldOutForm",
    "LineForm",
    "LogForm",
    "NumbersForm",
    "OpportunitiesForm",
    "SegmentChoice",
    "SegmentForm",
]
