"""Form fields and widgets that every card uses alike."""

from typing import Any

from django import forms


class Day(forms.DateInput):
    """A day in the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
