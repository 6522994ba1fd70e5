from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from core import progress
from core.access import person_of
from core.importing import keeping, runs, tasks
from core.importing.forms import ColumnsForm, FileForm
from core.importing.kinds import Kind, kinds, open_to
from core.importing.pages import check_page, chosen, summary
from core.importing.records import offered
from core.models import Import, User

KEPT = timedelta(days=1)
State = Import.State


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Choose what to import and from which file; the file is kept until it is imported or put away."""
    user = person_of(request)
    allowed = _open_to(user)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*sent, offered=allowed, initial={"kind": request.GET.get("kind")})
    if form.is_valid():
        return _looked_at(_kept(form, user), user)
    choices = zip(form["kind"], allowed, strict=True)
    return render(request, "core/import.html", {"form": form, "choices": choices})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, how far it is, or what it did; a POST does it, unless it would no longer do the same."""
    user = person_of(request)
    record, kind = _found(user, pk)
    if record.is_at_work:
        return _progress(request, record, kind)
    if request.htmx:  # type: ignore[attr-defined]  # it was at work when it was asked last
        return HttpResponseClientRefresh()
    if record.is_over:
        return render(request, "core/import_record.html", {"record": record, "kind": kind})
    if request.method == "POST":
        return _confirmed(request, record, user)
    return render(request, "core/import_check.html", check_page(record, user))


@require_POST
@login_required
def mean(request: HttpRequest, pk: int) -> HttpResponse:
    """What the columns of the file mean, as a person says it; then the rows are looked at again."""
    user = person_of(request)
    record, kind = _found(user, pk, waiting=True)
    form = ColumnsForm(request.POST, columns=keeping.told_again(record).columns, headings=offered(kind, user))
    if not form.is_valid():
        return render(request, "core/import_check.html", check_page(record, user, form))
    record.columns |= form.said
    record.save(update_fields=["columns"])
    return _looked_at(record, user)


@require_POST
@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What a person says of rows that look like some that are here: of single lines, and of all others."""
    user = person_of(request)
    record, _kind = _found(user, pk, waiting=True)
    record.choices = chosen(request.POST, record)
    record.save(update_fields=["choices"])
    return _looked_at(record, user)


@require_POST
@login_required
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """For an import that was stopped from outside: nothing of it was written."""
    user = person_of(request)
    record, _kind = _found(user, pk)
    if not record.is_at_work or not progress.of(record).has_stopped:
        return redirect(record)
    if record.state == State.TAKING_BACK:
        return _taken_back(record, user)
    return _looked_at(record, user)


@require_POST
@login_required
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    user = person_of(request)
    record, kind = _found(user, pk, waiting=True)
    record.delete()
    messages.info(request, _("%(file)s was put away; nothing was imported.") % {"file": record})
    return HttpResponseRedirect(f"{reverse('core:import')}?kind={kind.code}")


@require_POST
@login_required
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    user = person_of(request)
    record, _kind = _found(user, pk)
    return _taken_back(record, user) if record.state == State.IMPORTED else redirect(record)


def _open_to(user: User) -> list[Kind]:
    allowed = open_to(user)
    if not allowed:
        raise PermissionDenied
    return allowed


def _found(user: User, pk: int, *, waiting: bool = False) -> tuple[Import, Kind]:
    """The import and its kind; `waiting` to be confirmed. What is not over is shown to whom it was checked for only."""
    records = Import.objects.seen_by(user).filter(kind__in=[kind.code for kind in _open_to(user)]).defer("content")
    if waiting:
        records = records.filter(state=State.CHECKED)
    record = get_object_or_404(records.select_related("uploaded_by", "imported_by", "taken_back_by"), pk=pk)
    return record, kinds[record.kind]


def _kept(form: FileForm, user: User) -> Import:
    Import.objects.filter(uploaded_at__lt=now() - KEPT, state__in=[State.CHECKING, State.CHECKED]).delete()
    file = form.cleaned_data["file"]
    return Import.objects.create(
        kind=form.chosen.code, name=file.name[:200], content=file.read(), uploaded_by=user, uploaded_at=now()
    )


def _looked_at(record: Import, user: User) -> HttpResponse:
    if not runs.goes_on(record, to=State.CHECKING):
        return redirect(record)
    if record.is_long:
        transaction.on_commit(partial(tasks.look.enqueue, record.pk, user.pk, get_language()))
    else:
        runs.look(record, user=user)
    return redirect(record)


def _taken_back(record: Import, user: User) -> HttpResponse:
    if runs.goes_on(record, to=State.TAKING_BACK):
        if record.wrote_much:
            enqueue = partial(tasks.take_back.enqueue, record.pk, user.pk, now().isoformat(), get_language())
            transaction.on_commit(enqueue)
        else:
            runs.take_back(record, by=user, at=now())
    return redirect(record)


def _confirmed(request: HttpRequest, record: Import, user: User) -> HttpResponse:
    if (choices := chosen(request.POST, record)) != record.choices:
        record.choices = choices
        record.save(update_fields=["choices"])
        messages.info(request, _("The rows were checked with your choices. Look at them before you import them."))
        return _looked_at(record, user)
    if request.POST.get("seen", "") != record.found.get("fingerprint"):
        messages.error(request, _("The rows were looked at again meanwhile. Look at them before you import them."))
        return redirect(record)
    if not runs.goes_on(record, to=State.WRITING):
        return redirect(record)
    if record.is_long:
        enqueue = partial(tasks.carry_out.enqueue, record.pk, user.pk, now().isoformat(), get_language())
        transaction.on_commit(enqueue)
        return redirect(record)
    runs.carry_out(record, by=user, at=now())
    record.refresh_from_db()
    if not record.is_over:
        return redirect(record)
    messages.success(request, summary(record))
    return redirect(kinds[record.kind].url_name)


def _progress(request: HttpRequest, record: Import, kind: Kind) -> HttpResponse:
    template = "core/import_progress.html"
    part = f"{template}#progress" if request.htmx else template  # type: ignore[attr-defined]
    return render(request, part, {"record": record, "kind": kind, "progress": progress.of(record)})
