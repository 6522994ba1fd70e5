"""What every page is framed with: icons from our sprite and the entries of the sidebar."""

from functools import cache

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Library
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()


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


@register.simple_tag(takes_context=True)
def entry(context: Context, view: str, icon_name: str, label: str, permission: str = "", apart: str = "") -> str:
    """One entry of the sidebar, or nothing where its page does not exist or the user may not open it.

    It is marked as the current one on its own page and on every page whose address begins with its own, except those
    below the pages named in `apart`, which have entries of their own.
    """
    address = address_of(view)
    user = context.get("user") or AnonymousUser()
    if not address or (permission and not user.has_perm(permission)):
        return ""
    path = context["request"].path
    others = map(address_of, apart.split())
    current = is_within(path, address) and not any(is_within(path, other) for other in others)
    return format_html(
        '<li><a class="side-link" href="{}"{}>{}<span>{}</span></a></li>',
        address,
        SafeString(' aria-current="page"') if current else "",
        decoration(icon_name),
        label,
    )


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
