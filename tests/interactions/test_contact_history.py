"""What a contact's card and list say of its interactions (2.2, LOG-3, 21.1)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from contacts import history as contact_history
from contacts.models import Contact
from interactions.history import latest, title_of
from interactions.models import Interaction, InteractionTemplate
from interactions.statistics.touch import touch_of
from salespeople.models import Salesperson
from tests import factories
from tests.conftest import Queries


def had(contact: Contact, day: int, who: str, **values: Any) -> Interaction:
    return factories.InteractionFactory(contact=contact, date=date(2026, 3, day), initiated_by=who, **values)


def test_ci_91_the_dates_of_a_contact(ct101: Contact) -> None:
    had(ct101, 1, "us")
    had(ct101, 5, "us", attempt_failed=True)
    had(ct101, 8, "them")
    touch = touch_of([ct101])[ct101.pk]
    assert (touch.attempted, touch.last) == (date(2026, 3, 5), date(2026, 3, 8))


def test_ci_38_a_failed_attempt_moves_only_the_date_of_attempts(ct101: Contact) -> None:
    had(ct101, 1, "us")
    had(ct101, 9, "us", attempt_failed=True)
    touch = touch_of([ct101])[ct101.pk]
    assert (touch.attempted, touch.last) == (date(2026, 3, 9), date(2026, 3, 1))


def test_a_company_stands_for_its_persons_and_neither_postponed_nor_cancelled_ones_count(
    ct100: Contact, ct101: Contact
) -> None:
    had(ct100, 1, "us", cost=3, duration=5)
    had(ct101, 2, "us", cost=4, duration=7)
    had(ct101, 3, "us", cost=50, cancelled=True)
    had(ct101, 4, "us", cost=50, postponed=True)
    other = factories.CompanyFactory()
    figures = touch_of([ct100, ct101, other])
    assert (figures[other.pk].last, figures[other.pk].attempted) == (None, None)
    assert (figures[ct100.pk].last, figures[ct100.pk].attempted) == (date(2026, 3, 2), date(2026, 3, 3))


def test_the_figures_of_many_contacts_take_one_statement(ct100: Contact, ct101: Contact, queries: Queries) -> None:
    assert queries(lambda: touch_of([ct100, ct101])) == 1


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ("outbound", "Business letter by Jan Roos"),
        ("inbound", "Business letter from Eva Smit"),
        ("", "Business letter"),
    ],
)
def test_the_title_says_who_spoke_to_whom(
    ct101: Contact, jr: Salesperson, bus: InteractionTemplate, flow: str, expected: str
) -> None:
    interaction = Interaction(contact=ct101, template=bus, salesperson=jr, information_flow=flow)
    assert title_of(interaction) == expected
    if flow == "outbound":
        interaction.salesperson, interaction.user = None, jr.user
        assert title_of(interaction) == "Business letter by ann"


def test_the_card_shows_the_newest_ten(as_ann: Client, ct100: Contact, ct101: Contact, queries: Queries) -> None:
    made = [had(ct101, day, "us", description=f"Nr {day}") for day in range(1, 13)]
    had(ct101, 20, "us", description="Not finished", postponed=True)
    assert latest(ct100) == made[:1:-1]
    page = as_ann.get(f"{ct100.get_absolute_url()}?boxes").content.decode()
    assert "Nr 12" in page
    assert "Nr 2<" not in page
    assert "Not finished" not in page
    assert queries(lambda: latest(ct100)) == 1


def test_a_persons_interactions_go_to_its_company_when_it_is_deleted(ct100: Contact, ct101: Contact) -> None:
    said = had(ct101, 1, "us")
    contact_history.delete(ct101)
    said.refresh_from_db()
    assert said.contact == ct100


def test_interactions_outlive_a_deleted_company(ct100: Contact, ct101: Contact) -> None:
    said = had(ct101, 1, "us")
    contact_history.delete(ct100)
    said.refresh_from_db()
    assert said.contact is None
