"""Many contacts in a mailing group at once (4.6)."""

import pytest

from contacts import gathering
from contacts.gathering import Gathering
from contacts.models import Contact, ContactMailingGroup, MailingGroup
from core.models import User
from tests.conftest import Queries
from tests.factories import A_MOMENT, CompanyFactory, MailingGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> MailingGroup:
    """M holds CO-X and CO-A; another group holds CO-C."""
    group = MailingGroupFactory(code="M")
    for number in ("CO-A", "CO-C", "CO-X"):
        CompanyFactory(number=number)
    carry(group, "CO-X", "CO-A")
    carry(MailingGroupFactory(code="OTHER"), "CO-C")
    return group


def carry(group: MailingGroup, *numbers: str) -> None:
    for contact in Contact.objects.filter(number__in=numbers):
        ContactMailingGroup.objects.create(code=group, contact=contact)


def numbers_in(group: MailingGroup) -> set[str]:
    return set(ContactMailingGroup.objects.filter(code=group).values_list("contact__number", flat=True))


@pytest.mark.parametrize(("only", "gone", "left"), [(False, 0, {"CO-A", "CO-C", "CO-X"}), (True, 1, {"CO-A", "CO-C"})])
def test_cp_157_others_stay_in_the_group_unless_their_assignments_are_deleted(
    group: MailingGroup, only: bool, gone: int, left: set[str]
) -> None:
    contacts = Contact.objects.filter(number__in=["CO-A", "CO-C"])
    before = gathering.outlook(group, contacts=contacts, only=only)
    done = gathering.gather(group, contacts=contacts, only=only, by=None, at=A_MOMENT)
    assert before == done == Gathering(new=1, already=1, gone=gone)
    assert numbers_in(group) == left
    assert ContactMailingGroup.objects.filter(code__code="OTHER").count() == 1


def test_only_who_joins_or_leaves_is_stamped(group: MailingGroup, ann: User) -> None:
    contacts = Contact.objects.filter(number__in=["CO-A", "CO-C"])
    gathering.gather(group, contacts=contacts, only=True, by=ann, at=A_MOMENT)
    stamped = Contact.objects.filter(modified_at=A_MOMENT, modified_by=ann, version=2)
    assert set(stamped.values_list("number", flat=True)) == {"CO-C", "CO-X"}


def test_a_thousand_join_in_as_many_statements_as_one(group: MailingGroup, queries: Queries) -> None:
    one = Contact.objects.filter(number="CO-C")
    few = queries(lambda: gathering.gather(group, contacts=one, only=True, by=None, at=A_MOMENT))
    CompanyFactory.create_batch(30)
    everybody = Contact.objects.all()
    assert queries(lambda: gathering.gather(group, contacts=everybody, only=True, by=None, at=A_MOMENT)) == few
    assert ContactMailingGroup.objects.filter(code=group).count() == 33
