"""A page that is sent twice does what it asks for once."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from core.once import once


class Messages(BaseStorage):
    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: Any, response: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return []


def sent(mark: str) -> HttpRequest:
    request = RequestFactory().post("/make/", {"mark": mark})
    request.user = AnonymousUser()
    request._messages = Messages(request)  # type: ignore[attr-defined]
    return request


@pytest.fixture(autouse=True)
def nothing_sent() -> None:
    cache.clear()


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def make(made: list[str]) -> Any:
    @once
    def view(request: HttpRequest) -> HttpResponse:
        made.append(request.POST["mark"])
        return HttpResponseRedirect(f"/made/{len(made)}/")

    return view


def test_the_second_time_leads_to_where_the_first_one_led(make: Any, made: list[str]) -> None:
    mark = str(uuid4())
    assert [make(sent(mark)).url for _time in range(2)] == ["/made/1/", "/made/1/"]
    assert made == [mark]


def test_another_page_is_done_too_and_one_without_a_mark_always(make: Any, made: list[str]) -> None:
    for mark in (str(uuid4()), str(uuid4()), "", "no mark", ""):
        make(sent(mark))
    assert len(made) == 5


def test_while_the_first_is_at_work_the_second_leads_to_the_page() -> None:
    mark, inside = str(uuid4()), list[Any]()

    @once
    def view(request: HttpRequest) -> HttpResponse:
        inside.append(view(sent(mark)))
        return HttpResponseRedirect("/made/")

    view(sent(mark))
    assert [answer.url for answer in inside] == ["/make/"]


def test_what_failed_may_be_sent_again(make: Any, made: list[str]) -> None:
    mark, broken = str(uuid4()), once(lambda _request: 1 / 0)  # type: ignore[arg-type, return-value]
    with pytest.raises(ZeroDivisionError):
        broken(sent(mark))
    make(sent(mark))
    assert made == [mark]
