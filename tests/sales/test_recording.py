"""Quotes and orders record themselves as interactions (12.5, 6.9)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from core.models import User
from interactions.models import CampaignEntry, Interaction
from sales import posting, recording
from sales.models import SalesDocument
from tests import factories as f
from tests.conftest import Queries

W = date(2026, 3, 10)


@pytest.fixture
def order(db: None) -> SalesDocument:
    document: SalesDocument = f.OrderFactory(number="SO1", salesperson=f.SalespersonFactory())
    f.SalesLineFactory(document=document)
    return document


@pytest.fixture
def template(db: None) -> Any:
    return f.EventTemplateFactory(event="posted order").template


def aimed_at(order: SalesDocument, number: str, *, flagged: bool = True, **values: Any) -> Campaign:
    campaign: Campaign = f.CampaignFactory(number=number, **{"activated_at": f.A_MOMENT, **values})
    f.SegmentLineFactory(segment__campaign=campaign, contact=order.bill_to, campaign_target=flagged)
    return campaign


def post(order: SalesDocument, *, by: User, on: date = W) -> list[Campaign]:
    """The campaigns that got to know of it."""
    posting.post(order, on=on, by=by, at=f.A_MOMENT)
    return [said.campaign for said in Interaction.objects.order_by("campaign__number")]


def test_cp_179_a_posted_order_is_an_interaction_and_an_entry_of_the_campaign(
    order: SalesDocument, template: Any, bob: User
) -> None:
    k1 = aimed_at(order, "K1")
    assert post(order, by=bob) == [k1]
    said, entry = Interaction.objects.get(), CampaignEntry.objects.get()
    assert (said.contact, said.date, said.template) == (order.bill_to, W, template)
    assert (said.document_type, said.document_number, said.salesperson) == ("posted order", "SO1", order.salesperson)
    assert (entry.campaign, entry.document_type, said.campaign_entry) == (k1, "posted order", entry)
    assert (said.user, said.campaign_response) == (bob, False)


@pytest.mark.parametrize(
    ("campaign", "recorded"),
    [
        ({"starting_date": date(2026, 3, 1), "ending_date": date(2026, 3, 31)}, True),
        ({"ending_date": date(2026, 3, 9)}, False),
        ({"starting_date": date(2026, 3, 11)}, False),
        ({"starting_date": date(2026, 3, 10), "ending_date": date(2026, 3, 10)}, True),
        ({}, True),
        ({"activated_at": None}, False),
        ({"flagged": False}, False),
    ],
)
def test_ci_130_only_an_activated_campaign_aimed_at_the_company_and_running_records(
    order: SalesDocument, template: Any, bob: User, campaign: dict[str, Any], recorded: bool
) -> None:
    k1 = aimed_at(order, "K1", **campaign)
    assert post(order, by=bob) == ([k1] if recorded else [])


def test_cp_181_and_ci_130_a_missing_template_warns_and_posts(as_bob: Client, order: SalesDocument) -> None:
    aimed_at(order, "K1")
    page = as_bob.post(reverse("sales:post", args=["SO1"]), follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["success", "warning"]
    assert page.context["object"].is_posted
    assert not Interaction.objects.exists()


def test_cp_181_without_a_campaign_nothing_is_missed(as_bob: Client, order: SalesDocument) -> None:
    page = as_bob.post(reverse("sales:post", args=["SO1"]), follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["success"]


def test_cp_182_what_was_recorded_for_the_order_is_not_recorded_again(
    order: SalesDocument, template: Any, bob: User
) -> None:
    k1 = aimed_at(order, "K1")
    f.InteractionFactory(
        contact=order.bill_to, campaign=k1, document_type="posted order", document_number="SO1", template=template
    )
    assert post(order, by=bob) == [k1]
    assert not CampaignEntry.objects.exists()


def test_cp_184_every_valid_campaign_records_not_the_first_one_only(
    order: SalesDocument, template: Any, bob: User
) -> None:
    aimed_at(order, "K0", ending_date=date(2026, 3, 9))
    k1, k3 = aimed_at(order, "K1"), aimed_at(order, "K3")
    assert post(order, by=bob) == [k1, k3]


def test_cp_185_the_campaign_on_the_orders_head_plays_no_part(order: SalesDocument, template: Any, bob: User) -> None:
    order.campaign = f.CampaignFactory(number="K2", activated_at=f.A_MOMENT)
    order.save()
    k1 = aimed_at(order, "K1")
    assert post(order, by=bob) == [k1]


def test_many_campaigns_take_as_many_statements_as_one(
    order: SalesDocument, template: Any, bob: User, queries: Queries
) -> None:
    other: SalesDocument = f.OrderFactory(number="SO2")
    aimed_at(order, "K1")
    for number in range(10):
        aimed_at(other, f"M{number}")

    def count(document: SalesDocument) -> int:
        return queries(lambda: recording.record_posting(document, on=W, by=bob, at=f.A_MOMENT))

    assert count(order) == count(other)
    assert Interaction.objects.filter(document_number="SO2").count() == 10


def test_a_printed_quote_is_logged_when_that_is_asked(as_bob: Client, bob: User) -> None:
    quote = f.SalesDocumentFactory(number="Q1", campaign=f.CampaignFactory(number="K1"))
    page = reverse("sales:print", args=["Q1"])
    assert reverse("sales:log", args=["Q1"]) not in as_bob.get(page).content.decode()
    template = f.EventTemplateFactory(event="quote").template
    assert reverse("sales:log", args=["Q1"]) in as_bob.get(page).content.decode()
    as_bob.post(reverse("sales:log", args=["Q1"]))
    said = Interaction.objects.get()
    assert (said.contact, said.template, said.campaign) == (quote.sell_to, template, quote.campaign)
    assert (said.document_type, said.document_number) == ("quote", "Q1")


def test_without_a_template_a_document_is_not_logged_and_the_page_says_why(as_bob: Client) -> None:
    f.OrderFactory(number="SO1")
    page = as_bob.post(reverse("sales:log", args=["SO1"]), follow=True)
    assert "Sales orders" in str(*page.context["messages"])
    assert not Interaction.objects.exists()
