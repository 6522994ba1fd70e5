"""What a list without rows says: what would stand in it, not what its page is called."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url_name", "rows"),
    [
        ("contacts:list", "contacts"),
        ("interactions:contact_report", "contacts"),
        ("opportunities:by_salesperson", "opportunities"),
        ("sales:orders", "orders"),
    ],
)
def test_an_empty_list_says_what_would_stand_in_it(url_name: str, rows: str, admin_client: Client) -> None:
    page = BeautifulSoup(admin_client.get(reverse(url_name)).content, "html.parser")
    assert page.select_one(".empty-title").text == f"No {rows} yet"


def test_an_empty_segment_says_how_it_gets_its_contacts(admin_client: Client) -> None:
    url = reverse("segments:contacts", args=[factories.SegmentFactory().number])
    page = BeautifulSoup(admin_client.get(url).content, "html.parser")
    assert page.select_one(".empty-title").text == "No contacts yet"
    assert page.select_one(".empty-subtitle").text == "The segment has no lines. Add contacts first."


def test_the_filter_of_the_imports_begins_with_all_of_them(admin_client: Client) -> None:
    page = BeautifulSoup(admin_client.get(reverse("core:imports")).content, "html.parser")
    assert page.select_one("[name=state] option").text == "All"
