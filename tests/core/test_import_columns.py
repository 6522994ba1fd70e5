"""What the headings of a file mean: known names, what a person says, and what is remembered of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from core.importing import meanings
from core.importing.kinds import kinds
from core.importing.records import Column
from core.models import Import, MeantHeading
from salespeople.models import Salesperson

pytestmark = pytest.mark.django_db

OWN = b"abbreviation,who,job titel\nMS,Mia Sund,Buyer\n"


def bring(client: Client, content: bytes = OWN) -> HttpResponse:
    file = SimpleUploadedFile("people.csv", content, "text/csv")
    return client.post("/import/", {"kind": "salespeople", "file": file}, follow=True)


def say(client: Client, *names: str) -> HttpResponse:
    address = Import.objects.latest("pk").get_absolute_url()
    said = {f"column-{place}": name for place, name in enumerate(names)}
    return client.post(f"{address}columns/", said, follow=True)


def test_headings_nobody_knows_can_be_given_a_meaning(as_ann: Client) -> None:
    page = bring(as_ann).content.decode()
    assert "lacks the heading" in page
    assert "Import these rows" not in page
    page = say(as_ann, "code", "name", "job_title")
    address = Import.objects.get().get_absolute_url()
    as_ann.post(address, {"seen": page.context["check"].fingerprint})
    mia = Salesperson.objects.get()
    assert (mia.code, mia.name, mia.job_title) == ("MS", "Mia Sund", "Buyer")


def test_what_was_said_is_remembered_once_it_was_imported(as_ann: Client) -> None:
    bring(as_ann)
    page = say(as_ann, "code", "name", "")
    assert not MeantHeading.objects.exists()
    as_ann.post(Import.objects.get().get_absolute_url(), {"seen": page.context["check"].fingerprint})
    page = bring(as_ann, OWN.replace(b"Mia", b"Maria"))
    assert page.context["check"].unused == ["job titel"]
    assert [row.title for row, _choice in page.context["rows"]] == ["Maria Sund"]


def test_a_heading_that_looks_like_one_is_suggested_but_not_used(as_ann: Client) -> None:
    page = bring(as_ann, b"code,name,job titel\nMS,Mia,Buyer\n")
    assert page.context["suggested"] == {"job titel": "job_title"}
    assert "suggested: not used until you say so" in page.content.decode()
    assert page.context["check"].unused == ["job titel"]


def test_what_a_heading_begins_with_is_a_suggestion_too() -> None:
    found = meanings.suggested([Column("E-Mail address", "x@example.org")], kinds["customers"].headings)
    assert found == {"E-Mail address": "email"}


def test_a_label_of_the_field_is_suggested_in_the_language_of_the_person() -> None:
    with translation.override("nl"):
        found = meanings.suggested([Column("Functie", "Inkoper")], kinds["salespeople"].headings)
    assert found == {"Functie": "job_title"}


def test_a_meaning_that_is_no_more_is_said_and_passed_over(as_ann: Client) -> None:
    MeantHeading.objects.create(kind="salespeople", heading="who", name="nickname")
    page = bring(as_ann, b"code,name,who\nMS,Mia,M\n")
    assert "What who stood for last time no longer exists" in page.content.decode()
    assert page.context["check"].unused == ["who"]


def test_two_columns_cannot_stand_for_one_field(as_ann: Client) -> None:
    bring(as_ann)
    page = say(as_ann, "code", "name", "name")
    assert "Another column stands for it too." in page.content.decode()
    assert Import.objects.get().columns == {}


def test_a_meaning_nobody_offered_is_refused(as_ann: Client) -> None:
    bring(as_ann)
    assert "is not one of the available choices" in say(as_ann, "code", "name", "password").content.decode()


def test_a_column_can_be_left_out(as_ann: Client) -> None:
    bring(as_ann, b"code,name,title\nMS,Mia,Buyer\n")
    assert say(as_ann, "code", "name", "").context["check"].unused == ["title"]
