"""Set-up of templates, groups and events (10)."""

import pytest
from django.test import Client

from core.models import User
from interactions.models import EventTemplate, InteractionTemplate
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_dana(dana: User, client: Client) -> Client:
    client.force_login(dana)
    return client


def typed(**more: object) -> dict[str, object]:
    group = f.InteractionGroupFactory()
    blank = {"information_flow": "outbound", "initiated_by": "us", "correspondence_type": "email", "campaign": ""}
    return {"code": "golf", "group": group.pk, "description": "Golf day", "unit_cost": "8", "unit_duration": "1"} | {
        **blank,
        **more,
    }


def test_a_template_is_made_and_opened_by_its_code(as_dana: Client) -> None:
    assert as_dana.post("/interactions/templates/new/", typed()).status_code == 302
    template = InteractionTemplate.objects.get(code="GOLF")
    assert template.get_absolute_url() == "/interactions/templates/GOLF/"
    assert "Golf day" in as_dana.get(template.get_absolute_url()).content.decode()


@pytest.mark.parametrize("wrong", [{"unit_cost": "-1"}, {"unit_duration": "-1"}, {"group": ""}, {"code": "A B"}])
def test_a_template_that_makes_no_sense_is_refused(as_dana: Client, wrong: dict[str, object]) -> None:
    assert as_dana.post("/interactions/templates/new/", typed(**wrong)).status_code == 200
    assert not InteractionTemplate.objects.exists()


def test_int_5_a_template_of_an_event_cannot_be_deleted(as_dana: Client) -> None:
    template = f.EventTemplateFactory().template
    page = as_dana.post(f"{template.get_absolute_url()}delete/", follow=True).content.decode()
    assert "it is used by" in page
    assert InteractionTemplate.objects.get() == template


def test_an_unused_template_is_deleted_from_its_card(as_dana: Client) -> None:
    template = f.InteractionTemplateFactory()
    assert f"{template.get_absolute_url()}delete/" in as_dana.get(template.get_absolute_url()).content.decode()
    as_dana.post(f"{template.get_absolute_url()}delete/")
    assert not InteractionTemplate.objects.exists()


def test_a_template_leads_to_its_interactions(as_dana: Client) -> None:
    template = f.InteractionTemplateFactory()
    page = as_dana.get(template.get_absolute_url()).content.decode()
    assert f"/interactions/?template={template.pk}" in page


def test_int_7_an_event_gets_a_template_and_a_blank_records_nothing(as_dana: Client) -> None:
    template = f.InteractionTemplateFactory()
    as_dana.post("/interactions/events/", {"order": template.pk})
    assert EventTemplate.objects.get(event="order").template == template
    as_dana.post("/interactions/events/", {"order": "", "initial-order": template.pk})
    assert not EventTemplate.objects.exists()


def test_int_8_a_template_with_languages_records_nothing_by_itself(as_dana: Client) -> None:
    template = f.TemplateLanguageFactory(template__code="GOLF").template
    page = as_dana.post("/interactions/events/", {"order": template.pk}).content.decode()
    assert "GOLF A template has texts in languages." in page
    assert not EventTemplate.objects.exists()


def test_marketing_reads_the_set_up_and_does_not_change_it(ann: User, client: Client) -> None:
    client.force_login(ann)
    template = f.InteractionTemplateFactory()
    assert client.get(template.get_absolute_url()).status_code == 200
    assert client.post(template.get_absolute_url(), typed()).status_code == 403
    assert client.get("/interactions/events/").status_code == 403


def test_the_marketing_setup_leads_to_templates_groups_and_events(as_dana: Client) -> None:
    page = as_dana.get("/setup/").content.decode()
    for address in ("/interactions/templates/", "/interactions/events/", "/setup/interaction-groups/"):
        assert address in page
