from typing import Any

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from campaigns.models import CampaignStatus, CampaignType
from core.admin import SetUpAdmin


def dot(colour: str, text: Any) -> SafeString:
    return format_html('<span class="dot dot-{}"></span> {}', colour, text)


class CampaignStatusForm(forms.ModelForm):
    class Meta:
        model = CampaignStatus
        fields = ["code", "description", "order", "next", "colour", "may_go_back", "needs_preflight"]
        widgets = {"colour": forms.RadioSelect}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        colour: Any = self.fields["colour"]
        colour.choices = [(key, dot(key, label)) for key, label in CampaignStatus.Colour.choices]


@admin.register(CampaignStatus)
class CampaignStatusAdmin(SetUpAdmin):
    form = CampaignStatusForm
    list_display = ["code", "order", "shown", "following", "may_go_back", "needs_preflight"]
    list_select_related = ["next"]

    @admin.display(description=_("Description"), ordering="description")
    def shown(self, status: CampaignStatus) -> SafeString:
        return dot(status.colour, status.description)

    @admin.display(description=_("Next status"))
    def following(self, status: CampaignStatus) -> Any:
        return status.next or _("by order")


@admin.register(CampaignType)
class CampaignTypeAdmin(SetUpAdmin):
    list_display = ["code", "description"]
    search_fields = ["code", "description"]
