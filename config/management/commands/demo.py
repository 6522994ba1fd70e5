from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localtime

from config.demo.opening import OwnData, is_open, open_demo
from config.demo.people import LOGINS


class Command(BaseCommand):
    help = "Open the demo company in an empty database; a second time changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_open():
            return
        try:
            open_demo(at=localtime())
        except OwnData as refusal:
            self.stdout.write(str(refusal))
            return
        logins = ", ".join(f"{login.username} / {login.password}" for login in LOGINS)
        self.stdout.write(f"The demo company is open. Log in as {logins}.")
