from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from core import sql


class OneQuestionBackend(ModelBackend):
    """Django's own users, groups and permissions, asked in one statement instead of two on every page."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            names = sql.rows(sql.PERMISSIONS, [user_obj.pk, user_obj.pk])
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        known: set[str] = user_obj._perm_cache  # not a copy: a page asks many times
        return known


def address_of_visitor(request: Any) -> str:
    """Where somebody who logs in comes from: behind a trusted proxy all would come from the proxy.

    The proxy writes the last address; what stands before it the visitor may have written himself.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.TRUSTED_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
