"""The people of the tests: ann plans campaigns, bob sells, cleo manages, dana sets things up; eve may do nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from factory.django import DjangoModelFactory

from core.models import User
from tests import factories
from tests.migrated import kept_tables

Queries = Callable[[Callable[[], Any]], int]

ROLES = {"ann": "marketing", "bob": "sales", "cleo": "management", "dana": "administration"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="write the pictures of the documents anew")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    with kept_tables():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Every connection knows the rows that migrations wrote: beside a browser's event loop Django opens another one."""
    first = connections["default"]
    if rows := getattr(first, "_test_serialized_contents", None):
        type(first)._test_serialized_contents = rows  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def no_language_left() -> Iterator[None]:
    """The language of a test's last request would be that of the next test's sentences."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def numbered_from_one() -> None:
    """Codes count within a test, so that they are as long, and sort alike, whatever ran before it."""
    for each in vars(factories).values():
        if isinstance(each, type) and issubclass(each, DjangoModelFactory) and each._meta.model:
            each.reset_sequence(1, force=True)


def person(name: str) -> User:
    user = User.objects.create_user(username=name, password=name, is_staff=name == "dana")
    if name in ROLES:
        user.groups.add(Group.objects.get(name=ROLES[name]))
    return user


@pytest.fixture
def ann(db: None) -> User:
    return person("ann")


@pytest.fixture
def bob(db: None) -> User:
    return person("bob")


@pytest.fixture
def cleo(db: None) -> User:
    return person("cleo")


@pytest.fixture
def dana(db: None) -> User:
    return person("dana")


@pytest.fixture
def eve(db: None) -> User:
    return person("eve")


@pytest.fixture
def as_ann(ann: User, client: Client) -> Client:
    client.force_login(ann)
    return client


@pytest.fixture
def as_bob(bob: User) -> Client:
    client = Client()
    client.force_login(bob)
    return client


@pytest.fixture
def queries() -> Queries:
    """How many statements a call starts: `queries(lambda: page()) == 4`."""

    def count(call: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count
