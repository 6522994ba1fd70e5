"""Interactions that go out as mails: what is sent, what is not and why, and what a person decides."""

from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client, override_settings

from core.models import User
from interactions import tasks
from interactions.mailing import sending, server
from interactions.mailing.delivery import delivery_of
from interactions.models import Interaction, Mail
from tests import factories
from tests.conftest import Queries

NOW = factories.A_MOMENT
LATER = NOW + timedelta(hours=1)
State = Mail.State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_server(settings) -> None:
    settings.SENDS_MAIL, settings.MAILS_PER_MINUTE = True, 0
    settings.SITE_URL = "https://crm.example.org"
    ServerOfTests.answers = []
    server._content.cache_clear()  # every test has an attachment 1 of its own


class ServerOfTests(EmailBackend):
    """Raises what a test wants it to, mail by mail, then takes every mail."""

    answers: list[Any] = []

    def send_messages(self, messages: Any) -> int:
        if self.answers and (error := self.answers.pop(0)):
            raise error
        return super().send_messages(messages)


@pytest.fixture
def letter() -> Any:
    english = factories.LanguageFactory(code="ENU", name="English")
    template = factories.InteractionTemplateFactory(code="MAIL", language=english)
    factories.TemplateLanguageFactory(
        template=template, language=english, subject="News for {name}", text="Dear {first_name} of {company_name}"
    )
    return template


def due(letter: Any, count: int = 1, **given: Any) -> list[Interaction]:
    made = []
    for number in range(1, count + 1):
        company = factories.CompanyFactory(name="Acme")
        person = factories.PersonFactory(name=f"Ann Berg{number}", company=company, email=f"ann{number}@acme.example")
        values = {"contact": person, "template": letter, "correspondence_type": "email", "delivery": "in progress"}
        made.append(factories.InteractionFactory(**values | given))
    return made


def sent(at: datetime = NOW, **options: Any) -> dict[str, int]:
    sending.queue(at=at)
    return dict(sending.send(clock=lambda: at, **options).counts)


def test_an_interaction_to_be_delivered_by_mail_is_sent_once(letter: Any) -> None:
    [said] = due(letter, salesperson=factories.SalespersonFactory(name="Bob", email="bob@us.example"))
    assert sent() == {State.SENT: 1}
    assert sent() == {}
    [message] = mail.outbox
    assert message.to == ["ann1@acme.example"]
    assert message.subject == "News for Ann Berg1"
    assert message.body == "Dear Ann of Acme"
    assert message.reply_to == ["Bob <bob@us.example>"]
    assert message.extra_headers["Message-ID"] == f"<interaction.{said.pk}@crm.example.org>"
    said.refresh_from_db()
    assert (said.delivery, said.mail.state, said.mail.address) == ("", State.SENT, "ann1@acme.example")


def test_an_attachment_goes_along(letter: Any) -> None:
    due(letter, attachment=factories.AttachmentFactory(name="offer.txt"))
    sent()
    assert mail.outbox[0].attachments[0][:2] == ("offer.txt", "a file")


@pytest.mark.parametrize(
    "otherwise",
    [{"cancelled": True}, {"postponed": True}, {"delivery": ""}, {"correspondence_type": "hard copy"}],
)
def test_what_is_not_to_be_mailed_is_not(letter: Any, otherwise: dict[str, Any]) -> None:
    due(letter, **otherwise)
    assert sent() == {}
    assert mail.outbox == []


def test_what_is_cancelled_while_it_waits_is_not_sent(letter: Any) -> None:
    first, second = due(letter, 2)
    sending.queue(at=NOW)
    Interaction.objects.filter(pk=first.pk).update(cancelled=True)
    assert sent() == {State.SENT: 1}
    assert mail.outbox[0].to == [second.contact.email]


def test_the_address_of_an_alternative_address_is_used_when_it_has_one(letter: Any) -> None:
    [said] = due(letter)
    said.alternative_address = factories.AlternativeAddressFactory(contact=said.contact, email="summer@acme.example")
    said.save()
    sent()
    assert mail.outbox[0].to == ["summer@acme.example"]


def test_cp_164_an_alternative_address_with_an_e_mail_delivers_where_the_contact_has_none(letter: Any) -> None:
    [said] = due(letter)
    said.contact.email = ""
    said.contact.save()
    assert sent() == {State.FAILED: 1}
    assert "no valid e-mail address" in Mail.objects.get().reason
    said.alternative_address = factories.AlternativeAddressFactory(contact=said.contact, email="summer@acme.example")
    said.save()
    assert sending.send_again(Mail.objects.all(), at=LATER) == 1
    assert sent(LATER) == {State.SENT: 1}


def test_a_contact_who_wants_no_mails_gets_none(letter: Any) -> None:
    unwilling, blocked, willing = due(letter, 3)
    factories.DoNotContactFactory(contact=unwilling.contact, channel="email")
    factories.DoNotContactFactory(contact=willing.contact, channel="letter")
    blocked.contact.privacy_blocked = True
    blocked.contact.save()
    assert sent() == {State.FAILED: 2, State.SENT: 1}
    assert [message.to for message in mail.outbox] == [[willing.contact.email]]
    unwilling.refresh_from_db()
    assert unwilling.delivery == Interaction.Delivery.ERROR


def test_a_mail_without_anything_to_say_is_an_error_with_its_reason() -> None:
    due(factories.InteractionTemplateFactory())
    assert sent() == {State.FAILED: 1}
    assert "says nothing" in Mail.objects.get().reason


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (SMTPRecipientsRefused({"a@b": (550, b"no such mailbox")}), State.FAILED),
        (SMTPDataError(554, b"no such mailbox"), State.FAILED),
        (SMTPServerDisconnected("no such mailbox"), State.UNKNOWN),
        (TimeoutError("no such mailbox"), State.UNKNOWN),
    ],
)
def test_what_the_server_refuses_failed_and_what_it_left_unanswered_is_in_doubt(
    letter: Any, settings, answer: Exception, state: str
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.ServerOfTests"
    ServerOfTests.answers = [answer]
    due(letter, 2)
    assert sent() == {state: 1, State.SENT: 1}
    assert "no such mailbox" in Mail.objects.get(state=state).reason


@pytest.mark.parametrize("code", [421, 530])
def test_when_the_server_wants_nothing_of_us_the_rest_waits(letter: Any, settings, code: int) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.ServerOfTests"
    ServerOfTests.answers = [None, SMTPSenderRefused(code, b"come back later", "us")]
    due(letter, 4)
    sending.queue(at=NOW)
    done = sending.send(clock=lambda: NOW)
    assert done.counts[State.SENT] == 1
    assert "come back later" in done.stopped
    assert Mail.objects.filter(state=State.WAITING).count() == 3
    assert sent() == {State.SENT: 3}


def test_a_server_that_loses_one_answer_after_the_other_is_left_alone(letter: Any, settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.ServerOfTests"
    ServerOfTests.answers = [TimeoutError()] * 9
    due(letter, 5)
    assert sent() == {State.UNKNOWN: 3}


def test_without_a_server_everything_waits(letter: Any, settings) -> None:
    settings.SENDS_MAIL = False
    due(letter)
    sending.queue(at=NOW)
    assert "EMAIL_URL" in sending.send(clock=lambda: NOW).stopped
    assert Mail.objects.get().state == State.WAITING


def test_who_was_stopped_while_sending_leaves_a_mail_in_doubt_that_is_not_sent_by_itself(letter: Any) -> None:
    due(letter)
    sending.queue(at=NOW)
    Mail.objects.update(state=State.SENDING, at=NOW)
    assert sent(LATER) == {}
    assert Mail.objects.in_doubt(at=NOW).count() == 0
    assert Mail.objects.in_doubt(at=LATER).count() == 1
    assert sending.was_sent(Mail.objects.all(), at=LATER) == 1
    assert sent(LATER) == {}
    assert Interaction.objects.get().delivery == ""


def test_a_mail_that_was_sent_is_never_sent_again(letter: Any) -> None:
    due(letter)
    sent()
    assert sending.send_again(Mail.objects.all(), at=LATER) == 0
    assert sent(LATER) == {}


def test_a_mail_that_is_claimed_is_not_sent_by_another(letter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    due(letter, 2)
    sending.queue(at=NOW)
    found = sending._pieces(None)
    mails = next(found)
    Mail.objects.filter(pk=mails[0].pk).update(state=State.SENDING)
    monkeypatch.setattr(sending, "_pieces", lambda most: [mails])
    assert sent() == {"": 1, State.SENT: 1}
    assert len(mail.outbox) == 1


def test_the_number_of_statements_for_a_mail_stays_the_same(letter: Any, queries: Queries) -> None:
    due(letter, 2)
    sent()
    counts = []
    for count in (2, 12):
        due(letter, count)
        sending.queue(at=NOW)
        counts.append(queries(lambda: sending.send(clock=lambda: NOW)))
    assert counts[1] - counts[0] <= 10 * 5


def test_the_worker_sends_some_hundreds_at_a_time(letter: Any, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "BATCH", 2)
    due(letter, 5)
    tasks.send_mails.enqueue()
    assert len(mail.outbox) == 5


def test_a_mail_is_written_in_the_language_of_its_text(letter: Any) -> None:
    dutch = factories.LanguageFactory(code="NLD", name="Dutch")
    factories.TemplateLanguageFactory(template=letter, language=dutch, subject="Nieuws", text="Gent, {today}")
    due(letter, language=dutch)
    sent()
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Nieuws", "Gent, 10 maart 2026")


def test_the_page_shows_what_became_of_the_mails(letter: Any, ann: User, client: Client) -> None:
    logged = factories.LoggedSegmentFactory(description="Trade show")
    first, _other = due(letter, 2, logged_segment=logged)
    first.contact.email = ""
    first.contact.save()
    sent()
    client.force_login(ann)
    page = client.get(f"/interactions/mails/?state=failed&logged={logged.pk}").content.decode()
    assert "no valid e-mail address" in page
    assert "ann2@acme.example" not in page
    found = delivery_of(logged, at=NOW)
    assert (found.of, found.sent, found.failed, found.percent) == (2, 1, 1, 100)
    box = client.get(f"/interactions/logged-segments/{logged.pk}/delivery/").content.decode()
    assert "2 of 2" in box


def test_the_page_says_that_nothing_is_sent_without_a_server(ann: User, client: Client, settings) -> None:
    client.force_login(ann)
    assert "Send what waits" in client.get("/interactions/mails/").content.decode()
    settings.SENDS_MAIL = False
    page = client.get("/interactions/mails/").content.decode()
    assert "No e-mail server is configured" in page
    assert "Send what waits" not in page


def test_a_person_decides_what_becomes_of_a_doubt(
    letter: Any, ann: User, client: Client, django_capture_on_commit_callbacks
) -> None:
    first, second = due(letter, 2)
    sending.queue(at=NOW)
    Mail.objects.update(state=State.SENDING, at=NOW)
    client.force_login(ann)
    assert "Unknown: was it sent?" in client.get("/interactions/mails/?state=unknown").content.decode()
    client.post("/interactions/mails/sent/", {"selected": first.mail.pk})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/interactions/mails/again/", {"selected": second.mail.pk})
    assert [message.to for message in mail.outbox] == [[second.contact.email]]
    assert set(Mail.objects.values_list("state", flat=True)) == {State.SENT}


def test_sales_may_not_decide_for_others_without_the_right(eve: User, client: Client) -> None:
    client.force_login(eve)
    for page in ("again", "sent", "send"):
        assert client.post(f"/interactions/mails/{page}/").status_code == 403


def test_a_file_that_is_gone_is_an_error_of_its_own_mail_and_the_others_go_out(letter: Any) -> None:
    [lost] = due(letter, attachment=factories.AttachmentFactory(name="offer.txt"))
    lost.attachment.file.delete(save=False)
    due(letter)
    assert sent() == {State.FAILED: 1, State.SENT: 1}
    assert lost.mail.reason == "The attachment offer.txt cannot be read."


def test_a_message_that_cannot_be_made_failed_and_the_others_go_out(letter: Any) -> None:
    due(letter, 2)
    ServerOfTests.answers = [BadHeaderError("Header values can't contain newlines")]
    with override_settings(EMAIL_BACKEND=f"{__name__}.ServerOfTests"):
        assert sent() == {State.FAILED: 1, State.SENT: 1}


def test_a_mail_is_claimed_by_its_own_state_which_is_looked_at_again_after_waiting_for_another(
    letter: Any, django_assert_num_queries: Any
) -> None:
    due(letter)
    sending.queue(at=NOW)
    with django_assert_num_queries(1) as asked:
        assert Mail.objects.all().claim(address="ann1@acme.example", at=NOW) == 1
    assert "JOIN" not in asked.captured_queries[0]["sql"]
    assert Mail.objects.all().claim(address="ann1@acme.example", at=NOW) == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL needs many rows before an index pays")
def test_what_is_due_is_found_by_its_index_among_millions() -> None:
    assert "interactions_to_deliver" in Interaction.objects.to_mail().filter(mail__isnull=True).explain()
