"""What a template says in each language, looked at with a contact's own values before it goes out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import may, permitted, person_of
from core.errors import Refused
from core.keys import row_in
from core.pages import work_day_of
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
    """GET shows the text, or begins it like another that the address names; POST saves it or, when asked to, only shows
    what a contact would get."""
    like = row_in(_texts(), request.GET.get("like", ""))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TextForm(*sent, instance=said, template=said.template, initial=_of(like) if like else {})
    valid, may_change = form.is_valid(), may(person_of(request), "change" if said.pk else "add", TemplateLanguage)
    context: dict[str, Any] = {"form": form, "text": said, "fields": FIELDS, "may_change": may_change}
    context |= {"like": like, "others": _texts().exclude(pk=said.pk).order_by("template__code", "language__name")}
    if valid and "preview" in request.POST:
        context |= _preview(request, form)
    elif valid and not may_change:
        raise PermissionDenied
    elif valid and _is_kept(request, form, like):
        return _back(said.template)
    return render(request, "interactions/text.html", context)


def _preview(request: HttpRequest, form: TextForm) -> dict[str, Any]:
    contact = form.cleaned_data["contact"]
    if contact is None:
        form.add_error("contact", _("Choose a contact whose letter you want to see."))
        return {}
    try:
        return {"preview": writing.preview(form.instance, contact=contact, day=work_day_of(request))}
    except Refused as refusal:
        form.add_error("contact", str(refusal))
        return {}


def _is_kept(request: HttpRequest, form: TextForm, like: TemplateLanguage | None) -> bool:
    asked = form.cleaned_data
    known = {"remove": asked.get("remove", False), "like": like, "by": person_of(request), "at": now()}
    try:
        texts.keep(form.instance, file=asked["file"], **known)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("%(row)s is saved.") % {"row": form.instance})
    return True


def _back(template: InteractionTemplate) -> HttpResponse:
    return redirect("interactions:texts", template.code)


def _of(like: TemplateLanguage) -> dict[str, str]:
    return {name: getattr(like, name) for name in ("description", "subject", "text")}


def _texts() -> QuerySet[TemplateLanguage]:
    return TemplateLanguage.objects.select_related("template", "language", "attachment")


def _found(code: str, language: str) -> TemplateLanguage:
    return get_object_or_404(_texts(), template__code=code, language__code=language)
