"""The app served beside the floor page: one gunicorn worker, asked over one connection that is kept open."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client

from core.models import User

GUNICORN = ["-m", "gunicorn", "--workers=1", "--threads=1", "--worker-class=gthread", "--keep-alive=60"]
GUNICORN += ["--log-level=warning", "--no-control-socket", "config.wsgi"]


class Site:
    """A browser of our own: `get` answers the page's text, or raises where it is no page."""

    def __init__(self, door: socket.socket, cookie: str) -> None:
        self.connection = HTTPConnection("localhost", timeout=60)
        self.connection.sock = door
        self.headers = {"Cookie": cookie}

    def get(self, path: str) -> str:
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        if response.status != 200:
            raise ValueError(f"{path} answers {response.status}: {text[:500]}")
        return text


def marketer() -> Client:
    """Logged in as a person with the marketing role; also asks pages inside this process."""
    person, _created = User.objects.get_or_create(username="marketer")
    person.groups.set([Group.objects.get(name="marketing")])
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, "core.backends.OneQuestionBackend")
    return client


@contextmanager
def served(client: Client) -> Iterator[Site]:
    """On a socket of the file system, where no packet waits for another."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tools.bench.settings", "DEBUG": "0", "HTTPS": "0"}
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.socket(socket.AF_UNIX) as house,
        socket.socket(socket.AF_UNIX) as door,
    ):
        house.bind(f"{folder}/door")
        house.listen()
        command = [sys.executable, *GUNICORN, f"--bind=fd://{house.fileno()}"]
        with subprocess.Popen(command, env=environment, pass_fds=[house.fileno()]) as server:
            try:
                door.connect(house.getsockname())
                yield Site(door, client.cookies[settings.SESSION_COOKIE_NAME].output(attrs=[], header="").strip())
            finally:
                server.terminate()
