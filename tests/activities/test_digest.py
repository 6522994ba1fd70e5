"""The daily mail of what is due."""

from collections.abc import Sequence
from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.timezone import localdate

from core.models import User
from salespeople.models import Salesperson
from tests.conftest import person
from tests.factories import CompanyFactory, TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_mail_server(settings: Any) -> None:
    settings.SENDS_MAIL, settings.SITE_URL = True, "https://crm.example.org"


@pytest.fixture(autouse=True)
def bob_is_bram(bob: User, bram: Salesperson) -> None:
    bram.user = bob
    bram.save()


def task(seller: Salesperson, days: int, text: str, **values: Any) -> Any:
    return TaskFactory(salesperson=seller, date=localdate() + timedelta(days=days), description=text, **values)


def digest() -> str:
    out = StringIO()
    call_command("digest", stdout=out, stderr=out)
    return out.getvalue()


def test_the_mail_has_what_is_late_what_is_due_and_what_comes(bram: Salesperson) -> None:
    late = task(bram, -1, "Late <b>", contact=CompanyFactory(name="Dairy & Sons", phone="+32 15"))
    for days, text in [(0, "Now"), (7, "Soon"), (8, "Later")]:
        task(bram, days, text)
    task(bram, 0, "Done", closed=True, status="completed", date_closed=localdate())
    assert digest() == "1 sent, 0 failed.\n"
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["bram@example.test"], "2 tasks are due")
    body = str(message.body)
    for text in ("Overdue (1)", "Late <b>", "Dairy & Sons · +32 15", "Today (1)", "Now", "Next 7 days (1)", "Soon"):
        assert text in body
    assert "Later" not in body
    assert "Done" not in body
    html = str(message.alternatives[0][0])
    assert f'<a href="https://crm.example.org{late.get_absolute_url()}">Late &lt;b&gt;</a>' in html


def test_a_second_run_on_the_same_day_sends_nothing_twice(bram: Salesperson, bob: User) -> None:
    task(bram, 0, "Now")
    digest()
    assert digest() == "0 sent, 0 failed.\n"
    User.objects.filter(pk=bob.pk).update(digest_sent_on=localdate() - timedelta(days=1))
    assert digest() == "1 sent, 0 failed.\n"


def test_the_mail_speaks_the_language_of_the_person(bram: Salesperson, bob: User) -> None:
    bob.language, bob.email = "nl", "bob@example.test"
    bob.save()
    task(bram, 0, "Nu")
    digest()
    assert "Vandaag (1)" in str(mail.outbox[0].body)
    assert mail.outbox[0].to == ["bob@example.test"]


@pytest.mark.parametrize("values", [{"daily_digest": False}, {"is_active": False}])
def test_who_does_not_want_it_or_has_left_gets_nothing(bram: Salesperson, bob: User, values: dict[str, bool]) -> None:
    User.objects.filter(pk=bob.pk).update(**values)
    task(bram, 0, "Now")
    assert digest() == "0 sent, 0 failed.\n"


def test_who_has_nothing_to_do_or_no_address_gets_nothing(bram: Salesperson) -> None:
    task(bram, 8, "Later")
    assert digest() == "0 sent, 0 failed.\n"
    task(bram, 0, "Now")
    Salesperson.objects.update(email="")
    assert digest() == "0 sent, 0 failed.\n"


def test_an_address_that_fails_keeps_nobody_else_from_his_mail(
    bram: Salesperson, anna: Salesperson, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.user = person("cleo")
    anna.save()
    for seller in (anna, bram):
        task(seller, 0, "Now")
    send = mail.EmailMessage.send
    refused: Sequence[str] = ["anna@example.test"]

    def sent(message: mail.EmailMessage, *args: Any, **options: Any) -> int:
        if message.to == refused:
            raise SMTPRecipientsRefused({"anna@example.test": (550, b"unknown")})
        return send(message, *args, **options)

    monkeypatch.setattr(mail.EmailMessage, "send", sent)
    with pytest.raises(CommandError, match="Not everybody was told"):
        digest()
    assert [message.to for message in mail.outbox] == [["bram@example.test"]]
    refused = []
    assert digest() == "1 sent, 0 failed.\n"


def test_without_a_mail_server_it_says_so_and_does_nothing(bram: Salesperson, settings: Any) -> None:
    settings.SENDS_MAIL = False
    task(bram, 0, "Now")
    assert "No e-mail server is configured" in digest()
    assert not mail.outbox


def test_a_person_switches_it_off_in_his_settings(as_bob: Client, bob: User) -> None:
    sent = {"first_name": "Bob", "last_name": "", "email": "", "language": "", "theme": "auto"}
    as_bob.post("/me/", sent)
    bob.refresh_from_db()
    assert not bob.daily_digest
    as_bob.post("/me/", {**sent, "daily_digest": "on"})
    bob.refresh_from_db()
    assert bob.daily_digest
