"""What became of campaigns: the funnel, and campaigns side by side."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from openpyxl import load_workbook

from campaigns.models import Campaign
from contacts import circles
from core.models import User
from interactions.models import Interaction
from interactions.statistics.charts import Bars
from sales import comparison, results
from sales.results import Funnel
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    """Aimed at three companies; two were contacted, one by two of its persons; one answered, had a quote and bought."""
    campaign: Campaign = f.CampaignFactory(number="CP1")
    segment = f.SegmentFactory(campaign=campaign, campaign_target=True)
    buyer, reader, other = f.CompanyFactory.create_batch(3)
    for contact in (buyer, reader, other):
        f.SegmentLineFactory(segment=segment, contact=contact, campaign_target=True)
    for contact in (buyer, f.PersonFactory(company=buyer), reader):
        f.InteractionFactory(contact=contact, campaign=campaign, campaign_target=True, cost=10)
    f.InteractionFactory(contact=buyer, campaign=campaign, campaign_response=True, cost=10)
    document = f.SalesDocumentFactory(sell_to=buyer)
    f.SalesLineFactory(document=document, price_campaign=campaign, discount_campaign=campaign)
    f.SalesLineFactory(document=document, price_campaign=campaign)
    customer = f.CustomerFactory(contact=buyer)
    f.SalesEntryFactory.create_batch(2, customer=customer, campaign=campaign, amount=100)
    f.SalesEntryFactory(customer=customer, amount=1000)
    return campaign


def test_a_funnel_counts_each_company_once_at_every_step(campaign: Campaign) -> None:
    assert results.funnels_of([campaign])[campaign.pk] == Funnel(3, 2, 1, 1, 1)


def test_the_statistics_of_a_campaign_draw_its_funnel(as_ann: Client, campaign: Campaign) -> None:
    page = as_ann.get("/interactions/statistics/campaign/CP1/")
    chart = next(chart for chart in page.context["charts"] if str(chart.title) == "From target to buyer")
    assert [(str(label), value, share) for label, _link, value, _length, share in chart.lines] == [
        ("Targeted", 3, "100\xa0%"),
        ("Contacted", 2, "66.7\xa0%"),
        ("Responded", 1, "33.3\xa0%"),
        ("Quoted", 1, "33.3\xa0%"),
        ("Bought", 1, "33.3\xa0%"),
    ]


def listed(client: Client, url: str) -> int:
    """How many companies the list of contacts shows."""
    return len(client.get(url).context["page"].rows)


def test_every_step_of_the_funnel_opens_its_companies(as_ann: Client, campaign: Campaign) -> None:
    f.CompanyFactory()
    chart = results.funnel_chart(campaign, User.objects.get(username="ann"), Interaction.objects.none())
    assert isinstance(chart, Bars)
    for _label, link, value, _length, _share in chart.lines:
        assert listed(as_ann, link) == value
    assert "Bought: CP1" in as_ann.get(chart.links[-1]).content.decode()


def test_a_circle_that_is_not_there_shows_nobody(as_ann: Client, campaign: Campaign) -> None:
    for asked in ("bought.0", "nowhere.1", "bought", "bought.x", "."):
        assert listed(as_ann, f"/contacts/?circle={asked}") == 0


def test_a_circle_costs_two_statements_more(as_ann: Client, campaign: Campaign, queries: Queries) -> None:
    as_ann.get("/contacts/")
    plain = queries(lambda: as_ann.get("/contacts/"))
    assert queries(lambda: as_ann.get(circles.address_of("quoted", campaign))) <= plain + 2


def test_whom_a_campaign_reached_is_listed_for_who_may_see_its_sales(as_ann: Client, campaign: Campaign) -> None:
    url = circles.address_of("bought", campaign)
    ann = User.objects.get(username="ann")
    ann.groups.clear()
    ann.user_permissions.add(Permission.objects.get(codename="view_contact"))
    assert listed(as_ann, url) == 0


def test_the_figures_of_campaigns_side_by_side_open_their_rows(as_ann: Client, campaign: Campaign) -> None:
    page = as_ann.get(f"/sales/compare/?first={campaign.pk}").content.decode()
    for line in comparison.compare(results.results_of([campaign])):
        for link in filter(None, line.links):
            assert link.replace("&", "&amp;") in page
            assert as_ann.get(link).status_code == 200


def values(lines: list[Any]) -> dict[str, Any]:
    return {str(line.measure.label): line.cells for line in lines}


def test_side_by_side_the_best_of_several_is_marked(campaign: Campaign) -> None:
    dearer = f.CampaignFactory(number="CP2")
    f.InteractionFactory(campaign=dearer, campaign_target=True, campaign_response=True, cost=90)
    lines = values(comparison.compare(results.results_of([campaign, dearer])))
    assert lines["Contacts Responded"] == [(1, False), (1, False)]
    assert lines["Response Rate %"] == [(Decimal("33.3"), False), (100, True)]
    assert lines["Cost"] == [(40, True), (90, False)]
    assert lines["Sold at its prices"] == [(200, True), (0, False)]
    assert lines["Sold for 1.00 of cost"] == [(5, True), (0, False)]
    assert lines["Companies targeted"] == [(3, False), (1, False)]


def test_campaigns_side_by_side_are_a_workbook(as_ann: Client, campaign: Campaign) -> None:
    other = f.CampaignFactory(number="CP2")
    answer = as_ann.get(f"/sales/compare/?first={campaign.pk}&second={other.pk}&export=xlsx")
    heads, *lines = load_workbook(BytesIO(b"".join(answer))).active.values  # type: ignore[union-attr]
    found = [dict(zip(heads, line, strict=True)) for line in lines]
    assert [line["Campaign"] for line in found] == [str(campaign), str(other)]
    assert [line["Sold at its prices"] for line in found] == [200, 0]
    assert as_ann.get("/sales/compare/?export=xlsx").headers["Content-Type"].startswith("text/html")


def test_what_is_not_known_of_a_campaign_is_never_best(campaign: Campaign) -> None:
    quiet = f.CampaignFactory(number="CP2")
    lines = values(comparison.compare(results.results_of([campaign, quiet])))
    assert lines["Avg. Cost per Response"] == [(40, False), (None, False)]


def test_campaigns_ticked_in_the_list_open_their_figures(as_ann: Client, campaign: Campaign) -> None:
    others = f.CampaignFactory.create_batch(4)

    def ticked(*campaigns: Campaign) -> Any:
        return as_ann.post("/sales/compare/ticked/", {"selected": [each.pk for each in campaigns]}, follow=True)

    assert ticked(campaign).request["PATH_INFO"] == "/interactions/statistics/campaign/CP1/"
    page = ticked(campaign, *others[:3])
    assert [result.campaign for result in page.context["results"]] == [campaign, *others[:3]]
    assert "Best" in page.text
    for wrong in (ticked(), ticked(campaign, *others)):
        assert "Tick up to four campaigns" in wrong.text
    assert 'data-shortcut="F7"' in as_ann.get("/campaigns/").text
    assert 'data-shortcut="F7"' in as_ann.get("/campaigns/CP1/").text


def test_a_mistake_in_the_address_leaves_a_campaign_out(as_ann: Client, campaign: Campaign) -> None:
    page = as_ann.get(f"/sales/compare/?first={campaign.pk}&second=9999&third=x&fourth={campaign.pk}")
    assert [result.campaign for result in page.context["results"]] == [campaign]
    assert "Which campaigns?" in as_ann.get("/sales/compare/").text


def test_results_take_eight_statements_for_any_number_of_campaigns(campaign: Campaign, queries: Queries) -> None:
    several = [campaign, *f.CampaignFactory.create_batch(3)]
    assert queries(lambda: results.results_of([campaign])) == queries(lambda: results.results_of(several)) == 8
