"""What is known of a person is told in full, and a person is erased from every table, figures aside."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client

from campaigns.models import Campaign
from contacts import comparison, dossier, erasing, inheriting, merging, traces, unmerging
from contacts.comparison import CannotMerge
from contacts.erasing import CannotErase
from contacts.models import Contact, ContactComment, ContactWebSource, Merge
from contacts.unmerging import TouchedSince
from core.importing import checking
from core.importing.kinds import kinds
from core.models import User
from interactions.models import Attachment, Interaction, InteractionComment
from interactions.statistics import counting
from items.models import SalesEntry
from segments.models import SegmentLine, TargetExclusion
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db

SECRETS = ["anna", "berg", "77123456", "skoleveien", "kari nordmann", "90011122"]
STAYING = (models.PROTECT, models.RESTRICT, models.SET_NULL)
"""How keys answer whose rows are no details of the contact."""
NOT_OURS = {"sessions", "admin", "axes", "django_tasks_database", "contenttypes", "auth"}


@pytest.fixture
def anna() -> Contact:
    return f.PersonFactory(
        number="CT1",
        name="Anna Berg",
        phone="77123456",
        email="anna.berg@example.com",
        address="Skoleveien 4",
        external_id="anna-7",
        job_title="Baker Anna",
    )


def lived(anna: Contact, by: User | None = None) -> None:
    """A row of every table that can point at a person, with words that name it; nothing of it is open."""
    anna.name, anna.mobile_phone = "Anna Berg", "90011122"
    anna.changed(by=by, at=f.A_MOMENT)
    anna.save()
    campaign, item = f.CampaignFactory(number="K1"), f.ItemFactory()
    ContactComment.objects.create(contact=anna, date=f.A_DAY, text="Anna likes cheese")
    for name, code in [
        ("contactindustrygroup", f.IndustryGroupFactory),
        ("contactmailinggroup", f.MailingGroupFactory),
    ]:
        apps.get_model("contacts", name).objects.create(contact=anna, code=code())
    for name, code in [
        ("contactjobresponsibility", f.JobResponsibilityFactory),
        ("contactbusinessrelation", f.BusinessRelationFactory),
    ]:
        apps.get_model("contacts", name).objects.create(contact=anna, code=code())
    ContactWebSource.objects.create(contact=anna, code=f.WebSourceFactory(), search_word="Anna Berg")
    f.DoNotContactFactory(contact=anna, channel="email", reason="Anna asked", source="anna.berg@example.com")
    home = f.AlternativeAddressFactory(contact=anna, code="HOME", name="Anna Berg", phone="77123456")
    f.AddressPeriodFactory(address=home, starting_date=f.A_DAY)
    f.ContactProfileAnswerFactory(contact=anna)
    f.TargetExclusionFactory(contact=anna, campaign=campaign, reason="Anna complained")
    f.CustomerFactory(contact=anna)
    f.SalesEntryFactory(contact=anna, item=item, campaign=campaign)
    f.OpportunityFactory(contact=anna, status="won", description="Cake for Anna", date_closed=f.A_DAY)
    f.TaskFactory(contact=anna, description="Call Anna Berg", closed=True, status="completed", date_closed=f.A_DAY)
    f.AttendeeFactory(contact=anna)
    file = f.AttachmentFactory(name="anna.pdf")
    for campaign_target in (True, False):
        said = f.InteractionFactory(
            contact=anna,
            campaign=campaign,
            campaign_target=campaign_target,
            campaign_response=not campaign_target,
            description="Letter to Anna",
            subject="Dear Anna",
            contact_via="77123456",
            attachment=file,
            alternative_address=home,
            cost=7,
            duration=3,
        )
        InteractionComment.objects.create(interaction=said, date=f.A_DAY, text="Anna was out")
        f.MailFactory(interaction=said, address="anna.berg@example.com", reason="Anna's box is full")
    line = f.SegmentLineFactory(contact=anna, description="For Anna")
    line.removed = f.SegmentStepFactory(
        segment=line.segment, number=9, words="CT1 Anna Berg", criteria={"typed": {"contact": {"name": "Anna Berg"}}}
    )
    line.save()
    f.OrderFactory(sell_to=anna, bill_to=anna, your_reference="Anna", posting_date=f.A_DAY, customer=anna.customer)
    f.NamedViewFactory(name="Anna Berg only", query="q=77123456")


def texts() -> Iterator[tuple[str, str]]:
    """Every text that the database keeps, and where."""
    for table in apps.get_models():
        if table._meta.app_label in NOT_OURS:
            continue
        kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
        names = [field.attname for field in table._meta.concrete_fields if isinstance(field, kinds)]
        for row in table._base_manager.values(*names) if names else ():
            for name, value in row.items():
                yield f"{table._meta.label}.{name}", json.dumps(value, ensure_ascii=False).lower()


def found() -> set[str]:
    return {where for where, text in texts() if any(secret in text for secret in SECRETS)}


def erase(contact: Contact) -> None:
    erasing.erase(contact=contact, by=None, at=f.A_MOMENT)


def test_what_is_known_says_to_which_question_an_answer_is(anna: Contact, ann: User) -> None:
    answer = f.ProfileAnswerFactory(description="A", question__description="ABC class")
    f.ContactProfileAnswerFactory(contact=anna, answer=answer, updated_on=f.A_DAY)
    (part,) = [each for each in dossier.parts(anna, user=ann, most=9) if each.title.startswith("Profile answers")]
    assert part.labels == ["Last Date Updated", "Answer"]
    assert part.records[0][1] == "ABC class: A"


def test_every_table_that_points_at_contacts_says_what_becomes_of_its_rows() -> None:
    known = {(trace.model, trace.by) for trace in traces.added if trace.kept}
    asked = comparison.pointing_at(Contact, *STAYING)
    silent = {(each.related_model, each.field.name) for each in asked} - known
    assert not silent, "their rows are no details of the contact: say in a Trace that they are kept"


def test_after_erasing_no_table_contains_name_e_mail_or_phone(anna: Contact) -> None:
    lived(anna)
    for table, name in comparison.relations():
        if table is not Contact:
            assert comparison.pointing(table, name, anna).exists(), f"no {table.__name__} has a {name} in this test"
    assert len(found()) > 20
    erase(anna)
    assert not found()


def test_who_was_merged_into_the_person_is_erased_too(anna: Contact) -> None:
    kari = f.PersonFactory(number="CT2", name="Kari Nordmann", email="kari@example.com")
    older = f.PersonFactory(number="CT3", name="Kari  Nordmann", phone="90011122")
    f.TaskFactory(contact=older, closed=True, status="completed", date_closed=f.A_DAY)
    merging.merge(survivor=kari, duplicate=older, theirs=[], by=None, at=f.A_MOMENT)
    merging.merge(survivor=anna, duplicate=kari, theirs=[], by=None, at=f.A_MOMENT)
    erase(anna)
    assert not found()
    assert {merge.duplicate for merge in Merge.objects.all()} == {"CT2", "CT3"}
    with pytest.raises(TouchedSince, match="CT1 was erased since"):
        unmerging.undo(Merge.objects.get(survivor_key=anna.pk), by=None, at=f.A_MOMENT)


def test_a_merge_that_was_undone_no_longer_names_the_person(anna: Contact) -> None:
    undone = merging.merge(survivor=f.PersonFactory(number="CT2"), duplicate=anna, theirs=[], by=None, at=f.A_MOMENT)
    unmerging.undo(undone, by=None, at=f.A_MOMENT)
    erase(Contact.objects.get(number="CT1"))
    assert not found()


def test_nothing_new_is_noted_of_nobody(anna: Contact) -> None:
    erase(anna)
    with pytest.raises(CannotMerge, match="One of the two was erased"):
        merging.merge(survivor=f.PersonFactory(), duplicate=anna, theirs=[], by=None, at=f.A_MOMENT)
    read = checking.check(kinds["contacts"], b"number,name\nCT1,Anna Berg\n", user=None)
    assert read.rows[0].errors == ["CT1 was erased; nothing is noted there any more."]
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.filter(pk=anna.pk).update(privacy_blocked=False)


NOTED = ["comment/", "addresses/new/", "channels/note/", "classification/", "profile/", "company/"]
"""Where something is noted of a contact."""


@pytest.mark.parametrize("path", NOTED)
def test_no_page_notes_anything_of_nobody(path: str, anna: Contact, as_ann: Client) -> None:
    asked = f.ProfileAnswerFactory()
    sent: dict[str, dict[str, Any]] = {
        "comment/": {"text": "Anna called"},
        "addresses/new/": {"code": "HOME", "city": "Bodø"},
        "channels/note/": {"channel": "phone", "reason": "Anna called", "source": "a call", "date": "2026-03-11"},
        "classification/": {"mailing_groups": [f.MailingGroupFactory().pk]},
        "profile/": {f"question-{asked.question_id}": asked.pk},
        "company/": {"company": f.CompanyFactory().pk, "version": anna.version + 1, "confirmed": "1"},
    }
    lived(anna)
    erase(anna)
    before = rows_about(anna)
    answer = as_ann.post(f"/contacts/CT1/{path}", sent[path], follow=True)
    assert answer.status_code == 200
    assert "erased" in answer.content.decode()
    assert rows_about(anna) == before


def rows_about(contact: Contact) -> dict[str, int]:
    counted = {
        f"{table.__name__}.{name}": comparison.pointing(table, name, contact).count()
        for table, name in comparison.relations()
    }
    version = Contact.objects.values_list("version", flat=True).get(pk=contact.pk)
    return {**counted, "version": version}


def test_the_card_of_nobody_offers_nothing_to_note(anna: Contact, as_ann: Client) -> None:
    erase(anna)
    page = as_ann.get("/contacts/CT1/?boxes").content.decode()
    for path in NOTED:
        assert f"/contacts/CT1/{path}" not in page


def test_who_was_erased_does_not_follow_the_company() -> None:
    company = f.CompanyFactory(phone="")
    people = [f.PersonFactory(company=company, phone="") for _each in range(2)]
    erase(people[0])
    was, company.phone = Contact.objects.get(pk=company.pk), "77654321"
    company.save()
    inheriting.spread(company, was=was, by=None, at=f.A_MOMENT)
    assert list(company.persons.order_by("pk").values_list("phone", flat=True)) == ["", "77654321"]


def test_counts_costs_and_sales_stay_what_they_were(anna: Contact) -> None:
    lived(anna)

    def figures() -> Any:
        interactions = Interaction.objects.that_count()
        totals = interactions.aggregate(models.Sum("cost"), models.Sum("duration"), models.Count("contact"))
        sold = SalesEntry.objects.aggregate(models.Sum("amount"), models.Sum("quantity"), models.Count("contact"))
        rows = (SegmentLine.objects.count(), TargetExclusion.objects.count(), Interaction.objects.count())
        return totals, sold, rows

    before = figures()
    erase(anna)
    assert figures() == before


def test_the_statistics_of_the_campaign_read_the_same(anna: Contact, as_ann: Client) -> None:
    lived(anna)
    campaign = Campaign.objects.get(number="K1")

    def figures() -> Any:
        page = as_ann.get("/interactions/statistics/campaign/K1/")
        return page.context["groups"], counting.of_campaign(campaign), counting.companies_of([campaign])

    before = figures()
    assert before[1].cost == 14
    erase(anna)
    assert figures() == before


def test_the_contact_stays_as_nobody_blocked_for_good(anna: Contact, ann: User, as_ann: Client) -> None:
    lived(anna)
    erasing.erase(contact=anna, by=ann, at=f.A_MOMENT)
    anna.refresh_from_db()
    assert (anna.number, anna.name, anna.search_name) == ("CT1", "Erased person", "ERASED PERSON")
    assert (anna.privacy_blocked, anna.erased_at) == (True, f.A_MOMENT)
    version = anna.history.get()
    assert (version.history_user, version.history_change_reason) == (ann, "Erased")
    as_ann.post("/contacts/CT1/", {"name": "Anna Berg", "version": anna.version})
    anna.refresh_from_db()
    assert anna.name == "Erased person"
    with pytest.raises(CannotErase, match="CT1 was erased already"):
        erase(anna)


def test_a_file_that_many_got_stays(anna: Contact) -> None:
    file = f.AttachmentFactory(name="catalogue.pdf")
    for contact in (anna, f.PersonFactory()):
        f.InteractionFactory(contact=contact, attachment=file)
    erase(anna)
    assert Attachment.objects.get() == file
    assert Interaction.objects.filter(attachment=file).count() == 2


def test_a_namesake_keeps_what_is_said_of_him(anna: Contact) -> None:
    f.PersonFactory(name="Anna Berg")
    other = f.TaskFactory(description="Call Anna Berg about 77123456")
    erase(anna)
    other.refresh_from_db()
    assert other.description == "Call Anna Berg about Erased person"


def test_a_text_that_only_begins_like_the_name_stays(anna: Contact) -> None:
    other = f.TaskFactory(description="Visit Anna Bergmann, then anna berg")
    erase(anna)
    other.refresh_from_db()
    assert other.description == "Visit Anna Bergmann, then Erased person"


def test_open_work_speaks_against_it_by_name(anna: Contact) -> None:
    f.TaskFactory(number="T7", contact=anna)
    f.OpportunityFactory(number="O7", contact=anna)
    f.SalesDocumentFactory(number="Q7", sell_to=anna, bill_to=anna)
    f.SegmentLineFactory(segment=f.SegmentFactory(number="S7"), contact=anna)
    with pytest.raises(CannotErase) as refused:
        erase(anna)
    for named in ("open tasks T7", "open opportunities O7", "open quotes and orders Q7", "segments S7"):
        assert named in str(refused.value)
    assert Contact.objects.get(number="CT1").name == "Anna Berg"


def test_a_company_is_not_erased() -> None:
    with pytest.raises(CannotErase, match="is a company"):
        erase(f.CompanyFactory())


# --- the pages ------------------------------------------------------------------------------------------


def test_the_page_asks_for_the_number(anna: Contact, as_ann: Client) -> None:
    lived(anna)
    page = as_ann.get("/contacts/CT1/erase/").content.decode()
    assert "This cannot be undone." in page
    assert "Stay, without their texts" in page
    wrong = as_ann.post("/contacts/CT1/erase/", {"typed": "CT2"}).content.decode()
    assert "Type CT1, so that nobody else is erased." in wrong
    assert Contact.objects.get(number="CT1").name == "Anna Berg"
    done = as_ann.post("/contacts/CT1/erase/", {"typed": "ct1"}, follow=True).content.decode()
    assert "CT1 is erased. Its figures stay." in done


def test_the_page_leads_to_the_open_work_that_speaks_against_it(anna: Contact, as_ann: Client) -> None:
    f.TaskFactory(number="T7", contact=anna)
    f.OpportunityFactory(number="O7", contact=anna)
    f.SalesDocumentFactory(number="Q7", sell_to=anna, bill_to=anna)
    f.SegmentLineFactory(segment=f.SegmentFactory(number="S7"), contact=anna)
    found = dict(as_ann.get("/contacts/CT1/erase/").context["objections"])
    assert len(found) == 4
    for sentence, where in found.items():
        assert sentence.rpartition(" ")[2] in as_ann.get(where).text


def test_a_salesperson_erases_nobody(anna: Contact, as_bob: Client) -> None:
    assert as_bob.get("/contacts/CT1/erase/").status_code == 403


def test_the_page_tells_everything_that_is_known(anna: Contact, as_ann: Client) -> None:
    lived(anna)
    page = as_ann.get("/contacts/CT1/known/").content.decode()
    for said in ("Skoleveien 4", "Anna likes cheese", "Cake for Anna", "Call Anna Berg", "anna.pdf", "Anna was out"):
        assert said in page


def test_the_file_holds_a_part_for_every_table_that_knows_the_person(anna: Contact, as_ann: Client) -> None:
    lived(anna)
    answer = as_ann.get("/contacts/CT1/known/export/")
    assert "ct1.json" in answer.headers["Content-Disposition"]
    titles = {part["title"] for part in answer.json()["records"]}
    assert titles == {trace.title for trace in traces.traces() if trace.rows([anna.pk]).exists()}
    assert answer.json()["contact"]["E-Mail"] == "anna.berg@example.com"


@pytest.mark.parametrize("held_out", [True, False])
def test_who_may_not_see_held_out_companies_is_told_of_no_exclusion(
    anna: Contact, bob: User, ann: User, *, held_out: bool
) -> None:
    f.TargetExclusionFactory(contact=anna, held_out=held_out)

    def titles(user: User) -> set[str]:
        return {part.title for part in dossier.parts(anna, user=user, most=9)}

    assert "Exclusions" in titles(ann)
    assert "Exclusions" not in titles(bob)


def test_many_records_ask_no_more_of_the_database(anna: Contact, ann: User, queries: Queries) -> None:
    def told() -> int:
        return queries(lambda: dossier.parts(anna, user=ann, most=99))

    ann.has_perm("contacts.view_contact")
    lived(anna)
    for_few = told()
    for _number in range(5):
        f.InteractionFactory(contact=anna, template=f.InteractionTemplateFactory())
        f.TaskFactory(contact=anna)
        f.SegmentLineFactory(contact=anna)
        f.OpportunityFactory(contact=anna)
        f.SalesEntryFactory(contact=anna)
    assert told() == for_few
