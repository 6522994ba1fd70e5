import pytest
from django.core.exceptions import ValidationError

from campaigns.models import CAMPAIGNS, Campaign
from core import numbering
from core.models import NumberSeries, NumberSeriesUse
from tests.factories import CampaignFactory, SegmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def series() -> NumberSeries:
    """CAMP, whose next number is CP1005."""
    row = NumberSeries.objects.get(code="CAMP")
    row.next_number = "CP1005"
    row.save()
    return row


def test_cp_01_a_campaign_without_number_draws_the_next_one(series: NumberSeries) -> None:
    first, second = CampaignFactory(), CampaignFactory()
    assert (first.number, first.number_series) == ("CP1005", series)
    assert second.number == "CP1006"


def test_cp_02_without_a_series_the_refusal_names_the_purpose_and_its_page() -> None:
    NumberSeriesUse.objects.filter(purpose="campaigns").delete()
    with pytest.raises(numbering.NoSeries, match="No number series is set for Campaigns") as refused:
        CampaignFactory()
    assert refused.value.where == "core:setup"


def test_a_number_already_used_is_skipped(series: NumberSeries) -> None:
    CampaignFactory(number="CP1005")
    CampaignFactory(number="CP1007")
    assert [CampaignFactory().number, CampaignFactory().number] == ["CP1006", "CP1008"]


def test_a_block_is_drawn_in_as_many_statements_as_one_number(
    series: NumberSeries, queries: object, django_assert_num_queries: object
) -> None:
    numbers, _series = numbering.block(CAMPAIGNS, of=Campaign, count=500)
    assert (numbers[0], numbers[-1], len(set(numbers))) == ("CP1005", "CP1504", 500)
    series.refresh_from_db()
    assert series.next_number == "CP1505"


@pytest.mark.parametrize(
    ("first", "drawn"), [("CP009", ["CP009", "CP010"]), ("A9B", ["A9B", "A10B"]), ("99", ["99", "100"])]
)
def test_the_last_digits_count_on_and_keep_their_width(series: NumberSeries, first: str, drawn: list[str]) -> None:
    series.next_number = first
    series.save()
    assert numbering.block(CAMPAIGNS, of=Campaign, count=2)[0] == drawn


def test_a_series_that_ended_says_so_and_draws_nothing(series: NumberSeries) -> None:
    series.ending_number = "CP1005"
    series.save()
    CampaignFactory()
    with pytest.raises(numbering.SeriesExhausted, match="CAMP has no number left"):
        CampaignFactory()


def test_a_typed_number_is_refused_unless_the_series_allows_it(series: NumberSeries) -> None:
    campaign = CampaignFactory.build(number="MINE", status=CampaignFactory().status)
    with pytest.raises(ValidationError, match="comes from the number series for Campaigns"):
        campaign.clean()
    series.allow_manual = True
    series.save()
    campaign.clean()


@pytest.mark.parametrize(("typed", "kept"), [(" cp-7 ", "CP-7"), ("a.b_c", "A.B_C")])
def test_codes_are_upper_case_without_blanks(typed: str, kept: str) -> None:
    segment = SegmentFactory(number=typed)
    segment.refresh_from_db()
    assert segment.number == kept


@pytest.mark.parametrize("odd", ["A B", "Ä1", "A/B", "A'B", "<B>", "É"])
def test_codes_with_odd_characters_are_refused(odd: str) -> None:
    with pytest.raises(ValidationError, match="Use only the letters"):
        SegmentFactory.build(number=odd).clean_fields(exclude=["campaign", "salesperson"])
