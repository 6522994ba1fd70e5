import pytest
from django.test import Client

from contacts.models import Country
from core.keys import keys_in, row_in
from tests.conftest import Queries
from tests.factories import CampaignFactory, CountryFactory

TOO_LONG = "9" * 25


def test_what_is_no_key_is_left_out() -> None:
    assert keys_in(["7", "", "x", "-1", "1.5", "²", TOO_LONG, "08"]) == [7, 8]


@pytest.mark.django_db
def test_the_row_of_a_key_is_found_and_nothing_is_asked_without_one(queries: Queries) -> None:
    norway = CountryFactory()
    assert row_in(Country.objects.all(), str(norway.pk)) == norway
    assert row_in(Country.objects.all(), "0") is None
    assert queries(lambda: [row_in(Country.objects.all(), text) for text in ("", "²", TOO_LONG)]) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["²", TOO_LONG])
def test_a_page_survives_what_is_no_key(sent: str, as_ann: Client) -> None:
    number = CampaignFactory().number
    assert as_ann.get("/campaigns/", {"later": sent}).content == b""
    assert as_ann.get("/segments/new/", {"campaign": sent}).status_code == 200
    assert as_ann.get("/contacts/new/", {"company": sent}).status_code == 200
    assert as_ann.post(f"/segments/exclusions/{number}/lift/", {"selected": sent}).status_code == 302
