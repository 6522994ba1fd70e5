"""What every page is framed with: icons from our sprite and the entries of the sidebar."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Library
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.addresses import address

register = Library()


register.simple_tag(address)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon; with a label it is a picture that screen readers name, without one it is decoration."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, sprite_address(), name
        )
    return decoration(name)


@cache
def decoration(name: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite_address(), name)


@cache
def sprite_address() -> str:
    return static("vendor/icons.svg")


@register.simple_tag
def steady(template: str, **told: str) -> SafeString:
    """A part of the frame that looks alike on every page and for everybody: drawn once a language."""
    return _drawn(template, get_language(), get_urlconf(), get_script_prefix(), **told)


@cache
def _drawn(template: str, _language: str | None, _urlconf: str | None, _prefix: str, **told: str) -> SafeString:
    return render_to_string(template, told)


@register.simple_tag(takes_context=True)
def entries(context: Context, listed: Sequence[Any]) -> SafeString:
    """Entries of the sidebar, but none whose page does not exist or whose page the user may not open.

    One is marked as the current one on its own page and on every page whose address begins with its own, except those
    below the pages named in its `apart`, which have entries of their own, and those `claimed` by an entry's `also`.
    """
    user, request, language = context.get("user") or AnonymousUser(), context["request"], get_language()
    view = request.resolver_match.view_name if request.resolver_match else ""
    claimed = view in (context.get("claimed") or ())
    links = []
    for entry in listed:
        address = address_of(entry.view)
        if address and (not entry.permission or user.has_perm(entry.permission)):
            current = view in entry.also.split() if claimed else is_current(entry, address, request.path)
            links.append(link_of(entry, address, language, current=current))
    return mark_safe("".join(links))  # noqa: S308 - each is HTML of ours


def is_current(entry: Any, address: str, path: str) -> bool:
    others = map(address_of, entry.apart.split())
    return is_within(path, address) and not any(is_within(path, other) for other in others)


@cache
def link_of(entry: Any, address: str, _language: str | None, *, current: bool) -> str:
    mark = SafeString(' aria-current="page"') if current else ""
    shown = '<li><a class="side-link" href="{}"{}>{}<span>{}</span></a></li>'
    return format_html(shown, address, mark, decoration(entry.icon), entry.label)


def is_within(path: str, address: str) -> bool:
    return path == address or (address != get_script_prefix() and bool(address) and path.startswith(address))


def address_of(view: str) -> str:
    """The address of a page, or nothing if there is no such page."""
    return known_address(view, get_urlconf(), get_script_prefix()) if view else ""


@cache
def known_address(view: str, urlconf: str | None, _prefix: str) -> str:
    try:
        return reverse(view, urlconf=urlconf)
    except NoReverseMatch:
        return ""
