from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from core import numbering
from core.models import CompanyInformation, Currency, ExchangeRate, NumberSeries, NumberSeriesUse, User

admin.site.register(User, UserAdmin)


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
    list_display = ["purpose", "series"]
