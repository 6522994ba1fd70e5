"""A refusal becomes a message of the page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.errors import Refused


@contextmanager
def refusals_shown(request: HttpRequest) -> Iterator[None]:
    """Turn a refusal into a message, with the way to the page that mends it."""
    try:
        with transaction.atomic():
            yield
    except Refused as refusal:
        messages.error(request, refusal_text(refusal))


def refusal_text(refusal: Refused) -> str:
    if not refusal.where:
        return str(refusal)
    address = resolve_url(refusal.where)
    return format_html('{} <a class="alert-link" href="{}">{}</a>', refusal, address, _("Open the page"))
