"""Many rows changed at once: looked at first, with a reason, and taken back."""

from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from contacts.models import Contact
from core.bulk.editing import EditRefused, edit, propose, take_back
from core.models import ChangeSet, User
from salespeople.models import Salesperson
from tests.conftest import Queries
from tests.factories import CompanyFactory, SalespersonFactory

pytestmark = pytest.mark.django_db
MOMENT, LATER = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 3, 11, 9, tzinfo=UTC)


@pytest.fixture
def rita() -> Salesperson:
    return SalespersonFactory(code="RL", name="Rita Lens")


@pytest.fixture
def contacts(rita: Salesperson) -> None:
    jonas = SalespersonFactory(code="JR", name="Jonas Reuter")
    for number, salesperson in [("A1", jonas), ("A2", None), ("A3", rita)]:
        CompanyFactory(number=number, name=f"Company {number}", salesperson=salesperson)


def held() -> dict[str, str]:
    rows = Contact.objects.order_by("number").values_list("number", "salesperson__code")
    return {number: code or "" for number, code in rows}


def edited(rita: Salesperson, by: User, **changes: str) -> ChangeSet:
    rows, values = Contact.objects.all(), {"salesperson": rita}
    options = {"reason": "Jonas left", "seen": propose(rows, values).seen} | changes
    return edit(rows, values, by=by, at=MOMENT, **options)


def test_a_proposal_tells_what_changes_and_what_is_like_that_already(contacts: None, rita: Salesperson) -> None:
    proposal = propose(Contact.objects.all(), {"salesperson": rita, "exclude_from_segments": False})
    assert (proposal.changing, proposal.alike) == (2, 1)
    told = [(str(row), [(c.label, c.before, c.after) for c in changes]) for row, changes in proposal.shown]
    assert told[0][1] == [("Salesperson", "Jonas Reuter", "Rita Lens")]
    assert told[1][1] == [("Salesperson", "", "Rita Lens")]


def test_a_row_whose_former_value_is_deleted_by_now_stays(contacts: None, rita: Salesperson, ann: User) -> None:
    change_set = edited(rita, ann)
    Salesperson.objects.get(code="JR").delete()
    assert take_back(change_set, by=ann, at=LATER) == (1, 1)
    assert held() == {"A1": "RL", "A2": "", "A3": "RL"}


def test_an_edit_changes_the_rows_with_their_history_and_reason(contacts: None, rita: Salesperson, ann: User) -> None:
    change_set = edited(rita, ann)
    assert held() == {"A1": "RL", "A2": "RL", "A3": "RL"}
    assert change_set.words == "Salesperson: Rita Lens"
    first, third = Contact.objects.get(number="A1"), Contact.objects.get(number="A3")
    assert (first.version, first.modified_by, first.modified_at) == (2, ann, MOMENT)
    assert third.version == 1
    newest = first.history.order_by("-history_id")[0]
    assert (newest.history_change_reason, newest.history_user, newest.salesperson_id) == ("Jonas left", ann, rita.pk)


def test_an_edit_is_taken_back_and_a_second_time_does_nothing(contacts: None, rita: Salesperson, ann: User) -> None:
    before = held()
    change_set = edited(rita, ann)
    assert take_back(change_set, by=ann, at=LATER) == (2, 0)
    assert held() == before
    assert (
        Contact.objects.get(number="A1").history.order_by("-history_id")[0].history_change_reason
        == "Taken back: Jonas left"
    )
    assert take_back(change_set, by=ann, at=LATER) == (0, 0)
    change_set.refresh_from_db()
    assert (change_set.taken_back_by, change_set.taken_back_at) == (ann, LATER)


def test_what_somebody_changed_since_stays(contacts: None, rita: Salesperson, ann: User, bob: User) -> None:
    change_set = edited(rita, ann)
    row = Contact.objects.get(number="A2")
    row.changed(by=bob, at=LATER)
    row.save()
    Contact.objects.get(number="A1")
    assert take_back(change_set, by=ann, at=LATER) == (1, 1)
    assert held() == {"A1": "JR", "A2": "RL", "A3": "RL"}


def test_rows_changed_meanwhile_are_looked_at_again(contacts: None, rita: Salesperson, ann: User) -> None:
    seen = propose(Contact.objects.all(), {"salesperson": rita}).seen
    Contact.objects.filter(number="A1").update(version=7)
    with pytest.raises(EditRefused, match="Look at the changes again"):
        edited(rita, ann, seen=seen)
    assert held()["A2"] == ""


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_edit_needs_a_reason(contacts: None, rita: Salesperson, ann: User, reason: str) -> None:
    with pytest.raises(EditRefused, match="Say why"):
        edited(rita, ann, reason=reason)
    assert not ChangeSet.objects.exists()


def test_too_many_rows_are_refused(contacts: None, rita: Salesperson, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.bulk.editing.MOST_ROWS", 1)
    with pytest.raises(EditRefused, match="at most 1 rows"):
        propose(Contact.objects.all(), {"salesperson": rita})


def test_the_number_of_statements_does_not_grow_with_the_rows(
    contacts: None, rita: Salesperson, ann: User, queries: Queries
) -> None:
    ContentType.objects.get_for_model(Contact)  # known from now on
    few = queries(lambda: edited(rita, ann))
    CompanyFactory.create_batch(20)
    assert queries(lambda: edited(rita, ann)) == few


class TestPages:
    @pytest.fixture(autouse=True)
    def known(self, contacts: None) -> None:
        self.keys = list(Contact.objects.order_by("number").values_list("pk", flat=True))

    def test_a_marketer_edits_ticked_rows_and_takes_it_back(self, as_ann: Client, rita: Salesperson) -> None:
        ticked = {"selected": self.keys[:2], "query": "sort=number"}
        assertContains(as_ann.post("/contacts/", ticked), "Edit 2 rows")
        filled = ticked | {"change_salesperson": "on", "salesperson": rita.pk}
        looked = as_ann.post("/contacts/", filled | {"look": ""})
        assertContains(looked, "2 rows change")
        assertContains(looked, "<s>Jonas Reuter</s> → Rita Lens")
        seen = looked.context["proposal"].seen
        refused = as_ann.post("/contacts/", filled | {"apply": "", "seen": seen, "reason": ""})
        assertContains(refused, "Say why")
        done = as_ann.post("/contacts/", filled | {"apply": "", "seen": seen, "reason": "Jonas left"}, follow=True)
        assert done.redirect_chain[0][0] == "/contacts/?sort=number"
        assertContains(done, "2 rows are changed.")
        change_set = ChangeSet.objects.get()
        assertContains(as_ann.get("/changes/"), "Jonas left")
        page = as_ann.get(change_set.get_absolute_url())
        assertContains(page, "Take back")
        assertContains(as_ann.get(f"{Contact.objects.get(pk=self.keys[0]).get_absolute_url()}history/"), "Jonas left")
        back = as_ann.post(f"/changes/{change_set.pk}/take-back/", follow=True)
        assertContains(back, "2 rows are as they were.")
        assertNotContains(back, "data-confirm-ok")

    def test_all_rows_of_a_filter_are_edited(self, as_ann: Client, rita: Salesperson) -> None:
        filled = {"all_results": "1", "query": "f.salesperson=JR", "change_salesperson": "on", "salesperson": ""}
        assertContains(as_ann.post("/contacts/", filled | {"look": ""}), "1 row changes")

    def test_nothing_ticked_or_chosen_is_told(self, as_ann: Client) -> None:
        assertContains(as_ann.post("/contacts/", {"query": ""}, follow=True), "Tick the rows to change.")
        nothing = as_ann.post("/contacts/", {"selected": self.keys, "look": ""})
        assertContains(nothing, "Tick the fields to change.")

    def test_a_blocked_salesperson_is_not_given_to_anybody(self, as_ann: Client) -> None:
        gone = SalespersonFactory(code="GONE", blocked=True)
        filled = {"selected": self.keys, "change_salesperson": "on", "salesperson": gone.pk, "look": ""}
        assertContains(as_ann.post("/contacts/", filled), "Select a valid choice")

    def test_other_fields_than_the_safe_ones_are_not_changed(self, as_ann: Client) -> None:
        filled = {"selected": self.keys, "change_name": "on", "name": "Mine", "look": ""}
        assertContains(as_ann.post("/contacts/", filled), "Tick the fields to change.")

    def test_who_may_not_change_rows_is_not_offered_and_refused(self, as_bob: Client) -> None:
        assertNotContains(as_bob.get("/campaigns/"), "data-selection-bar")
        assert as_bob.post("/campaigns/", {"selected": ["1"]}).status_code == 403

    def test_who_may_not_change_rows_does_not_take_back(
        self, as_ann: Client, ann: User, rita: Salesperson, eve: User, client: Client
    ) -> None:
        change_set = edited(rita, ann)
        client.force_login(eve)
        assert client.post(f"/changes/{change_set.pk}/take-back/").status_code == 403

    def test_a_list_without_safe_fields_takes_no_post(self, as_ann: Client, ann: User) -> None:
        ann.is_superuser = True
        ann.save()
        assert as_ann.post("/items/entries/").status_code == 405
