"""What a template says in each language, looked at with a contact's own values before it goes out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import may, permitted
from core.errors import Refused
from interactions.forms.content import TextForm
from interactions.letters import texts, writing
from interactions.letters.merging import FIELDS
from interactions.models import InteractionTemplate, TemplateLanguage


@require_GET
@permitted("interactions.view_templatelanguage")
def texts_of(request: HttpRequest, code: str) -> HttpResponse:
    template = get_object_or_404(InteractionTemplate, code=code)
    known = template.languages.select_related("language", "attachment").order_by("language__name")
    return render(request, "interactions/texts.html", {"template": template, "texts": known})


@require_http_methods(["GET", "POST"])
@permitted("interactions.add_templatelanguage")
def new(request: HttpRequest, code: str) -> HttpResponse:
    template = get_object_or_404(InteractionTemplate, code=code)
    try:
        texts.refuse_if_recorded(template)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _back(template)
    return _page(request, TemplateLanguage(template=template))


@require_http_methods(["GET", "POST"])
@permitted("interactions.view_templatelanguage")
def text(request: HttpRequest, code: str, language: str) -> HttpResponse:
    return _page(request, _found(code, language))


@require_POST
@permitted("interactions.delete_templatelanguage")
def delete(request: HttpRequest, code: str, language: str) -> HttpResponse:
    said = _found(code, language)
    texts.delete(said)
    messages.success(request, _("%(row)s is deleted.") % {"row": said})
    return _back(said.template)


def _page(request: HttpRequest, said: TemplateLanguage) -> HttpResponse:
    """GET shows the text; POST saves it or, when asked to, only shows what a contact would get."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TextForm(*sent, instance=said, template=said.template)
    valid, may_change = form.is_valid(), may(_user(request), "change" if said.pk else "add", TemplateLanguage)
    context: dict[str, Any] = {"form": form, "text": said, "fields": FIELDS, "may_change": may_change}
    if valid and "preview" in request.POST:
        context |= _preview(request, form)
    elif valid and not may_change:
        raise PermissionDenied
    elif valid and _is_kept(request, form):
        return _back(said.template)
    return render(request, "interactions/text.html", context)


def _preview(request: HttpRequest, form: TextForm) -> dict[str, Any]:
    contact = form.cleaned_data["contact"]
    if contact is None:
        form.add_error("contact", _("Choose a contact whose letter you want to see."))
        return {}
    try:
        return {
            "preview": writing.preview(
                form.instance, contact=contact, day=_user(request).day_of_work(today=localdate())
            )
        }
    except Refused as refusal:
        form.add_error("contact", str(refusal))
        return {}


def _is_kept(request: HttpRequest, form: TextForm) -> bool:
    asked = form.cleaned_data
    try:
        texts.keep(form.instance, file=asked["file"], remove=asked.get("remove", False), by=_user(request), at=now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("%(row)s is saved.") % {"row": form.instance})
    return True


def _user(request: HttpRequest) -> Any:
    return request.user


def _back(template: InteractionTemplate) -> HttpResponse:
    return redirect("interactions:texts", template.code)


def _found(code: str, language: str) -> TemplateLanguage:
    rows = TemplateLanguage.objects.select_related("template", "language", "attachment")
    return get_object_or_404(rows, template__code=code, language__code=language)
