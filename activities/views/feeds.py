"""What calendar programs fetch: without a login by a secret address, or one task as a file; and who gets an address."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_GET, require_POST, require_safe

from activities import feeds, subscribing
from activities.models import Task
from core.access import permitted, person_of, way_back
from salespeople.models import Salesperson, Team

CALENDAR = "text/calendar; charset=utf-8"
SECRET = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
OWNERS: dict[str, type[Salesperson | Team]] = {"salesperson": Salesperson, "team": Team}


@require_safe
@conditional_page
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The tasks behind a secret address; every other address has the same answer: there is nothing."""
    owner = subscribing.owner_behind(secret)
    if owner is None:
        return HttpResponseNotFound(
            _("There is nothing here."), content_type="text/plain; charset=utf-8", headers=SECRET
        )
    body = feeds.feed_of(owner, on=localdate(), site=_site(request))
    tag = {"ETag": f'"{sha256(body).hexdigest()}"'}
    return HttpResponse(body, content_type=CALENDAR, headers={**SECRET, **tag})


@require_GET
@permitted("activities.view_task")
def task_file(request: HttpRequest, number: str) -> HttpResponse:
    task = get_object_or_404(Task.objects.for_list(), number=number)
    body = feeds.calendar_of([task], name=task.description, uid=feeds.uid_of(task), site=_site(request))
    named = {"Content-Disposition": f'attachment; filename="{task.number}.ics"'}
    return HttpResponse(body, content_type=CALENDAR, headers=named)


@require_POST
@permitted("activities.view_task")
def renew(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    owner = _owner(request, kind, code)
    subscribing.renew(owner, at=now())
    messages.success(request, _("There is a new calendar address. An old one shows nothing any more."))
    return HttpResponseRedirect(way_back(request, otherwise=owner.get_absolute_url()))


@require_POST
@permitted("activities.view_task")
def revoke(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    owner = _owner(request, kind, code)
    subscribing.revoke(owner)
    messages.success(request, _("The calendar address is revoked: it shows nothing any more."))
    return HttpResponseRedirect(way_back(request, otherwise=owner.get_absolute_url()))


def _owner(request: HttpRequest, kind: str, code: str) -> subscribing.Owner:
    if kind not in OWNERS:
        raise Http404
    person = person_of(request)
    owner: Any = get_object_or_404(OWNERS[kind]._default_manager, code=code)
    if not subscribing.may_subscribe(owner, by=person):
        raise PermissionDenied
    return owner  # type: ignore[no-any-return]


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
