"""The guide: one page that asks for an interaction, logs it, or keeps it for later."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.generic import View

from contacts.addresses import address_of
from contacts.channels import refusal
from contacts.models import Channel
from core.access import may, way_back
from core.dateformulas.views import asked_day
from core.errors import Refused
from core.keys import row_in
from core.once import once
from core.refusals import refusal_text
from interactions import recording, tasks
from interactions.attachments import dropping, keeping
from interactions.forms.guide import GuideForm
from interactions.models import Interaction, InteractionTemplate, TemplateLanguage
from interactions.views.starting import CONTACTS, refilled, started
from opportunities.models import Opportunity
from salespeople.models import Salesperson

LATER = "later"


class GuidePage(PermissionRequiredMixin, View):
    """The address says what it is about: `?contact=`, `?task=`, `?opportunity=`, `?campaign=`, `?salesperson=`,
    `?template=`, `?response=1` for a response to the campaign, `?fixed=1` for a contact that stays (CI-40), and in
    `?next=` the page to go back to. Asked again by the page itself, it keeps what was typed and fills in the rest.

    Context: `form`, `interaction` as it begins, `back` (where Cancel leads), `unwanted` (what speaks against reaching
    the contact by the page's own `channel`).
    """

    permission_required = "interactions.add_interaction"
    form_class: type[GuideForm] = GuideForm
    template_name = "interactions/guide.html"
    template: InteractionTemplate | None = None
    channel: Channel | None = None
    request: HttpRequest

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        if not self.changed:
            return self.shown(self.form(initial={"template_before": self.interaction.template_id}))
        typed = {name: request.GET.get(name, "") for name in self.form_class.base_fields}
        initial = refilled(typed, changed=self.changed, contact=self.contact, by=self.user)
        return self.shown(self.form(initial=initial))

    @method_decorator(once)
    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        later = request.POST.get("act") == LATER
        form = self.form(request.POST, files=request.FILES, later=later)
        if form.is_valid():
            try:
                self.enter(form, later=later)
            except Refused as refusal:
                form.add_error(None, refusal_text(refusal))
            else:
                return HttpResponseRedirect(self.back())
        return self.shown(form)

    @transaction.atomic
    def enter(self, form: GuideForm, *, later: bool) -> None:
        interaction, asked = form.instance, form.cleaned_data
        before = interaction.attachment_id
        interaction.date = interaction.date or self.user.day_of_work(today=self.now.date())
        interaction.attachment = self.attachment_of(interaction, asked.get("file"))
        known = {"by": self.user, "at": now(), "comments": asked["comments"]}
        if later:
            recording.postpone(interaction, **known)
        else:
            recording.record(interaction, **known, channel=self.channel, sends=asked.get("sends", False))
            if interaction.delivery:
                tasks.begin()
        if before and before != interaction.attachment_id:
            dropping.drop_unused([before])
        messages.success(self.request, _kept(interaction) if later else _logged(interaction, by=self.user))

    def attachment_of(self, interaction: Interaction, file: Any) -> Any:
        """The file chosen here, else what the interaction has of its own, else that of its template (INT-15)."""
        if file:
            return keeping.keep(file, name=file.name, by=self.user, at=now())
        return interaction.attachment if _has_own(interaction) else _attachment_of(interaction)

    @cached_property
    def interaction(self) -> Interaction:
        return started(self.request.GET, template=self.template, by=self.user, at=self.now)

    def form(self, data: Any = None, **options: Any) -> GuideForm:
        options |= {"contact": self.contact, "seller": self.seller, "place": self.place, "fixed": self.fixed}
        return self.form_class(data, instance=self.interaction, **options)

    @property
    def fixed(self) -> bool:
        return "fixed" in self.request.GET and self.interaction.contact is not None

    @cached_property
    def contact(self) -> Any:
        """The one that is chosen now."""
        sent = self.sent.get("contact")
        return self.interaction.contact if sent is None or self.fixed else row_in(CONTACTS, sent)

    @cached_property
    def seller(self) -> Any:
        sent = self.sent.get("salesperson")
        return self.interaction.salesperson if sent is None else row_in(Salesperson.objects.all(), sent)

    @property
    def place(self) -> Any:
        """Where the contact is on the day that is chosen now, if it is not at its own address."""
        sent = self.sent.get("date")
        day = self.interaction.date if sent is None else asked_day(sent)
        return address_of(self.contact, on=day) if self.contact and day else None

    @property
    def changed(self) -> str:
        """The field whose change the page tells; nothing when it is opened or sent."""
        name = self.request.htmx.trigger_name  # type: ignore[attr-defined]
        return name if name in self.form_class.base_fields else ""

    @property
    def sent(self) -> Any:
        return self.request.GET if self.changed else self.request.POST

    @property
    def user(self) -> Any:
        return self.request.user

    @cached_property
    def now(self) -> datetime:
        return localtime()

    def shown(self, form: GuideForm) -> HttpResponse:
        unwanted = refusal(self.contact, self.channel) if self.contact and self.channel else None
        context = {"form": form, "interaction": self.interaction, "back": self.back(), "unwanted": unwanted}
        return render(self.request, self.template_name, context)

    def back(self) -> str:
        """Where Cancel leads, and the page once it is sent."""
        return way_back(self.request, otherwise=self.otherwise_back())

    def otherwise_back(self) -> str:
        contact = self.interaction.contact
        return contact.get_absolute_url() if contact else reverse("contacts:list")


def _has_own(interaction: Interaction) -> bool:
    kept = interaction.attachment_id
    return kept is not None and not TemplateLanguage.objects.filter(attachment=kept).exists()


def _attachment_of(interaction: Interaction) -> Any:
    """That of the template in the language of the interaction (INT-15), else the one it has."""
    said = TemplateLanguage.objects.filter(template=interaction.template, language=interaction.language)
    found = said.select_related("attachment").first()
    return found.attachment if found and found.attachment else interaction.attachment


def _kept(interaction: Interaction) -> str:
    sentence = _("“%(description)s” waits among the postponed interactions until you finish it.")
    return sentence % {"description": interaction.description}


def _logged(interaction: Interaction, *, by: Any) -> str:
    """Where it belongs to no opportunity, one is offered (WIZ-10)."""
    sentence = _("“%(description)s” with %(contact)s is logged.")
    said = sentence % {"description": interaction.description, "contact": interaction.contact}
    if interaction.opportunity_id or not may(by, "add", Opportunity):
        return said
    where = reverse("interactions:new_opportunity", args=[interaction.pk])
    return format_html('{} <a class="alert-link" href="{}">{}</a>', said, where, _("Create an opportunity"))
