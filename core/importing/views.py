from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import Refused
from core.importing.checking import Check, check, run
from core.importing.drafts import Outcome
from core.importing.forms import FileForm
from core.importing.kinds import Kind, kinds, open_to
from core.importing.reading import Unreadable
from core.models import ImportFile, User
from core.pages import refusal_text

MOST_SHOWN = 200
KEPT = timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Choose what to import and from which file; the file is kept until it is imported or put away."""
    user: Any = request.user
    offered = open_to(user)
    if not offered:
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*sent, offered=offered, initial={"kind": request.GET.get("kind")})
    if form.is_valid():
        return redirect("core:import_check", pk=_kept(form, user).pk)
    choices = zip(form["kind"], offered, strict=True)
    return render(request, "core/import.html", {"form": form, "choices": choices})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, row by row; a POST does it, unless it would no longer do the same."""
    user: Any = request.user
    file, kind = _waiting(user, pk)
    if request.method == "POST":
        return _confirmed(request, file, kind, user)
    context: dict[str, Any] = {"file": file, "kind": kind}
    try:
        context["check"] = check(kind, bytes(file.content), user=user)
        context["drafts"] = context["check"].most_telling(MOST_SHOWN)
    except Unreadable as refusal:
        context["refusal"] = str(refusal)
    return render(request, "core/import_check.html", context)


@require_POST
@login_required
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    file, kind = _waiting(user, pk)
    file.delete()
    messages.info(request, _("%(file)s was put away; nothing was imported.") % {"file": file})
    return HttpResponseRedirect(f"{reverse('core:import')}?kind={kind.code}")


def _waiting(user: User, pk: int) -> tuple[ImportFile, Kind]:
    offered = open_to(user)
    if not offered:
        raise PermissionDenied
    file = get_object_or_404(ImportFile, pk=pk, kind__in=[kind.code for kind in offered])
    return file, kinds[file.kind]


def _kept(form: FileForm, user: User) -> ImportFile:
    ImportFile.objects.filter(uploaded_at__lt=now() - KEPT).delete()
    file = form.cleaned_data["file"]
    return ImportFile.objects.create(
        kind=form.chosen.code, name=file.name[:200], content=file.read(), uploaded_by=user, uploaded_at=now()
    )


def _confirmed(request: HttpRequest, file: ImportFile, kind: Kind, user: User) -> HttpResponse:
    try:
        done = run(kind, bytes(file.content), user=user, at=now(), seen=request.POST.get("seen", ""))
    except Refused as refusal:
        messages.error(request, refusal_text(refusal))
        return redirect("core:import_check", pk=file.pk)
    file.delete()
    messages.success(request, _summary(done))
    return redirect(kind.url_name)


def _summary(done: Check) -> str:
    counts = done.counts
    sentence = _("%(kind)s imported: %(new)d new, %(changed)d changed, %(same)d unchanged.")
    return sentence % {
        "kind": done.kind.label,
        "new": counts[Outcome.NEW],
        "changed": counts[Outcome.CHANGED],
        "same": counts[Outcome.UNCHANGED],
    }
