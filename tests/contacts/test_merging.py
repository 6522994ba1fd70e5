"""Two contacts become one, and two again (7.3)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from contacts import comparison, duplicates, merging, unmerging
from contacts.comparison import CannotMerge
from contacts.models import (
    AddressPeriod,
    AlternativeAddress,
    Contact,
    ContactBusinessRelation,
    ContactComment,
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
    ContactProfileAnswer,
    ContactWebSource,
    Customer,
    DoNotContact,
    Duplicate,
    Merge,
    ProfileAnswer,
    SearchString,
)
from contacts.profiles import answering
from contacts.unmerging import TouchedSince
from core.models import User
from interactions.models import Interaction
from segments.models import SegmentLine, TargetExclusion
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db

CODES: dict[Any, Callable[[], Any]] = {
    ContactIndustryGroup: f.IndustryGroupFactory,
    ContactMailingGroup: f.MailingGroupFactory,
    ContactJobResponsibility: f.JobResponsibilityFactory,
    ContactBusinessRelation: f.BusinessRelationFactory,
    ContactWebSource: f.WebSourceFactory,
}
LOGS = {"contacts.merge", "admin.logentry", "sessions.session"}
NEWER = f.A_MOMENT.replace(day=11)


@pytest.fixture
def kept() -> Contact:
    return f.CompanyFactory(number="CT1", name="Fjordmat AS", city="Tromsø", phone="77 12 34 56")


@pytest.fixture
def gone() -> Contact:
    return f.CompanyFactory(
        number="CT2", name="Fjordmat A/S", city="Tromsø", phone="77123456", email="post@fjordmat.no", modified_at=NEWER
    )


def filled(contact: Contact, shared: dict[str, Any]) -> None:
    """A record of each table that points at a contact; of those of which there is one, both have it, too."""
    for table, code in CODES.items():
        table.objects.create(contact=contact, code=code())
        table.objects.create(contact=contact, code=shared.setdefault(table.__name__, code()))
    f.PersonFactory(company=contact)
    f.DoNotContactFactory(contact=contact, channel="email", at=NEWER.replace(microsecond=123456))
    f.TargetExclusionFactory(contact=contact)
    f.TargetExclusionFactory(contact=contact, campaign=shared.setdefault("campaign", f.CampaignFactory()))
    home = f.AlternativeAddressFactory(contact=contact, code="HOME")
    f.AddressPeriodFactory(address=home, starting_date=date(2026, 1, 1))
    f.AddressPeriodFactory(address=home, starting_date=date(2026, contact.pk % 12 + 1, 2))
    ContactComment.objects.create(contact=contact, date=f.A_DAY, text="A comment")
    f.SalesEntryFactory(contact=contact)
    f.OpportunityFactory(contact=contact)
    task = shared.setdefault("task", f.TaskFactory(type="meeting", all_day=True))
    f.TaskFactory(contact=contact)
    f.AttendeeFactory(task=task, contact=contact)
    f.AttendeeFactory(contact=contact)
    f.InteractionFactory(contact=contact, alternative_address=home)
    f.SegmentLineFactory(contact=contact)
    f.SalesDocumentFactory(sell_to=contact, bill_to=contact)
    question = shared.setdefault("question", f.ProfileQuestionFactory())
    f.ContactProfileAnswerFactory(contact=contact)
    f.ContactProfileAnswerFactory(contact=contact, answer__question=question)
    f.ContactProfileAnswerFactory(contact=contact, answer=shared.setdefault("answer", f.ProfileAnswerFactory()))


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, but histories and logs."""
    tables = [
        table
        for table in apps.get_models()
        if not table.__name__.startswith("Historical") and table._meta.label_lower not in LOGS
    ]
    return {
        table._meta.label_lower: sorted(
            table._base_manager.values_list(*(field.attname for field in table._meta.concrete_fields)), key=str
        )
        for table in tables
    }


def merge(kept: Contact, gone: Contact, *theirs: str, by: User | None = None) -> Merge:
    return merging.merge(survivor=kept, duplicate=gone, theirs=theirs, by=by, at=NEWER)


def test_after_merging_and_undoing_all_tables_are_as_they_were(kept: Contact, gone: Contact) -> None:
    shared: dict[str, Any] = {}
    filled(kept, shared)
    filled(gone, shared)
    f.DoNotContactFactory(contact=gone, channel="visit")
    f.CustomerFactory(contact=gone)
    third = f.CompanyFactory(name="Fjordmat AS", city="Tromsø")
    f.DuplicateFactory(contact=gone, other=third, separate=True)
    duplicates.search()
    before = dump()
    for table, name in comparison.relations():
        assert comparison.pointing(table, name, gone).exists(), f"no {table.__name__} has a {name} in this test"
    record = merge(kept, gone, "name", "email")
    for table, name in comparison.relations():
        assert not table._base_manager.filter(**{name: gone.pk}).exists()
    assert dump() != before
    assert unmerging.undo(record, by=None, at=NEWER)
    after = dump()
    assert {name: set(rows) ^ set(before[name]) for name, rows in after.items() if rows != before[name]} == {}
    assert not unmerging.undo(record, by=None, at=NEWER)


def test_a_segment_that_is_left_by_a_merge_is_as_it_was_after_the_undo(kept: Contact, gone: Contact) -> None:
    gone.exclude_from_segments = True
    gone.save()
    for contact in (kept, gone):
        f.SegmentLineFactory(contact=contact)
    before = dump()
    record = merge(kept, gone)
    assert not SegmentLine.objects.in_segment().exists()
    assert unmerging.undo(record, by=None, at=NEWER)
    assert dump() == before


def test_everything_of_the_duplicate_belongs_to_the_survivor(kept: Contact, gone: Contact) -> None:
    f.InteractionFactory.create_batch(2, contact=gone)
    person = f.PersonFactory(company=gone)
    customer = f.CustomerFactory(contact=gone)
    merge(kept, gone)
    assert Interaction.objects.filter(contact=kept).count() == 2
    person.refresh_from_db()
    assert (person.company, person.party) == (kept, kept.pk)
    assert Customer.objects.of(kept) == customer
    assert not Contact.objects.filter(number="CT2").exists()


def test_of_two_answers_to_one_question_the_survivors_stays(kept: Contact, gone: Contact) -> None:
    single, several = f.ProfileQuestionFactory(), f.ProfileQuestionFactory(several_answers=True)
    for contact, name in [(kept, "ours"), (gone, "theirs")]:
        for question in (single, several):
            answer = f.ProfileAnswerFactory(question=question, description=name)
            f.ContactProfileAnswerFactory(contact=contact, answer=answer)
    merge(kept, gone)
    given = kept.profile_answers.order_by("answer__question", "answer__description")
    assert list(given.values_list("answer__question", "answer__description")) == [
        (single.pk, "ours"),
        (several.pk, "ours"),
        (several.pk, "theirs"),
    ]


def rated() -> ProfileAnswer:
    """The answer of a rating that needs the points of two questions."""
    rating = f.ProfileQuestionFactory(measure="rating")
    for _each in range(2):
        f.RatingPointsFactory(rating=rating, points=3)
    f.ProfileAnswerFactory(question=rating, description="Low", to_value=5)
    return f.ProfileAnswerFactory(question=rating, description="High", from_value=6)


def ratings_of(*contacts: Contact) -> list[str]:
    given = ContactProfileAnswer.objects.filter(answer__question__measure="rating", contact__in=contacts)
    return list(given.order_by("contact__number").values_list("answer__description", flat=True))


@pytest.mark.parametrize("comes_later", [False, True], ids=["at once", "answered since"])
def test_ratings_count_the_answers_of_both_and_each_ones_own_after_the_undo(
    kept: Contact, gone: Contact, comes_later: bool
) -> None:
    rating = rated().question
    first, second = (points.answer for points in rating.points.order_by("pk"))
    for contact, answer in ((kept, first), (gone, second)):
        answer_by_hand(contact, answer)
    assert ratings_of(kept, gone) == ["Low", "Low"]
    record = merge(kept, gone)
    assert ratings_of(kept) == ["High"]
    if comes_later:
        kept.refresh_from_db()
        answer_by_hand(kept, f.ProfileAnswerFactory())
    assert unmerging.undo(record, by=None, at=NEWER)
    assert ratings_of(kept, gone) == ["Low", "Low"]


def answer_by_hand(contact: Contact, answer: ProfileAnswer) -> None:
    answering.answer(contact=contact, chosen={answer.question: [answer]}, by=None, on=f.A_DAY, at=f.A_MOMENT)


def test_memberships_are_united_and_what_both_have_is_had_once(kept: Contact, gone: Contact) -> None:
    both, only = f.MailingGroupFactory(code="BOTH"), f.MailingGroupFactory(code="ONLY")
    ContactMailingGroup.objects.create(contact=kept, code=both)
    for code in (both, only):
        ContactMailingGroup.objects.create(contact=gone, code=code)
    campaign = f.CampaignFactory()
    f.TargetExclusionFactory(contact=kept, campaign=campaign, reason="Ours")
    f.TargetExclusionFactory(contact=gone, campaign=campaign, reason="Theirs")
    merge(kept, gone)
    assert set(ContactMailingGroup.objects.values_list("contact__number", "code__code")) == {
        ("CT1", "BOTH"),
        ("CT1", "ONLY"),
    }
    assert list(TargetExclusion.objects.values_list("contact__number", "reason")) == [("CT1", "Ours")]


@pytest.mark.parametrize("name", ["exclude_from_segments", "privacy_blocked", "no_campaign_prices"])
def test_the_strictest_consent_wins(kept: Contact, gone: Contact, name: str) -> None:
    setattr(gone, name, True)
    gone.save()
    merge(kept, gone)
    assert getattr(Contact.objects.get(number="CT1"), name)


def test_no_consent_is_given_back_by_a_duplicate_that_has_it(kept: Contact, gone: Contact) -> None:
    kept.privacy_blocked = True
    kept.save()
    f.DoNotContactFactory(contact=gone, channel="email")
    f.DoNotContactFactory(contact=gone, channel="phone")
    f.DoNotContactFactory(contact=kept, channel="email")
    merge(kept, gone, "privacy_blocked")
    assert Contact.objects.get(number="CT1").privacy_blocked
    assert set(DoNotContact.objects.values_list("contact__number", "channel")) == {("CT1", "email"), ("CT1", "phone")}


def test_addresses_of_one_code_are_both_kept_with_their_periods(kept: Contact, gone: Contact) -> None:
    for contact, month in ((kept, 1), (gone, 2)):
        home = f.AlternativeAddressFactory(contact=contact, code="SUMMERHOME")
        f.AddressPeriodFactory(address=home, starting_date=date(2026, month, 1))
    merge(kept, gone)
    assert set(AlternativeAddress.objects.values_list("contact__number", "code")) == {
        ("CT1", "SUMMERHOME"),
        ("CT1", "SUMMERHO-2"),
    }
    assert AddressPeriod.objects.filter(contact=kept).count() == 2


def test_fields_are_the_survivors_unless_chosen_and_the_name_brings_its_search_name(
    kept: Contact, gone: Contact
) -> None:
    offered = {choice.name: choice.takes_theirs for choice in comparison.choices(kept, gone)}
    assert offered == {"name": False, "phone": False, "email": True}
    merge(kept, gone, "name", "email", "number", "type", "nonsense")
    kept.refresh_from_db()
    assert (kept.number, kept.name, kept.search_name) == ("CT1", "Fjordmat A/S", "FJORDMAT A/S")
    assert (kept.email, kept.phone) == ("post@fjordmat.no", "77 12 34 56")


def refused(kept: Contact, gone: Contact) -> str:
    before = dump()
    with pytest.raises(CannotMerge) as refusal:
        merge(kept, gone)
    assert dump() == before
    return str(refusal.value)


def test_two_customers_cannot_become_one_and_nothing_changed(kept: Contact, gone: Contact) -> None:
    f.CustomerFactory(contact=kept, number="C1")
    f.CustomerFactory(contact=gone, number="C2")
    assert refused(kept, gone) == (
        "Fjordmat AS and Fjordmat A/S are both customers (C1 and C2); two customers cannot become one."
    )


def test_who_cannot_become_one_is_told_why(kept: Contact, gone: Contact) -> None:
    assert "cannot be merged with itself" in refused(kept, kept)
    person = f.PersonFactory(name="Eva Holm", company=kept)
    assert "are a company and a person" in refused(kept, person)
    assert "do not belong to the same company" in refused(f.PersonFactory(company=gone), person)
    assert "do not belong to the same company" in refused(f.PersonFactory(), person)
    Contact.objects.filter(pk=gone.pk).delete()
    assert "One of the contacts is gone" in refused(kept, Contact(pk=gone.pk))


def test_persons_of_one_company_become_one(kept: Contact) -> None:
    eva, double = f.PersonFactory(name="Eva Holm", company=kept), f.PersonFactory(name="Eva Holm", company=kept)
    f.InteractionFactory(contact=double)
    record = merge(eva, double)
    assert Interaction.objects.get().contact == eva
    unmerging.undo(record, by=None, at=NEWER)
    assert Interaction.objects.get().contact == double


def test_what_came_since_stays_with_the_survivor(kept: Contact, gone: Contact) -> None:
    record = merge(kept, gone, "email")
    f.InteractionFactory(contact=kept)
    kept.refresh_from_db()
    kept.city = "Bodø"
    kept.changed(by=None, at=NEWER)
    kept.save()
    unmerging.undo(record, by=None, at=NEWER)
    kept.refresh_from_db()
    assert (kept.city, kept.email, kept.version) == ("Bodø", "", 4)
    assert Interaction.objects.get().contact == kept


def not_undone(record: Merge) -> str:
    before = dump()
    with pytest.raises(TouchedSince) as refusal:
        unmerging.undo(record, by=None, at=NEWER)
    assert dump() == before
    return str(refusal.value)


def test_nothing_is_undone_where_something_newer_stands(kept: Contact, gone: Contact) -> None:
    group = f.MailingGroupFactory()
    for contact in (kept, gone):
        ContactMailingGroup.objects.create(contact=contact, code=group)
    f.InteractionFactory.create_batch(2, contact=gone)
    record = merge(kept, gone, "email")
    Contact.objects.filter(pk=kept.pk).update(email="new@fjordmat.no")
    assert "Fjordmat AS was changed since in what the merge wrote" in not_undone(record)
    Contact.objects.filter(pk=kept.pk).update(email="post@fjordmat.no")
    other = f.CompanyFactory(number="CT2", name="Hansen Bakeri")
    assert "The number CT2 belongs to Hansen Bakeri by now" in not_undone(record)
    other.delete()
    ContactMailingGroup.objects.all().delete()
    group.delete()
    assert "no longer exists (Mailing group" in not_undone(record)
    Merge.objects.update(kept={**record.kept, "removed": []})
    Interaction.objects.update(contact=f.CompanyFactory())
    assert "2 records (Interactions) were deleted or given to another contact since" in not_undone(record)
    merge(f.CompanyFactory(), kept)
    assert "CT1 Fjordmat AS was deleted or merged since" in not_undone(record)


def test_merges_one_after_the_other_are_undone_the_other_way_round(kept: Contact, gone: Contact) -> None:
    f.InteractionFactory(contact=gone)
    last = f.CompanyFactory(name="Fjordmat Norge AS")
    before = dump()
    first, second = merge(kept, gone), merge(last, kept)
    assert "merged since" in not_undone(first)
    unmerging.undo(second, by=None, at=NEWER)
    unmerging.undo(first, by=None, at=NEWER)
    assert dump() == before


def test_strings_and_pairs_of_the_survivor_are_those_of_the_merged_one(kept: Contact, gone: Contact) -> None:
    duplicates.search()
    merge(kept, gone, "email")
    assert not Duplicate.objects.exists()
    assert set(SearchString.objects.values_list("contact__number", flat=True)) == {"CT1"}
    assert SearchString.objects.filter(line__field="email").count() == 2


def test_the_histories_tell_about_the_merge(kept: Contact, gone: Contact, ann: User) -> None:
    customer = f.CustomerFactory(contact=gone)
    merge(kept, gone, by=ann)
    told = "Merged: CT2 Fjordmat A/S → CT1 Fjordmat AS"
    past = {(row.number, row.history_type) for row in Contact.history.filter(history_change_reason=told)}
    assert past == {("CT1", "~"), ("CT2", "-")}
    assert customer.history.get(history_change_reason=told).history_user == ann


def test_ten_times_as_many_records_cost_no_more_statements(queries: Queries) -> None:
    def merged(count: int) -> int:
        kept, gone = f.CompanyFactory(), f.CompanyFactory()
        f.InteractionFactory.create_batch(count, contact=gone)
        f.SegmentLineFactory.create_batch(count, contact=gone)
        f.OpportunityFactory.create_batch(count, contact=gone)
        return queries(lambda: unmerging.undo(merge(kept, gone), by=None, at=NEWER))

    assert merged(20) == merged(2)


def test_a_merge_is_looked_at_made_and_undone_by_page(as_ann: Client, kept: Contact, gone: Contact) -> None:
    f.InteractionFactory(contact=gone)
    Contact.objects.filter(pk=gone.pk).update(privacy_blocked=True)
    page = reverse("contacts:merge", args=["CT1", "CT2"])
    shown = as_ann.get(page).content.decode()
    for words in ["post@fjordmat.no", "Interaction", "Cancel", "The strictest consent wins", "Privacy Blocked"]:
        assert words in shown
    response = as_ann.post(page, {"email": "theirs", "phone": "mine"}, follow=True)
    assert "CT2 Fjordmat A/S is merged into CT1 Fjordmat AS." in response.content.decode()
    record = Merge.objects.get()
    assert record.records == 1
    assert "Fjordmat" in as_ann.get(reverse("contacts:merges")).content.decode()
    assert "Undo the merge" in as_ann.get(record.get_absolute_url()).content.decode()
    undone = as_ann.post(reverse("contacts:undo_merge", args=[record.pk]), follow=True).content.decode()
    assert "The two contacts are as they were before." in undone
    assert "Undo the merge" not in undone
    assert Contact.objects.get(number="CT2").email == "post@fjordmat.no"


def test_what_moves_is_called_by_what_it_is_to_the_contact(kept: Contact, gone: Contact) -> None:
    f.PersonFactory(company=gone)
    for _each in range(2):
        ContactIndustryGroup.objects.create(contact=gone, code=f.IndustryGroupFactory())
    assert [(each.label, each.records) for each in comparison.tables(kept, gone)] == [
        ("Industry groups", 2),
        ("Person", 1),
    ]


def test_the_address_of_a_merged_contact_leads_to_what_it_became(
    as_ann: Client, ann: User, kept: Contact, gone: Contact
) -> None:
    last = f.CompanyFactory(number="CT3", name="Fjordmat Group")
    record = merging.merge(survivor=kept, duplicate=gone, theirs=[], by=ann, at=NEWER)
    answer = as_ann.get("/contacts/CT2/", follow=True)
    assert answer.redirect_chain == [("/contacts/CT1/", 302)]
    assert "CT2 was merged into" in answer.text
    merging.merge(survivor=last, duplicate=kept, theirs=[], by=ann, at=NEWER)
    for number in ("CT1", "CT2"):
        assert as_ann.get(f"/contacts/{number}/").headers["Location"] == "/contacts/CT3/"
    for number in ("CT", "CT4"):
        assert as_ann.get(f"/contacts/{number}/").status_code == 404
    last.delete()
    assert as_ann.get("/contacts/CT2/").status_code == 404
    Merge.objects.filter(pk=record.pk).update(kept={})  # as when it is undone
    assert Merge.objects.survivor_of("CT2") is None


def test_two_customers_are_refused_on_the_page_too(as_ann: Client, kept: Contact, gone: Contact) -> None:
    for contact in (kept, gone):
        f.CustomerFactory(contact=contact)
    page = reverse("contacts:merge", args=["CT1", "CT2"])
    assert "two customers cannot become one" in as_ann.get(page).content.decode()
    assert "two customers cannot become one" in as_ann.post(page).content.decode()
    assert Contact.objects.filter(number="CT2").exists()


def test_the_page_of_a_contact_offers_who_looks_the_same(as_ann: Client, kept: Contact, gone: Contact) -> None:
    f.DuplicateFactory(contact=kept, other=gone, matching=9)
    page = reverse("contacts:choose_duplicate", args=["CT2"])
    shown = as_ann.get(page).content.decode()
    assert reverse("contacts:merge", args=["CT2", "CT1"]) in shown
    assert "9 matching strings" in shown
    response = as_ann.get(page, {"other": kept.pk})
    assert response["Location"] == reverse("contacts:merge", args=["CT2", "CT1"])


def test_sales_does_not_merge_and_administration_does(as_bob: Client, dana: User, kept: Contact, gone: Contact) -> None:
    page = reverse("contacts:merge", args=["CT1", "CT2"])
    assert as_bob.get(page).status_code == 403
    as_dana = Client()
    as_dana.force_login(dana)
    assert as_dana.post(page).status_code == 302
    assert not Contact.objects.filter(number="CT2").exists()
