"""The overview of a customer's special prices, by the target question (8.9)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Contact
from core.models import User
from tests.factories import CustomerFactory
from tests.pricing.conftest import W, World


@pytest.fixture
def seller(bob: User) -> Client:
    bob.work_date = W
    bob.save()
    client = Client()
    client.force_login(bob)
    return client


def listed(client: Client, contact: Contact, what: str = "prices", **query: Any) -> set[int]:
    answer = client.get(reverse(f"pricing:special_{what}", args=[contact.number]), query)
    return {row.row.pk for row in answer.context["rows"]}


def test_cp_187_the_prices_of_an_activated_campaign_for_a_targeted_customer_are_listed(
    world: World, seller: Client
) -> None:
    world.active(world.k1, world.co_a)
    price, discount = world.price(world.k1, "80"), world.discount(world.k1, "10")
    assert listed(seller, world.co_a) == {price.pk}
    assert listed(seller, world.co_a, "discounts") == {discount.pk}


def test_cp_188_neither_campaigns_that_are_not_activated_nor_those_of_others(world: World, seller: Client) -> None:
    world.price(world.k1, "80")
    world.active(world.k2, world.co_c)
    world.price(world.k2, "70")
    assert listed(seller, world.co_a) == set()


def test_own_group_and_all_customers_rows_are_listed_and_future_ones_but_none_that_ended(
    world: World, seller: Client
) -> None:
    rows = [
        world.price(None, "95"),
        world.price(world.c_a, "90"),
        world.price(None, "92", minimum_quantity=10, starting_date=date(2026, 6, 1)),
    ]
    world.price(world.c_c, "50")
    world.price(None, "60", ending_date=date(2026, 3, 9), minimum_quantity=2)
    assert listed(seller, world.co_a) == {row.pk for row in rows}
    assert listed(seller, world.co_a, source_type=0) == {rows[1].pk}


def test_a_person_gets_the_companys_and_a_prospect_those_of_campaigns(world: World, seller: Client) -> None:
    world.active(world.k1, world.co_b)
    price = world.price(world.k1, "80")
    own = world.price(world.c_a, "90")
    assert listed(seller, world.p_b1) == {price.pk}
    assert listed(seller, world.p_a1) == {own.pk}


def test_who_is_billed_through_another_gets_the_payers_prices(world: World, seller: Client) -> None:
    branch = CustomerFactory(bill_to=world.c_a)
    price = world.price(world.c_a, "90")
    world.price(branch, "50")
    assert listed(seller, branch.contact) == {price.pk}
    page = seller.get(reverse("pricing:special_prices", args=[branch.contact.number])).content.decode()
    assert f"{world.co_a.name} pays, so its prices count." in page


def test_who_never_gets_campaign_prices_is_told_so(world: World, seller: Client) -> None:
    Contact.objects.filter(pk=world.co_a.pk).update(no_campaign_prices=True)
    page = seller.get(reverse("pricing:special_prices", args=[world.co_a.number])).content.decode()
    assert "gets no campaign prices." in page


def test_an_item_is_found_with_the_discounts_of_its_group(world: World, seller: Client) -> None:
    of_group = world.discount(None, "15", item=None, item_group=world.i1.discount_group, unit=None)
    of_item = world.discount(None, "10")
    assert listed(seller, world.co_a, "discounts", item=world.i1.pk) == {of_group.pk, of_item.pk}


def test_the_cards_of_contact_and_customer_lead_there(world: World, seller: Client) -> None:
    address = reverse("pricing:special_prices", args=[world.co_a.number])
    for card in (world.co_a, world.c_a):
        assert address in seller.get(card.get_absolute_url()).content.decode()
