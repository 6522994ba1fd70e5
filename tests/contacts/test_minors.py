"""Minors are reached by nobody until their parents agree (CON-33)."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from contacts import merging
from contacts.forms import PersonForm
from contacts.models import Contact
from core.importing import checking
from core.importing.kinds import kinds
from tests import factories as f

pytestmark = pytest.mark.django_db

STAYS = "A minor without parental consent stays privacy blocked. Note the consent first, and save."


@pytest.fixture
def anna() -> Contact:
    return f.PersonFactory(number="CT1", name="Anna Berg")


def save(client: Client, contact: Contact, **switches: bool) -> str:
    contact.refresh_from_db()
    form = PersonForm(instance=contact)
    names = ["exclude_from_segments", "privacy_blocked", "minor", "parental_consent_received"]
    typed = {**form.as_typed({name: getattr(contact, name) for name in form.fields if hasattr(contact, name)})}
    for name in names:
        typed.pop(name, None)
    typed |= {name: "on" for name in names if switches.get(name, getattr(contact, name))}
    page = client.post(contact.get_absolute_url(), typed, follow=True).content.decode()
    contact.refresh_from_db()
    return page


def test_con_33_who_becomes_a_minor_is_privacy_blocked(anna: Contact, as_ann: Client) -> None:
    page = save(as_ann, anna, minor=True)
    assert (anna.minor, anna.privacy_blocked) == (True, True)
    assert "Anna Berg is privacy blocked now." in page
    assert "Minor without parental consent" in page


def test_con_33_a_minor_is_not_unblocked_before_the_parents_agree(anna: Contact, as_ann: Client) -> None:
    save(as_ann, anna, minor=True)
    assert STAYS in save(as_ann, anna, privacy_blocked=False)
    assert anna.privacy_blocked


def test_con_33_unblocking_is_a_step_of_its_own_after_the_consent(anna: Contact, as_ann: Client) -> None:
    save(as_ann, anna, minor=True)
    save(as_ann, anna, parental_consent_received=True, privacy_blocked=False)
    assert (anna.parental_consent_received, anna.privacy_blocked) == (True, True)
    save(as_ann, anna, privacy_blocked=False)
    assert not anna.privacy_blocked
    save(as_ann, anna, parental_consent_received=False)
    assert anna.privacy_blocked


def test_the_database_has_the_last_word(anna: Contact) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.update(minor=True)


def test_a_company_is_no_minor() -> None:
    company = f.CompanyFactory(minor=True)
    assert not company.minor


def test_a_file_blocks_minors_too(anna: Contact) -> None:
    checking.run(kinds["contacts"], b"number,minor\nCT1,yes\n", user=None, at=f.A_MOMENT)
    anna.refresh_from_db()
    assert (anna.minor, anna.privacy_blocked) == (True, True)
    found = checking.check(kinds["contacts"], b"number,privacy_blocked\nCT1,no\n", user=None)
    assert found.rows[0].errors == ["A minor without parental consent stays privacy blocked."]


@pytest.mark.parametrize(
    ("agreed", "left"), [(False, (True, False, True)), (True, (True, True, False))], ids=["not agreed", "agreed"]
)
def test_the_strictest_consent_wins_a_merge(agreed: bool, left: tuple[bool, ...], anna: Contact) -> None:
    young = f.PersonFactory(minor=True, parental_consent_received=agreed, privacy_blocked=not agreed)
    merging.merge(survivor=anna, duplicate=young, theirs=[], by=None, at=f.A_MOMENT)
    anna.refresh_from_db()
    assert (anna.minor, anna.parental_consent_received, anna.privacy_blocked) == left
