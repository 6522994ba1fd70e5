"""The app served beside the floor page by gunicorn, asked over connections that are kept open."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from itertools import chain
from time import perf_counter

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client

from core.models import User

GUNICORN = ["-m", "gunicorn", "--worker-class=gthread", "--keep-alive=60"]
GUNICORN += ["--log-level=warning", "--no-control-socket", "config.wsgi"]


class Site:
    """A browser of our own: `get` answers the page's text, or raises where it is no page."""

    def __init__(self, connection: HTTPConnection, client: Client) -> None:
        self.connection = connection
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].output(attrs=[], header="").strip()
        self.headers = {"Cookie": cookie}

    @classmethod
    def at(cls, door: socket.socket, client: Client) -> "Site":
        connection = HTTPConnection("localhost", timeout=60)
        connection.sock = door
        return cls(connection, client)

    def by(self, client: Client) -> "Site":
        """The same, asked by somebody else."""
        return Site(self.connection, client)

    def get(self, path: str) -> str:
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        if response.status != 200:
            raise ValueError(f"{path} answers {response.status}: {text[:500]}")
        return text


class Crowd:
    """Many browsers at once."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self.sites = sites

    def get(self, path: str, *, times: int = 4) -> list[float]:
        """Each asks so many times for the page; the seconds that each answer took."""
        with ThreadPoolExecutor(len(self.sites)) as pool:
            return list(chain.from_iterable(pool.map(lambda site: _waits(site, path, times), self.sites)))


def _waits(site: Site, path: str, times: int) -> list[float]:
    waits = []
    for _time in range(times):
        started = perf_counter()
        site.get(path)
        waits.append(perf_counter() - started)
    return waits


def marketer() -> Client:
    return logged_in("marketer", "marketing")


def logged_in(name: str, role: str) -> Client:
    """A person with the role, who also asks pages inside this process."""
    person, _created = User.objects.get_or_create(username=name)
    person.groups.set([Group.objects.get(name=role)])
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, "core.backends.OneQuestionBackend")
    return client


@contextmanager
def served(client: Client, *, workers: int = 1, connections: int = 1) -> Iterator[list[Site]]:
    """One site a connection, on a socket of the file system, where no packet waits for another."""
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.socket(socket.AF_UNIX) as house,
        ExitStack() as doors,
    ):
        house.bind(f"{folder}/door")
        with _gunicorn(house, workers=workers, threads=connections):
            opened = [doors.enter_context(socket.socket(socket.AF_UNIX)) for _n in range(connections)]
            for door in opened:
                door.connect(house.getsockname())
            yield [Site.at(door, client) for door in opened]


@contextmanager
def served_to_browsers(*, workers: int = 2, threads: int = 4) -> Iterator[str]:
    """The address of the site, as a browser asks it."""
    with socket.socket() as house:
        house.bind(("127.0.0.1", 0))
        with _gunicorn(house, workers=workers, threads=threads):
            yield f"http://127.0.0.1:{house.getsockname()[1]}"


@contextmanager
def _gunicorn(house: socket.socket, *, workers: int, threads: int) -> Iterator[None]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tools.bench.settings", "DEBUG": "0", "HTTPS": "0"}
    house.listen()
    size = [f"--workers={workers}", f"--threads={threads}"]
    command = [sys.executable, *GUNICORN, *size, f"--bind=fd://{house.fileno()}"]
    with subprocess.Popen(command, env=environment, pass_fds=[house.fileno()]) as server:
        try:
            yield
        finally:
            server.terminate()
