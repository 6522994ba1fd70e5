from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core import deletion, numbering
from core.errors import Refused
from core.models import CompanyInformation, Currency, ExchangeRate, NumberSeries, NumberSeriesUse, User


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


@admin.register(Currency)
class CurrencyAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "amount_rounding", "unit_amount_rounding"]


@admin.register(ExchangeRate)
class ExchangeRateAdmin(admin.ModelAdmin):
    list_display = ["currency", "starting_date", "rate"]
    list_filter = ["currency"]
    date_hierarchy = "starting_date"


@admin.register(CompanyInformation)
class CompanyInformationAdmin(admin.ModelAdmin):
    pass


@admin.register(NumberSeries)
class NumberSeriesAdmin(admin.ModelAdmin):
    list_display = ["code", "description", "next_number", "ending_number", "allow_manual"]


class NumberSeriesUseForm(forms.ModelForm):
    purpose = forms.ChoiceField(choices=lambda: [(use.code, use.label) for use in numbering.purposes.values()])


@admin.register(NumberSeriesUse)
class NumberSeriesUseAdmin(admin.ModelAdmin):
    form = NumberSeriesUseForm
    list_display = ["purpose_label", "series"]

    @admin.display(description=NumberSeriesUse._meta.get_field("purpose").verbose_name, ordering="purpose")
    def purpose_label(self, use: NumberSeriesUse) -> str:
        return str(numbering.purposes[use.purpose].label) if use.purpose in numbering.purposes else use.purpose
