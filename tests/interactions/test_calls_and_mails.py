"""Phone calls (12.2) and e-mails (12.3)."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from contacts.models import Contact
from interactions.models import Attachment, Interaction, InteractionTemplate
from interactions.reaching import numbers_of
from interactions.tasks import begin
from salespeople.models import Salesperson
from tests import factories
from tests.interactions.test_guide import typed


@pytest.fixture
def calls(db: None) -> InteractionTemplate:
    template = factories.InteractionTemplateFactory(code="OUTGOING", description="Phone call", initiated_by="us")
    factories.EventTemplateFactory(event="call", template=template)
    return template


@pytest.fixture
def eva(ct101: Contact) -> Contact:
    ct101.phone, ct101.mobile_phone, ct101.email = "030 1", "06 2", "eva@example.com"
    ct101.company.phone = "030 3"
    ct101.company.save()
    ct101.save()
    return ct101


def call(contact: Contact, **more: Any) -> str:
    return reverse("interactions:call", query={"contact": contact.pk, "fixed": 1, **more})


def test_the_numbers_are_the_contacts_its_other_addresses_and_its_companys(eva: Contact) -> None:
    factories.AlternativeAddressFactory(contact=eva, code="HOME", phone="050 4", mobile_phone="06 2")
    assert [number for number, _name in numbers_of(eva)] == ["030 1", "06 2", "050 4", "030 3"]


def test_a_call_is_logged_with_its_number_and_the_template_of_calls(
    as_ann: Client, jr: Salesperson, eva: Contact, calls: InteractionTemplate
) -> None:
    as_ann.post(call(eva), typed(as_ann.get(call(eva)), contact_via="06 2", evaluation="positive"))
    logged = Interaction.objects.get()
    assert (logged.template, logged.contact_via, logged.evaluation) == (calls, "06 2", "positive")
    assert (logged.description, logged.correspondence_type) == ("Phone call", "")


def test_ci_50_number_and_description_are_required(
    as_ann: Client, jr: Salesperson, eva: Contact, calls: InteractionTemplate
) -> None:
    page = as_ann.post(call(eva), typed(as_ann.get(call(eva)), contact_via="", description=""))
    assert {"contact_via", "description"} <= page.context["form"].errors.keys()
    assert not Interaction.objects.exists()


def test_without_a_template_of_calls_the_page_says_so(as_ann: Client, eva: Contact) -> None:
    page = as_ann.get(call(eva), follow=True)
    assert "Outgoing calls" in str(*page.context["messages"])
    assert page.redirect_chain == [(eva.get_absolute_url(), 302)]


def test_a_task_begins_a_call_with_its_contact(as_ann: Client, eva: Contact, calls: InteractionTemplate) -> None:
    task = factories.TaskFactory(contact=eva, type="phone call")
    begun = as_ann.get(reverse("interactions:call", query={"task": task.pk})).context["form"].instance
    assert (begun.contact, begun.task) == (eva, task)


def message(**values: str) -> dict[str, str]:
    return {"to": "eva@example.com", "subject": "Our offer", "text": "Dear Eva", **values}


def test_ci_55_a_sent_e_mail_is_logged_with_the_template_of_e_mails(
    as_ann: Client, jr: Salesperson, eva: Contact, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SENDS_MAIL, settings.MEDIA_ROOT = True, tmp_path
    template = factories.EventTemplateFactory(event="email").template
    with django_capture_on_commit_callbacks(execute=True):
        as_ann.post(reverse("interactions:email", args=["CT101"]), message())
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["eva@example.com"], "Our offer", "Dear Eva")
    logged = Interaction.objects.get()
    assert (logged.template, logged.description, logged.contact_via) == (template, "Our offer", "eva@example.com")
    assert logged.document_type == ""
    with logged.attachment.file.open() as kept:
        assert kept.read() == b"Dear Eva"
    assert sent.attachments == []


def test_ci_55_without_a_template_of_e_mails_nothing_is_logged(as_ann: Client, eva: Contact, settings: Any) -> None:
    settings.SENDS_MAIL = True
    as_ann.post(reverse("interactions:email", args=["CT101"]), message())
    assert len(mail.outbox) == 1
    assert not Interaction.objects.exists()


def test_without_a_mail_server_nothing_is_sent_and_nothing_typed_is_lost(
    as_ann: Client, eva: Contact, settings: Any
) -> None:
    settings.SENDS_MAIL = False
    page = as_ann.post(reverse("interactions:email", args=["CT101"]), message())
    assert "No mail server" in str(page.context["form"].errors)
    assert "Dear Eva" in page.content.decode()
    assert not mail.outbox


def test_who_wants_no_e_mail_gets_none(as_ann: Client, eva: Contact, settings: Any) -> None:
    settings.SENDS_MAIL = True
    factories.DoNotContactFactory(contact=eva, channel="email", reason="Asked on the phone")
    page = as_ann.post(reverse("interactions:email", args=["CT101"]), message())
    assert "Asked on the phone" in str(page.context["form"].errors)
    assert not mail.outbox


def test_an_e_mail_that_is_not_logged_and_not_taken_is_told(
    as_ann: Client, eva: Contact, settings: Any, monkeypatch: Any
) -> None:
    settings.SENDS_MAIL = True

    def fail(*_asked: Any) -> None:
        raise ConnectionRefusedError("no answer")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    page = as_ann.post(reverse("interactions:email", args=["CT101"]), message())
    assert "no answer" in str(page.context["form"].errors)
    assert not Interaction.objects.exists()
    assert not Attachment.objects.exists()


def test_no_header_is_smuggled_in_with_a_subject(as_ann: Client, eva: Contact, settings: Any) -> None:
    settings.SENDS_MAIL = True
    as_ann.post(reverse("interactions:email", args=["CT101"]), message() | {"subject": "Hello\r\nBcc: all@example.com"})
    assert [sent.subject for sent in mail.outbox] == ["Hello Bcc: all@example.com"]


def test_a_sent_e_mail_goes_through_the_mails_and_is_claimed_like_theirs(
    as_ann: Client, jr: Salesperson, eva: Contact, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SENDS_MAIL, settings.MEDIA_ROOT = True, tmp_path
    factories.EventTemplateFactory(event="email")
    as_ann.post(reverse("interactions:email", args=["CT101"]), message())
    logged = Interaction.objects.get()
    assert (logged.delivery, logged.correspondence_type, mail.outbox) == ("in progress", "email", [])
    with django_capture_on_commit_callbacks(execute=True):
        begin()
    logged.refresh_from_db()
    assert (logged.delivery, logged.mail.state, logged.mail.address) == ("", "sent", "eva@example.com")


def test_who_wants_no_calls_is_not_called_and_what_was_typed_stays(
    as_ann: Client, jr: Salesperson, eva: Contact, calls: InteractionTemplate
) -> None:
    factories.DoNotContactFactory(contact=eva, channel="phone", reason="Asked in March")
    page = as_ann.get(call(eva))
    assert "Eva Smit wants no phone calls: Asked in March" in page.content.decode()
    refused = as_ann.post(call(eva), typed(page, contact_via="06 2", description="About the fair"))
    assert "Eva Smit wants no phone calls: Asked in March" in str(refused.context["form"].errors)
    assert "About the fair" in refused.content.decode()
    assert not Interaction.objects.exists()
