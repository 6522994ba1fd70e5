from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from campaigns.models import Campaign
from core.models import NoRate
from core.money import rounded
from tests.factories import CampaignFactory, CurrencyFactory, ExchangeRateFactory

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.django_db
@pytest.mark.parametrize("period", [MARCH, (None, MARCH[1]), (MARCH[0], None), (None, None)])
@pytest.mark.parametrize("on", [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)])
def test_python_and_sql_agree_on_what_is_in_force(period: tuple[date | None, date | None], on: date) -> None:
    campaign = CampaignFactory(starting_date=period[0], ending_date=period[1])
    expected = (period[0] is None or period[0] <= on) and (period[1] is None or on <= period[1])
    assert campaign.is_in_force(on=on) is expected
    assert Campaign.objects.in_force(on=on).exists() is expected


@pytest.mark.django_db
def test_cp_05_a_campaign_cannot_start_after_it_ends() -> None:
    campaign = CampaignFactory(starting_date=MARCH[0], ending_date=MARCH[1])
    campaign.starting_date = date(2026, 4, 1)
    with pytest.raises(ValidationError, match="must lie before the ending date"):
        campaign.full_clean()
    campaign.starting_date = date(2026, 3, 31)
    campaign.full_clean()


@pytest.mark.django_db
def test_cp_07_a_campaign_may_have_an_end_and_no_start() -> None:
    campaign = CampaignFactory(starting_date=None, ending_date=None)
    campaign.ending_date = MARCH[1]
    campaign.full_clean()


@pytest.mark.parametrize(
    ("amount", "precision", "expected"),
    [
        ("12.49875", "0.01", "12.50"),
        ("0.125", "0.01", "0.13"),
        ("-0.125", "0.01", "-0.13"),
        ("2.5", "1", "3"),
        ("0.12345678", "0.00001", "0.12346"),
        ("7.33", "0.05", "7.35"),
        ("0", "0.01", "0.00"),
    ],
)
def test_halves_are_rounded_away_from_zero(amount: str, precision: str, expected: str) -> None:
    assert rounded(Decimal(amount), Decimal(precision)) == Decimal(expected)


@pytest.mark.django_db
def test_the_rate_of_a_day_is_the_one_that_started_last() -> None:
    dollar = CurrencyFactory(code="USD")
    ExchangeRateFactory(currency=dollar, starting_date=date(2026, 1, 1), rate=Decimal("0.90"))
    ExchangeRateFactory(currency=dollar, starting_date=date(2026, 3, 1), rate=Decimal("0.95"))
    assert dollar.rate(on=date(2026, 2, 28)) == Decimal("0.90")
    assert dollar.rate(on=date(2026, 3, 1)) == Decimal("0.95")


@pytest.mark.django_db
def test_a_day_without_a_rate_is_refused_in_words() -> None:
    dollar = CurrencyFactory(code="USD")
    ExchangeRateFactory(currency=dollar, starting_date=date(2026, 3, 1))
    with pytest.raises(NoRate, match="USD has no exchange rate on 2026-02-28"):
        dollar.rate(on=date(2026, 2, 28))
