from django.contrib import admin

from items.models import ItemDiscountGroup, UnitOfMeasure


@admin.register(UnitOfMeasure, ItemDiscountGroup)
class CodedAdmin(admin.ModelAdmin):
    list_display = ["code", "description"]
    search_fields = ["code", "description"]
