from django.test import override_settings
from django.urls import reverse

from core.addresses import address


def test_an_address_is_what_django_says() -> None:
    for keys in (["CP1001"], ["ÆØ 1&2?%#"], ["98765432"]):
        assert address("campaigns:card", *keys) == reverse("campaigns:card", args=keys)
    assert address("segments:line_target", "SM1", 7) == reverse("segments:line_target", args=["SM1", 7])
    assert address("pricing:prices") == reverse("pricing:prices")


@override_settings(ROOT_URLCONF="tools.bench.urls")
def test_another_set_of_addresses_has_its_own() -> None:
    assert address("campaigns:card", "A") == reverse("campaigns:card", args=["A"])
