from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from contacts.models import Channel
from core.errors import Refused
from interactions import automatic
from interactions.forms.guide import GuideForm
from interactions.forms.reaching import CallForm
from interactions.models import Event
from interactions.reaching import numbers_of
from interactions.views.guide import GuidePage


class CallPage(GuidePage):
    """A phone call: as the guide, with the template of outgoing calls; without one, the page says so (TEL-3)."""

    form_class = CallForm
    template_name = "interactions/call.html"
    channel = Channel.PHONE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.has_permission():
            try:
                self.template = automatic.needed_for(Event.CALL)
            except Refused as refusal:
                messages.error(request, str(refusal))
                return HttpResponseRedirect(self.back())
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: Any = None, **options: Any) -> GuideForm:
        self.interaction.correspondence_type = ""  # a call is not sent
        return super().form(data, numbers=numbers_of(self.contact) if self.contact else [], **options)
