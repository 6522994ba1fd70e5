from django.contrib import admin

from contacts.models import Country, DiscountGroup, Language, PriceGroup


@admin.register(Country)
class CountryAdmin(admin.ModelAdmin):
    list_display = ["code", "name"]
    search_fields = ["code", "name"]


@admin.register(Language)
class LanguageAdmin(admin.ModelAdmin):
    list_display = ["code", "name"]


@admin.register(PriceGroup)
class PriceGroupAdmin(admin.ModelAdmin):
    list_display = ["code", "description", "allow_line_discount"]


@admin.register(DiscountGroup)
class DiscountGroupAdmin(admin.ModelAdmin):
    list_display = ["code", "description"]
