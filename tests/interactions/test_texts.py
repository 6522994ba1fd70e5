"""What a template says in each language: its merge fields, its file, and what a contact would get."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.errors import Refused
from core.models import User
from interactions.letters import merging, writing
from interactions.models import Attachment, TemplateLanguage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def english() -> Any:
    return factories.LanguageFactory(code="ENU", name="English")


@pytest.fixture
def template(english: Any) -> Any:
    return factories.InteractionTemplateFactory(code="BUS", language=english)


def preview(text: str, contact: Any, template: Any, language: Any) -> str:
    said = TemplateLanguage(template=template, language=language, text=text)
    return writing.preview(said, contact=contact, day=factories.A_DAY).text


def test_fields_are_filled_with_the_contact_s_own_values(template: Any, english: Any) -> None:
    seller = factories.SalespersonFactory(name="Bob Sells")
    acme = factories.CompanyFactory(name="Acme")
    ann = factories.PersonFactory(name="Ann van Berg", job_title="Buyer", company=acme, salesperson=seller)
    template.campaign = factories.CampaignFactory(description="Trade show")
    text = "{first_name}, {job_title} of {company_name}: {campaign}, {today}, {salesperson}; {salesperson_phone}."
    assert preview(text, ann, template, english) == "Ann, Buyer of Acme: Trade show, March 10, 2026, Bob Sells; ."


def test_a_text_has_the_salutation_of_the_contact_in_its_language(template: Any, english: Any) -> None:
    formula = factories.SalutationFormulaFactory(language=english, kind="formal", text="Dear {job_title} {surname},")
    ann = factories.PersonFactory(name="Ann Berg", salutation=formula.salutation)
    assert preview("{salutation} hello", ann, template, english) == "Dear Berg, hello"
    with pytest.raises(Refused, match="no formula in English: Informal"):
        preview("{salutation_informal}", ann, template, english)


def test_braces_around_no_name_stay(template: Any, english: Any) -> None:
    assert preview("a { b", factories.PersonFactory(), template, english) == "a { b"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("{firstname}", "{first_name}"),
        ("{Job Title}", "{job_title}"),
        ("{company}", "{company_name}"),
        ("{}", "{name}, {first_name} or {salutation}"),
    ],
)
def test_an_unknown_field_is_refused_with_the_nearest_ones(typed: str, nearest: str) -> None:
    with pytest.raises(Refused) as refused:
        merging.check(f"Dear {typed},")
    assert typed in str(refused.value)
    assert nearest in str(refused.value)


def test_a_text_is_typed_with_its_file_and_both_may_be_changed(
    template: Any, english: Any, dana: User, client: Client, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(dana)
    offer = SimpleUploadedFile("offer.pdf", b"%PDF-1.7")
    sent = {"language": english.pk, "subject": "News", "text": "Dear {name}", "file": offer}
    assert client.post("/interactions/templates/BUS/texts/new/", sent).status_code == 302
    said = TemplateLanguage.objects.get()
    assert (said.language, said.subject, said.attachment.name) == (english, "News", "offer.pdf")
    page = client.get("/interactions/templates/BUS/texts/").content.decode()
    assert "offer.pdf" in page
    client.post("/interactions/templates/BUS/texts/ENU/", {"subject": "Other", "text": "Hello", "remove": "on"})
    said.refresh_from_db()
    assert (said.subject, said.attachment) == ("Other", None)
    assert not Attachment.objects.exists()
    client.post("/interactions/templates/BUS/texts/ENU/delete/")
    assert not TemplateLanguage.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": "Dear {nam}"}, "There is no merge field {nam}."),
        ({"file": SimpleUploadedFile("offer.pdf", b"MZ")}, "offer.pdf is not what its name says"),
    ],
)
def test_a_text_that_is_refused_changes_nothing(
    template: Any, english: Any, dana: User, client: Client, typed: dict[str, Any], sentence: str
) -> None:
    client.force_login(dana)
    answer = client.post("/interactions/templates/BUS/texts/new/", {"language": english.pk, "text": "Hello", **typed})
    assert sentence in answer.content.decode()
    assert not TemplateLanguage.objects.exists()


def test_a_template_has_each_language_once(template: Any, english: Any, dana: User, client: Client) -> None:
    factories.TemplateLanguageFactory(template=template, language=english)
    client.force_login(dana)
    client.post("/interactions/templates/BUS/texts/new/", {"language": english.pk, "text": "Hello"})
    assert TemplateLanguage.objects.count() == 1


def test_what_a_contact_gets_is_shown_before_anything_is_saved(
    template: Any, english: Any, dana: User, client: Client
) -> None:
    ann = factories.PersonFactory(name="Ann <Berg>")
    client.force_login(dana)
    sent = {"language": english.pk, "text": "Dear {name}", "contact": ann.pk, "preview": "1"}
    page = client.post("/interactions/templates/BUS/texts/new/", sent).content.decode()
    assert "Dear Ann &lt;Berg&gt;" in page
    assert not TemplateLanguage.objects.exists()
    page = client.post("/interactions/templates/BUS/texts/new/", {**sent, "contact": ""}).content.decode()
    assert "Choose a contact" in page


def test_the_template_of_an_event_has_no_text(template: Any, dana: User, client: Client) -> None:
    factories.EventTemplateFactory(template=template)
    client.force_login(dana)
    answer = client.get("/interactions/templates/BUS/texts/new/", follow=True)
    assert "is the template of an event" in answer.content.decode()


def test_only_who_sets_up_templates_changes_their_texts(template: Any, english: Any, bob: User, client: Client) -> None:
    factories.TemplateLanguageFactory(template=template, language=english)
    client.force_login(bob)
    assert client.get("/interactions/templates/BUS/texts/").status_code == 200
    page = client.post("/interactions/templates/BUS/texts/ENU/", {"text": "Dear {nam}", "preview": "1"})
    assert "There is no merge field {nam}" in page.content.decode()
    assert client.post("/interactions/templates/BUS/texts/ENU/", {"text": "Hello"}).status_code == 403
    assert client.get("/interactions/templates/BUS/texts/new/").status_code == 403
    assert TemplateLanguage.objects.get().text == ""


def test_a_text_is_copied_from_another_template_or_language_with_its_file(
    client: Client, dana: User, template: Any, english: Any
) -> None:
    other = factories.TemplateLanguageFactory(
        template__code="GOLF",
        language=factories.LanguageFactory(code="NLD", name="Dutch"),
        subject="Golf",
        text="Dear {name}",
        attachment=factories.AttachmentFactory(),
    )
    client.force_login(dana)
    url = f"/interactions/templates/BUS/texts/new/?like={other.pk}"
    page = client.get(url)
    assert "Copied from GOLF · Dutch" in page.text
    shown = page.context["form"]
    assert [shown[name].value() for name in ("subject", "text")] == ["Golf", "Dear {name}"]
    client.post(url, {"language": english.pk, "subject": "Golf", "text": "Hello {name}"})
    copied = TemplateLanguage.objects.get(template=template)
    assert (copied.text, copied.attachment) == ("Hello {name}", other.attachment)
    client.post("/interactions/templates/BUS/texts/ENU/delete/")
    assert Attachment.objects.get() == other.attachment
