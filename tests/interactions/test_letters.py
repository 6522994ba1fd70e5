"""Letters of a logged segment: printed, then marked as delivered."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.models import User
from interactions.letters import waiting
from interactions.models import Interaction
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged() -> Any:
    return factories.LoggedSegmentFactory(description="Trade show")


@pytest.fixture
def template() -> Any:
    said = factories.TemplateLanguageFactory(text="Dear {name}", language__code="ENU")
    said.template.language = said.language
    said.template.save()
    return said.template


def log(logged: Any, template: Any, *names: str, **given: Any) -> list[Interaction]:
    values = {"logged_segment": logged, "template": template, "delivery": "in progress"}
    values |= {"correspondence_type": "hard copy", **given}
    return [factories.InteractionFactory(contact__name=name, **values) for name in names]


def states(rows: list[Interaction]) -> list[str]:
    return [Interaction.objects.get(pk=row.pk).delivery for row in rows]


def test_letters_are_printed_and_then_count_as_delivered(logged: Any, template: Any, ann: User, client: Client) -> None:
    rows = log(logged, template, "Acme", "Bakker")
    log(logged, template, "By mail", correspondence_type="email")
    client.force_login(ann)
    address = f"/interactions/logged-segments/{logged.pk}/letters/"
    shown = BeautifulSoup(client.get(address).content, "html.parser")
    assert ["Dear Acme" in shown.text, "Dear Bakker" in shown.text, "By mail" in shown.text] == [True, True, False]
    assert states(rows) == ["in progress", "in progress"]
    last = shown.select_one("[name=up_to]")["value"]
    [later] = log(logged, template, "Later")
    for _twice in range(2):
        assert client.post(address, {"up_to": last}).url == address
        assert states([*rows, later]) == ["", "", "in progress"]
    client.post(address, {"up_to": later.pk})
    assert client.get(address).url == logged.get_absolute_url()


def test_a_letter_that_could_not_be_written_is_an_error(logged: Any, template: Any) -> None:
    unwilling, speechless, good = (
        *log(logged, template, "Unwilling"),
        *log(logged, factories.InteractionTemplateFactory(), "Speechless"),
        *log(logged, template, "Acme"),
    )
    factories.DoNotContactFactory(contact=unwilling.contact, channel="letter")
    due = waiting.due(logged)
    assert due is not None
    assert [letter.contact.name for letter in due.letters.written] == ["Acme"]
    assert {contact.name for contact, _why in due.letters.unwritten if contact} == {"Unwilling", "Speechless"}
    assert waiting.printed(logged, up_to=due.last) == 1
    assert states([unwilling, speechless, good]) == ["error", "error", ""]
    assert waiting.due(logged) is None


def test_what_was_cancelled_is_not_printed(logged: Any, template: Any) -> None:
    log(logged, template, "Acme", cancelled=True)
    assert waiting.due(logged) is None
