"""A page that is sent twice does what it asks for once: each page has a mark of its own, remembered for a day."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

REMEMBERED = 24 * 3600
View = Callable[..., Any]


def new_mark() -> str:
    return str(uuid4())


def once(view: View) -> View:
    """A POST with the mark of an earlier one is led to where that led, or to the page while it is still at work.

    A page that is shown again, as something in it was refused, gets a new mark. A POST without a mark is taken as it
    comes. The template has `{% sent_once %}` in its form.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mark = _mark_in(request)
        if not mark:
            unmarked: HttpResponse = view(request, *args, **kwargs)
            return unmarked
        if not cache.add(mark, request.get_full_path(), REMEMBERED):
            messages.warning(request, _("This page was sent before; what it asks for is done once."))
            return HttpResponseRedirect(cache.get(mark) or request.get_full_path())
        try:
            response: HttpResponse = view(request, *args, **kwargs)
        except Exception:
            cache.delete(mark)
            raise
        if isinstance(response, HttpResponseRedirect):
            cache.set(mark, response.url, REMEMBERED)
        return response

    return answered


def _mark_in(request: HttpRequest) -> str:
    try:
        return f"once-{request.user.pk}-{UUID(request.POST.get('mark', ''))}"
    except ValueError:
        return ""
