"""Two people save one card: fields only one of them changed keep that change, a checkbox like any other."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import CustomerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("before", [True, False])
def test_a_box_somebody_ticked_or_unticked_meanwhile_stays_so(as_ann: Client, before: bool) -> None:
    customer = CustomerFactory(blocked=before)
    page = BeautifulSoup(as_ann.get(customer.get_absolute_url()).content, "html.parser")
    typed = {name: page.select_one(f"[name={name}]")["value"] for name in ("number", "version", "seen")}
    boxes = {"allow_line_discount": "on", **({"blocked": "on"} if before else {})}
    customer.blocked, customer.version = not before, customer.version + 1
    customer.save()
    assert as_ann.post(customer.get_absolute_url(), typed | boxes).status_code == 302
    customer.refresh_from_db()
    assert (customer.blocked, customer.allow_line_discount) == (not before, True)
