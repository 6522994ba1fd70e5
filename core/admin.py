from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core import deletion
from core.errors import Refused
from core.models import User


@admin.register(User)
class PersonAdmin(UserAdmin):
    """People and their roles. Nobody makes himself, or anybody, more than he is: only a superuser makes superusers."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        kept = () if request.user.is_superuser else ("is_superuser", "user_permissions")
        return [*super().get_readonly_fields(request, obj), *kept]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_touch(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_touch(request, obj) and super().has_delete_permission(request, obj)


def _may_touch(request: HttpRequest, person: User | None) -> bool:
    return bool(request.user.is_superuser or person is None or not person.is_superuser)


class SetUpAdmin(admin.ModelAdmin):
    """A set-up table whose rows are in use elsewhere: such a row is not deleted, and a sentence says by what."""

    actions = None

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is not None and self.has_delete_permission(request, row):
            try:
                deletion.refuse_if_in_use(row)
            except Refused as refusal:
                messages.error(request, str(refusal))
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", row.pk)
        return super().delete_view(request, object_id, extra_context)
