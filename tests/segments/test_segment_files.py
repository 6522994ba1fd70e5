"""The contacts of a segment in a mailing group and in a file (4.6)."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from contacts.models import ContactMailingGroup, MailingGroup
from core import personal
from core.models import User
from segments import building
from segments.models import Segment
from tests.conftest import Queries
from tests.factories import (
    A_MOMENT,
    CompanyFactory,
    MailingGroupFactory,
    PersonFactory,
    SegmentFactory,
    SegmentLineFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def segment() -> Segment:
    segment = SegmentFactory(number="SM1", description="Spring")
    company = CompanyFactory(number="CO-A", name="Alpha", address="Main Street 1", email="alpha@example.com")
    person = PersonFactory(number="P-A", name="Eva Berg", company=company, job_title="Buyer", home_page="example.com")
    for contact in (company, person):
        SegmentLineFactory(segment=segment, contact=contact)
    return segment


# --- mailing group ----------------------------------------------------------------------------------------


@pytest.fixture
def group(segment: Segment) -> MailingGroup:
    """It holds CO-A, who stands in the segment, and CO-X, who does not."""
    group = MailingGroupFactory(code="M")
    for contact in (segment.contacts().get(number="CO-A"), CompanyFactory(number="CO-X")):
        ContactMailingGroup.objects.create(code=group, contact=contact)
    return group


def at(name: str, *rest: str) -> str:
    return reverse(f"segments:{name}", args=["SM1", *rest])


def test_who_joins_and_who_leaves_is_shown_before_and_said_after(as_ann: Client, segment: Segment, group: MailingGroup):
    assert at("apply_mailing_group") in as_ann.get(segment.get_absolute_url()).content.decode()
    found = as_ann.get(at("apply_mailing_group"), {"group": "M", "only": "on"}).context["found"]
    assert (found.new, found.already, found.gone) == (1, 1, 1)
    assert ContactMailingGroup.objects.count() == 2
    page = as_ann.post(at("apply_mailing_group"), {"group": "M", "only": "on"}, follow=True).content.decode()
    assert "The contacts of SM1 Spring are in the mailing group M: 1 joined, 1 left." in page
    assert set(ContactMailingGroup.objects.values_list("contact__number", flat=True)) == {"CO-A", "P-A"}


@pytest.mark.parametrize("typed", ["", "NONE", "M|M2"])
def test_cp_158_no_group_an_unknown_one_or_several_are_refused(as_ann: Client, group: MailingGroup, typed: str):
    page = as_ann.post(at("apply_mailing_group"), {"group": typed})
    assert page.context["form"].errors["group"]
    assert ContactMailingGroup.objects.count() == 2


def test_who_may_not_change_contacts_applies_no_mailing_group(client: Client, cleo: User, group: MailingGroup):
    client.force_login(cleo)
    assert client.post(at("apply_mailing_group"), {"group": "M"}).status_code == 403


# --- files ------------------------------------------------------------------------------------------------


def csv_of(client: Client) -> list[str]:
    answer = client.get(at("export", "csv"))
    return b"".join(answer.streaming_content).decode().strip("\ufeff").splitlines()


def test_the_file_has_a_row_for_each_line_with_where_its_contact_is_reached(as_ann: Client, segment: Segment):
    assert at("export", "csv") in as_ann.get(segment.get_absolute_url()).content.decode()
    heads, company, person = csv_of(as_ann)
    assert {"Address", "Post Code", "E-Mail", "Home Page", "Company No."} <= set(heads.split(","))
    assert "Main Street 1" in company
    assert "alpha@example.com" in company
    assert person.startswith("P-A,Eva Berg")
    assert "Buyer" in person


def test_the_columns_a_person_chose_come_first(as_ann: Client, ann: User, segment: Segment):
    personal.choose_columns(ann, "segments:lines", ["city", "name"])
    assert csv_of(as_ann)[0].startswith("City,Name,Contact No.,External ID,Name 2")


def test_lines_that_were_taken_out_are_not_in_the_file(as_ann: Client, segment: Segment):
    lines = segment.lines.filter(contact__number="P-A")
    building.remove(segment=segment, lines=lines, words="", by=None, at=A_MOMENT)
    assert len(csv_of(as_ann)) == 2


def test_the_file_is_a_workbook_too(as_ann: Client, segment: Segment):
    answer = as_ann.get(at("export", "xlsx"))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Contact No.", "CO-A", "P-A"]


def test_a_file_of_many_asks_no_more_than_a_file_of_two(as_ann: Client, segment: Segment, queries: Queries):
    csv_of(as_ann)
    two = queries(lambda: csv_of(as_ann))
    SegmentLineFactory.create_batch(20, segment=segment)
    assert queries(lambda: csv_of(as_ann)) == two
