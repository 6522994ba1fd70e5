"""Who may open a page: a stranger is sent to the login, a person without the permission gets a plain 403. And where a
page may lead back to: to one of ours."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.utils.http import url_has_allowed_host_and_scheme

from core.models import User

View = Callable[..., Any]


def permitted(permission: str) -> Callable[[View], View]:
    """For function views; class views say `permission_required`."""

    def allow(view: View) -> View:
        guarded: View = login_required(permission_required(permission, raise_exception=True)(view))
        guarded.permission_required = permission  # type: ignore[attr-defined]  # read by the all-pages test
        return guarded

    return allow


def person_of(request: Any) -> Any:
    """Who asks for the page: logged in, as every page that needs to know says."""
    return request.user


def may(user: User, act: str, model: Any) -> bool:
    """May the person view, add, change or delete rows of the model?"""
    return user.has_perm(f"{model._meta.app_label}.{act}_{model._meta.model_name}")


def way_back(request: Any, *, otherwise: str) -> str:
    """The page that a form, or the address of its page, names in `next`, if it is one of ours."""
    wanted: str = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else otherwise
