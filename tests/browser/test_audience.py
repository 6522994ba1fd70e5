"""An audience in the browser: who buys cheese for shops and has not heard of us lately, each step with its count."""

from dateutil.relativedelta import relativedelta
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from contacts.models import Contact, ContactIndustryGroup, ContactJobResponsibility
from core.models import User
from segments.models import Segment
from tests import factories as f
from tests.browser.planner import Planner

PURCHASERS = {"job_responsibilities-code": "PURCHASE", "industry_groups-code": "RETAIL"}
WHO_BOUGHT = {"bought-group": "CHEESE", "bought-posting_date": "-12M..CD"}
THIS_MONTH = {"interactions-date": "-CM..CM"}


def test_purchasers_of_shops_that_bought_cheese_and_were_left_alone(
    page: Page, live_server: LiveServer, ann: User
) -> None:
    wanted = knows_purchasers()
    ann_works = Planner(page, live_server.url, "en")
    ann_works.logs_in("ann")
    segment = begins(ann_works, "Cheese shops")
    ann_works.steps(segment, "Add by criteria", PURCHASERS, "4 contacts fit", "Add 4 contacts")
    ann_works.steps(segment, "Refine", WHO_BOUGHT, "2 of 4 lines", "Refine Contacts")
    ann_works.steps(segment, "Reduce", THIS_MONTH, "1 of 2 lines", "Reduce Contacts")
    stands(segment, wanted)
    ann_works.saves_criteria(segment, "CHEESE")
    for left in (2, 4):
        ann_works.goes_back(segment)
        ann_works.has_lines(left)
    ann_works.goes_back(segment, to="the beginning")
    stands(segment)
    again = begins(ann_works, "Cheese shops once more")
    page.get_by_role("link", name="Use saved criteria").click()
    ann_works.button("Use", exact=True).click()
    ann_works.is_told("The steps of %(saved)s were taken again.", saved="CHEESE")
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


def begins(ann: Planner, description: str) -> Segment:
    ann.opens("/segments/new/")
    ann.field("Description").fill(description)
    ann.button("Create").click()
    expect(ann.page.get_by_role("heading", level=1)).to_contain_text(description)
    return Segment.objects.get(description=description)


def stands(segment: Segment, *contacts: Contact) -> None:
    assert [line.contact for line in segment.lines.in_segment()] == [*contacts]
