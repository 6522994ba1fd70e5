from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from segments.building import SegmentGone

View = Callable[..., HttpResponse]


def while_it_stands(view: View) -> View:
    """Who works on a segment that is logged or deleted at that moment is told, and led to the list."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SegmentGone as refusal:
            messages.error(request, str(refusal))
            return redirect("segments:list")

    return answered
