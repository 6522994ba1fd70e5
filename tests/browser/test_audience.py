"""An audience in the browser: who buys cheese for shops and has not heard of us lately, each step with its count."""

from dateutil.relativedelta import relativedelta
from django.utils.timezone import localdate
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from contacts.models import Contact, ContactIndustryGroup, ContactJobResponsibility
from core.models import User
from segments.models import Segment
from tests import factories as f
from tests.browser.planner import Planner
from tools.audience import Counts


def test_purchasers_of_shops_that_bought_cheese_and_were_left_alone(
    page: Page, live_server: LiveServer, ann: User
) -> None:
    wanted = knows_purchasers()
    ann_works = Planner(page, live_server.url, "en")
    ann_works.logs_in("ann")
    counts = Counts(purchasers=4, bought_none=2, spoken_to=1)
    segment = ann_works.finds("Cheese shops", counts)
    stands(segment, wanted)
    again = ann_works.uses_again(segment, "Cheese shops once more", counts)
    stands(segment)
    stands(again, wanted)


def knows_purchasers() -> Contact:
    """One who is wanted; beside him one who heard of us, two whose company bought other things or long ago, and one
    who purchases for no shop."""
    today = localdate()
    purchase, retail = f.JobResponsibilityFactory(code="PURCHASE"), f.IndustryGroupFactory(code="RETAIL")
    cheese = f.ItemFactory(discount_group=f.ItemDiscountGroupFactory(code="CHEESE"))

    def purchaser(*, shop: bool = True, item: object = cheese, months: int = 1) -> Contact:
        company = f.CompanyFactory()
        if shop:
            ContactIndustryGroup.objects.create(contact=company, code=retail)
        customer = f.CustomerFactory(contact=company)
        f.SalesEntryFactory(customer=customer, item=item, posting_date=today - relativedelta(months=months))
        person: Contact = f.PersonFactory(company=company)
        ContactJobResponsibility.objects.create(contact=person, code=purchase)
        return person

    wanted, heard = purchaser(), purchaser()
    f.InteractionFactory(contact=heard, date=today)
    purchaser(item=f.ItemFactory())
    purchaser(months=13)
    purchaser(shop=False)
    return wanted


def stands(segment: Segment, *contacts: Contact) -> None:
    assert [line.contact for line in segment.lines.in_segment()] == [*contacts]
