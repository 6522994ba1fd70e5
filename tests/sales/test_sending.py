"""Quotes and orders go to their contact by e-mail, and are logged (AUT-1, AUT-2)."""

from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from interactions.models import Interaction
from sales.models import SalesDocument
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_server(settings: Any, tmp_path: Any) -> None:
    settings.SENDS_MAIL, settings.MEDIA_ROOT = True, tmp_path


@pytest.fixture
def quote() -> SalesDocument:
    contact = f.CompanyFactory(name="Acme", email="buyer@acme.example", language=f.LanguageFactory(code="NLB"))
    document: SalesDocument = f.SalesDocumentFactory(number="SQ1", sell_to=contact, bill_to=contact)
    item = f.ItemFactory(description="Chair & table", number="1000")
    f.SalesLineFactory(
        document=document, item=item, quantity=Decimal(3), unit_price=Decimal("1234.50"), amount=Decimal("3703.50")
    )
    return document


def address(document: SalesDocument) -> str:
    return reverse("sales:email", args=[document.number])


def test_a_quote_goes_out_in_the_language_of_its_contact_and_is_logged(
    quote: SalesDocument, as_bob: Client, django_capture_on_commit_callbacks: Any
) -> None:
    template = f.EventTemplateFactory(event="quote").template
    form: Any = as_bob.get(address(quote)).context["form"]
    assert "Chair & table" in form.initial["text"]
    assert "3.703,50" in form.initial["text"]
    with django_capture_on_commit_callbacks(execute=True):
        sent = as_bob.post(address(quote), {**form.initial, "to": "buyer@acme.example"})
    assert sent["Location"] == quote.get_absolute_url()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["buyer@acme.example"], form.initial["subject"])
    assert "3.703,50" in message.body
    logged = Interaction.objects.get()
    assert (logged.template, logged.document_type, logged.document_number) == (template, "quote", "SQ1")
    assert (logged.contact, logged.contact_via, logged.delivery) == (quote.sell_to, "buyer@acme.example", "")


def test_without_a_template_of_quotes_nothing_is_sent_and_the_page_says_what_to_do(
    quote: SalesDocument, as_bob: Client
) -> None:
    page: Any = as_bob.post(address(quote), {"to": "buyer@acme.example", "subject": "Quote", "text": "Dear buyer"})
    assert "Ask an administrator to choose one" in str(page.context["form"].errors)
    assert "Dear buyer" in page.content.decode()
    assert not mail.outbox


def test_who_wants_no_e_mail_gets_no_quote(quote: SalesDocument, as_bob: Client) -> None:
    f.EventTemplateFactory(event="quote")
    f.DoNotContactFactory(contact=quote.sell_to, channel="email", reason="Asked in March")
    assert "Asked in March" in as_bob.get(address(quote)).content.decode()
    as_bob.post(address(quote), {"to": "buyer@acme.example", "subject": "Quote", "text": "Dear buyer"})
    assert not Interaction.objects.exists()
    assert not mail.outbox
