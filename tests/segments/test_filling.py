"""What a template fills in: on the header, on its lines, on one line (10.4, decision 18)."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from contacts.models import Contact
from interactions.models import InteractionTemplate
from segments import building, header
from segments.models import Segment, SegmentLine
from tests.conftest import Queries
from tests.factories import (
    A_MOMENT,
    CampaignFactory,
    CompanyFactory,
    InteractionGroupFactory,
    InteractionTemplateFactory,
    LanguageFactory,
    PersonFactory,
    SegmentFactory,
    SegmentLineFactory,
    TemplateLanguageFactory,
)
from tests.segments.test_header import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def bus() -> InteractionTemplate:
    return template("BUS", "Business letter", "8", 30, correspondence_type="hard copy")


@pytest.fixture
def mail() -> InteractionTemplate:
    return template("MAIL", "Campaign mail", "2.50", 5, campaign_target=True)


@pytest.fixture
def onsite() -> InteractionTemplate:
    group = InteractionGroupFactory(code="MEETING")
    return template("ONSITE", "On-site meeting", "45", 180, group=group)


def template(code: str, description: str, cost: str, minutes: int, **values: Any) -> InteractionTemplate:
    values = {"group": InteractionGroupFactory(code="LETTER"), "information_flow": "outbound", **values}
    given = {"unit_cost": Decimal(cost), "unit_duration": minutes, "initiated_by": "us", **values}
    made: InteractionTemplate = InteractionTemplateFactory(code=code, description=description, **given)
    return made


def headed(template: InteractionTemplate, **values: Any) -> Segment:
    known = {"unit_cost": template.unit_cost, "unit_duration": template.unit_duration, "campaign": CampaignFactory()}
    segment: Segment = SegmentFactory(template=template, **known | values)
    return segment


def line(segment: Segment, template: InteractionTemplate, **values: Any) -> SegmentLine:
    known = {"template": template, "cost": template.unit_cost, "duration": template.unit_duration}
    made: SegmentLine = SegmentLineFactory(segment=segment, **known | values)
    return made


def save(client: Client, segment: Segment, **changes: Any) -> Any:
    fields = {
        "template": segment.template_id or "",
        "unit_cost": segment.unit_cost,
        "unit_duration": segment.unit_duration,
        "correspondence_type": segment.correspondence_type,
    }
    response = client.post(segment.get_absolute_url(), typed(segment, **(fields | changes)))
    segment.refresh_from_db()
    return response


def add(segment: Segment, *contacts: Contact) -> list[SegmentLine]:
    chosen = Contact.objects.filter(pk__in=[contact.pk for contact in contacts])
    building.add(segment=segment, contacts=chosen, words="chosen", by=None, at=A_MOMENT)
    return list(segment.lines.in_segment().order_by("pk"))


# --- the header -----------------------------------------------------------------------------------------


def test_cp_125_a_template_fills_the_header_and_new_lines_take_it_over(as_ann: Client) -> None:
    dutch = LanguageFactory(code="NLD")
    news = template("NEWS", "News", "3.50", 2, campaign_target=True, language=dutch)
    TemplateLanguageFactory(template=news, language=dutch, subject="Nieuws")
    segment = SegmentFactory(campaign=CampaignFactory())
    save(as_ann, segment, template=news.pk)
    assert (segment.template, segment.unit_cost, segment.unit_duration) == (news, Decimal("3.50"), 2)
    assert (segment.campaign_target, segment.campaign_response) == (True, False)
    assert (segment.information_flow, segment.initiated_by) == ("outbound", "us")
    assert (segment.language, segment.subject) == (dutch, "Nieuws")
    (entered,) = add(segment, CompanyFactory())
    assert (entered.template, entered.cost, entered.duration) == (news, Decimal("3.50"), 2)
    assert (entered.campaign_target, entered.language, entered.subject) == (True, dutch, "Nieuws")


def test_what_is_typed_with_the_template_is_kept(as_ann: Client, bus: InteractionTemplate) -> None:
    segment = SegmentFactory()
    save(as_ann, segment, template=bus.pk, unit_cost="9.00")
    assert (segment.unit_cost, segment.unit_duration) == (9, 30)


def test_the_templates_campaign_is_taken_where_the_header_has_none(as_ann: Client, mail: InteractionTemplate) -> None:
    mail.campaign = CampaignFactory()
    mail.save()
    segment, other = SegmentFactory(), SegmentFactory(campaign=CampaignFactory())
    save(as_ann, segment, template=mail.pk)
    assert (segment.campaign, segment.campaign_target) == (mail.campaign, True)
    save(as_ann, other, template=mail.pk)
    assert other.campaign != mail.campaign


def test_a_template_without_campaign_makes_no_target_of_nothing(as_ann: Client, mail: InteractionTemplate) -> None:
    segment = SegmentFactory()
    save(as_ann, segment, template=mail.pk)
    assert (segment.template, segment.campaign_target) == (mail, False)


def test_clearing_the_template_clears_what_it_said(as_ann: Client, bus: InteractionTemplate) -> None:
    segment = SegmentFactory()
    save(as_ann, segment, template=bus.pk)
    save(as_ann, segment, template="")
    assert (segment.template, segment.unit_cost, segment.unit_duration, segment.initiated_by) == (None, 0, 0, "")


def test_ci_32_campaign_target_and_response_need_a_campaign(as_ann: Client) -> None:
    fields = as_ann.get(SegmentFactory().get_absolute_url()).context["form"].fields
    assert (fields["campaign_target"].disabled, fields["campaign_response"].disabled) == (True, True)
    segment = SegmentFactory(campaign=CampaignFactory(), campaign_target=True, campaign_response=True)
    fields = as_ann.get(segment.get_absolute_url()).context["form"].fields
    assert not fields["campaign_target"].disabled
    save(as_ann, segment, campaign="")
    assert (segment.campaign_target, segment.campaign_response) == (False, False)


def test_fields_of_the_template_open_with_it(as_ann: Client, bus: InteractionTemplate) -> None:
    fields = as_ann.get(SegmentFactory().get_absolute_url()).context["form"].fields
    locked = ["language", "subject", "unit_cost", "unit_duration", "information_flow", "ignores_contact_type"]
    assert all(fields[name].disabled for name in locked)
    fields = as_ann.get(headed(bus).get_absolute_url()).context["form"].fields
    assert not any(fields[name].disabled for name in locked)
    assert fields["correspondence_type"].disabled  # until the contacts' own types are ignored


# --- from the header to its lines -----------------------------------------------------------------------


def test_ci_16_a_new_template_goes_to_all_lines_with_all_its_values(
    as_ann: Client, bus: InteractionTemplate, mail: InteractionTemplate, onsite: InteractionTemplate
) -> None:
    segment = headed(bus)
    lines = [line(segment, each) for each in (bus, bus, onsite)]
    page = save(as_ann, segment, template=mail.pk)
    assert "Also on all 3 lines" in page.text
    assert "MAIL Campaign mail" in page.text
    assert segment.template == bus
    save(as_ann, segment, template=mail.pk, apply="lines")
    for each in lines:
        each.refresh_from_db()
        assert (each.template, each.template.group.code) == (mail, "LETTER")
        assert (each.cost, each.duration, each.campaign_target) == (Decimal("2.50"), 5, True)


def test_ci_17_a_header_value_of_the_template_reaches_lines_with_the_same_template(
    as_ann: Client, bus: InteractionTemplate, onsite: InteractionTemplate
) -> None:
    segment = headed(bus)
    for each in (bus, onsite, bus):
        line(segment, each)
    page = save(as_ann, segment, unit_cost="9.00")
    assert "Also on 2 lines" in page.text
    save(as_ann, segment, unit_cost="9.00", apply="lines")
    costs = SegmentLine.objects.filter(segment=segment).order_by("pk").values_list("cost", flat=True)
    assert list(costs) == [9, 45, 9]


def test_where_no_line_has_the_template_nothing_is_asked(
    as_ann: Client, bus: InteractionTemplate, onsite: InteractionTemplate
) -> None:
    segment = headed(bus)
    line(segment, onsite)
    assert save(as_ann, segment, unit_cost="9.00").status_code == 302


def test_ci_146_a_late_template_does_not_clear_the_target(as_ann: Client, bus: InteractionTemplate) -> None:
    segment = SegmentFactory(campaign=CampaignFactory(), campaign_target=True)
    SegmentLineFactory(segment=segment, campaign_target=True)
    save(as_ann, segment, template=bus.pk, apply="lines")
    assert segment.campaign_target
    stands = segment.lines.get()
    assert (stands.template, stands.campaign_target, stands.cost) == (bus, True, 8)


def test_passing_a_template_on_is_one_update(queries: Queries, bus: InteractionTemplate) -> None:
    segment = headed(bus)
    for _number in range(3):
        SegmentLineFactory(segment=segment)
    assert queries(lambda: header.pass_on(segment, ["template", "unit_cost", "date"])) == 2  # and the template's texts
    assert set(segment.lines.values_list("template", "cost")) == {(bus.pk, 8)}


# --- by what the contacts are like ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prefers", "header_ignores", "template_ignores", "expected"),
    [
        ("email", "hard copy", True, "hard copy"),
        ("hard copy", "", True, "email"),
        ("hard copy", "", False, "hard copy"),
        ("", "", False, "email"),
    ],
)
def test_int_17_the_correspondence_type_of_a_line(
    prefers: str, header_ignores: str, template_ignores: bool, expected: str
) -> None:
    said = template("T", "T", "1", 1, correspondence_type="email", ignores_contact_type=template_ignores)
    segment = headed(said, correspondence_type=header_ignores, ignores_contact_type=bool(header_ignores))
    (entered,) = add(segment, CompanyFactory(correspondence_type=prefers))
    assert entered.correspondence_type == expected
    header.pass_on(segment, ["template"])
    assert segment.lines.get().correspondence_type == expected
    building.enter_again(segment=segment, contact=entered.contact)
    assert segment.lines.get().correspondence_type == expected


def test_int_15_a_contact_is_addressed_in_its_language_where_the_template_speaks_it() -> None:
    dutch, norse, finnish = (LanguageFactory(code=code) for code in ("NLD", "NOR", "FIN"))
    said = template("T", "T", "1", 1, language=dutch)
    TemplateLanguageFactory(template=said, language=dutch, subject="Nieuws")
    TemplateLanguageFactory(template=said, language=norse, subject="Nyheter")
    segment = headed(said, language=dutch, subject="Eigen nieuws")
    people = [PersonFactory(language=each) for each in (dutch, norse, finnish, None)]
    add(segment, *people)
    expected = ["Eigen nieuws", "Nyheter", "Eigen nieuws", "Eigen nieuws"]

    def subjects() -> list[str]:
        known = dict(segment.lines.values_list("contact", "subject"))
        return [known[person.pk] for person in people]

    assert subjects() == expected
    segment.subject = expected[0] = expected[2] = expected[3] = "Laatste nieuws"
    header.pass_on(segment, ["subject"])
    assert subjects() == expected
    building.enter_again(segment=segment, contact=people[1])
    assert subjects() == expected
    assert segment.lines.get(contact=people[1]).language == norse


# --- one line -------------------------------------------------------------------------------------------


def change(client: Client, line: SegmentLine, **changes: Any) -> Any:
    page = client.get(line.get_absolute_url())
    form = page.context["form"]
    ticks = {name for name, field in form.fields.items() if isinstance(form[name].value(), bool)}
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value is None else value for name, value in shown.items() if name not in ticks or value}
    response = client.post(line.get_absolute_url(), sent | changes)
    line.refresh_from_db()
    return response


def test_ci_19_cp_128_another_template_on_a_line_brings_its_description(
    as_ann: Client, bus: InteractionTemplate, mail: InteractionTemplate
) -> None:
    stands = line(headed(bus), bus, description="Business letter")
    assert change(as_ann, stands, template=mail.pk).status_code == 302
    assert (stands.description, stands.template, stands.cost) == ("Campaign mail", mail, Decimal("2.50"))
    assert stands.campaign_target


def test_ci_20_a_typed_description_survives_the_first_template(as_ann: Client, bus: InteractionTemplate) -> None:
    stands = SegmentLineFactory(description="Invite Eva")
    change(as_ann, stands, template=bus.pk)
    assert (stands.description, stands.cost) == ("Invite Eva", 8)


def test_cp_67_a_template_without_target_leaves_the_flag_of_the_line(
    as_ann: Client, bus: InteractionTemplate, mail: InteractionTemplate
) -> None:
    stands = line(headed(mail), mail, campaign_target=True)
    change(as_ann, stands, template=bus.pk)
    assert (stands.template, stands.campaign_target) == (bus, True)


def test_a_line_is_changed_by_itself(as_ann: Client, bus: InteractionTemplate) -> None:
    stands = line(headed(bus), bus)
    change(as_ann, stands, evaluation="positive", cost="12.00")
    assert (stands.evaluation, stands.cost, stands.template) == ("positive", 12, bus)
    assert change(as_ann, stands, cost="-1").status_code == 200
    assert stands.cost == 12


def test_a_line_that_was_taken_out_stays_as_it_was(as_ann: Client) -> None:
    stands = SegmentLineFactory()
    stands.removed = stands.added
    stands.save()
    as_ann.post(stands.get_absolute_url(), {"description": "Other"})
    stands.refresh_from_db()
    assert stands.description == ""


def test_cp_131_phone_mobile_and_mail_of_the_contact_stand_on_its_line(as_ann: Client) -> None:
    segment = SegmentFactory()
    company = CompanyFactory(phone="+31 1", mobile_phone="+31 6", email="noord@example.test")
    person = PersonFactory(company=company, phone="+31 2", email="eva@example.test")
    add(segment, company, person)
    page = as_ann.get(f"{segment.get_absolute_url()}lines/").text
    for shown in ("+31 1", "+31 6", "noord@example.test", "+31 2", "eva@example.test"):
        assert shown in page


def test_the_figures_of_a_segment_sum_up_cost_and_minutes(as_ann: Client, bus: InteractionTemplate) -> None:
    segment = headed(bus)
    for _number in range(3):
        line(segment, bus)
    page = as_ann.get(f"{segment.get_absolute_url()}figures/").text
    assert "24.00" in page
    assert "90" in page
