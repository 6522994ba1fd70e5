"""The guide that asks for an interaction (12.1), and what waits to be finished (12.4)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from contacts.models import Contact
from core.models import User
from interactions.forms.guide import opportunities_for
from interactions.models import Attachment, CampaignEntry, Interaction, InteractionTemplate
from opportunities.models import Opportunity, Status
from salespeople.models import Salesperson
from tests import factories

WORK_DATE = date(2026, 3, 10)
NEW = reverse("interactions:new")


@pytest.fixture(autouse=True)
def on_the_work_date(ann: User) -> None:
    ann.work_date = WORK_DATE
    ann.save()


def typed(page: Any, **values: Any) -> dict[str, Any]:
    """What a person sends who types these values on the page."""
    form = page.context["form"]
    shown = {bound.name: bound.value() for bound in form if not bound.field.disabled}
    sent = {name: getattr(value, "pk", value) for name, value in (shown | values).items()}
    return {name: value for name, value in sent.items() if value not in (None, False)}


def changed(client: Client, url: str, field: str, values: dict[str, Any]) -> Any:
    """The page after the field was changed on it."""
    headers = {"HX-Request": "true", "HX-Trigger-Name": field}
    return client.get(url, values, headers=headers).context["form"]


def of(contact: Contact, **more: Any) -> str:
    return reverse("interactions:new", query={"contact": contact.pk, "fixed": 1, **more})


def test_ci_34_an_interaction_of_a_contact_takes_its_defaults_from_the_template(
    as_ann: Client, ann: User, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    url = of(ct101, template=bus.pk)
    sent = as_ann.post(url, typed(as_ann.get(url), time="12:34"))
    assert sent["Location"] == ct101.get_absolute_url()
    logged = Interaction.objects.get()
    assert (logged.contact, logged.contact.company.number) == (ct101, "CT100")
    assert (logged.date, str(logged.time)) == (WORK_DATE, "12:34:00")
    assert (logged.description, logged.template, logged.group) == ("Business letter", bus, bus.group)
    assert (logged.cost, logged.duration) == (Decimal("8.00"), 30)
    assert (logged.information_flow, logged.initiated_by) == ("outbound", "us")
    assert (logged.salesperson, logged.user) == (jr, ann)
    assert (logged.cancelled, logged.attempt_failed, logged.postponed) == (False, False, False)


def test_ci_37_and_38_evaluation_and_failure_are_kept(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    url = of(ct101, template=bus.pk)
    as_ann.post(url, typed(as_ann.get(url), evaluation="positive", was_successful=None))
    logged = Interaction.objects.get()
    assert (logged.evaluation, logged.attempt_failed) == ("positive", True)


def test_ci_40_the_contact_stays_when_started_from_a_contact(
    as_ann: Client, jr: Salesperson, ct100: Contact, ct101: Contact, bus: InteractionTemplate
) -> None:
    url = of(ct101, template=bus.pk)
    page = as_ann.get(url)
    assert page.context["form"].fields["contact"].disabled
    as_ann.post(url, typed(page) | {"contact": ct100.pk})
    assert Interaction.objects.get().contact == ct101


def test_ci_41_opportunities_are_those_of_the_company_open_and_of_the_salesperson(
    ct100: Contact, ct101: Contact, jr: Salesperson, md: Salesperson
) -> None:
    def opportunity(number: str, seller: Salesperson, status: Status = Status.IN_PROGRESS) -> Opportunity:
        closed = WORK_DATE if status == Status.WON else None
        return factories.OpportunityFactory(
            number=number, contact=ct100, salesperson=seller, status=status, date_closed=closed
        )

    o1, o2, o3 = opportunity("O1", jr), opportunity("O2", jr, Status.NOT_STARTED), opportunity("O3", md)
    opportunity("O4", jr, Status.WON)
    factories.OpportunityFactory(salesperson=jr)
    assert list(opportunities_for(ct101, jr)) == [o1, o2]
    assert list(opportunities_for(ct101, None)) == [o1, o2, o3]
    assert list(opportunities_for(None, jr)) == []


def test_another_template_refills_and_keeps_what_was_typed(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    mail = factories.InteractionTemplateFactory(code="MAIL", description="Campaign mail", unit_cost=Decimal("2.50"))
    url = of(ct101, template=bus.pk)
    values = typed(as_ann.get(url), comments="He laughed", template=mail.pk)
    form = changed(as_ann, url, "template", values)
    assert form["description"].value() == "Campaign mail"
    assert form["cost"].value() == Decimal("2.50")
    assert form["comments"].value() == "He laughed"
    assert form["template_before"].value() == mail.pk
    form = changed(as_ann, url, "template", values | {"description": "Invite Eva"})
    assert form["description"].value() == "Invite Eva"


def test_another_contact_brings_its_language_and_its_opportunities(
    as_bob: Client, ct101: Contact, md: Salesperson, bus: InteractionTemplate
) -> None:
    text = factories.TemplateLanguageFactory(template=bus, subject="Dag")
    ct101.language = text.language
    ct101.save()
    values = {"template": bus.pk, "template_before": bus.pk, "description": "Typed", "cost": "3", "contact": ct101.pk}
    form = changed(as_bob, NEW, "contact", values)
    assert (form["language"].value(), form["subject"].value()) == (text.language.pk, "Dag")
    assert (form["description"].value(), form["cost"].value()) == ("Typed", "3")
    assert form["salesperson"].value() == md.pk


def test_what_is_missing_is_said_at_its_field(as_ann: Client, bus: InteractionTemplate) -> None:
    page = as_ann.post(NEW, {"description": ""})
    assert {"contact", "template", "description", "salesperson", "date"} <= page.context["form"].errors.keys()
    assert not Interaction.objects.exists()


def test_ci_43_finish_later_keeps_it_postponed_and_cancel_keeps_nothing(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    url = of(ct101, template=bus.pk)
    values = typed(as_ann.get(url), campaign=factories.CampaignFactory(), description="", salesperson="", date="")
    refused = as_ann.post(url, values | {"act": "later", "template": ""})
    assert "template" in refused.context["form"].errors
    assert not Interaction.objects.exists()
    as_ann.post(url, values | {"act": "later"})
    kept = Interaction.objects.get()
    assert (kept.postponed, kept.campaign_entry, kept.date) == (True, None, WORK_DATE)
    assert not Interaction.objects.that_count().exists()
    assert not CampaignEntry.objects.exists()


def test_ci_44_resuming_dates_it_on_the_work_date_and_goes_back_to_the_filtered_list(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    cp1 = factories.CampaignFactory()
    waiting = {"postponed": True, "contact": ct101, "template": bus, "campaign": cp1, "salesperson": jr}
    kept = factories.InteractionFactory(**waiting, date=date(2026, 3, 2))
    query = f"?salesperson={jr.pk}"
    listed = as_ann.get(reverse("interactions:postponed") + query)
    url = kept.get_absolute_url() + query
    assert url in listed.content.decode()
    sent = as_ann.post(url, typed(as_ann.get(url)))
    assert sent["Location"] == reverse("interactions:postponed") + query
    kept.refresh_from_db()
    assert (kept.date, kept.postponed) == (WORK_DATE, False)
    assert list(CampaignEntry.objects.get(campaign=cp1).interactions.all()) == [kept]
    assert as_ann.get(url).status_code == 404


def test_ci_46_postponed_interactions_are_deleted_without_being_cancelled(as_ann: Client) -> None:
    kept, logged = factories.InteractionFactory(postponed=True), factories.InteractionFactory()
    as_ann.post(reverse("interactions:drop_postponed"), {"selected": [kept.pk, logged.pk]})
    assert list(Interaction.objects.all()) == [logged]


def test_ci_52_begun_from_a_filtered_list_it_is_for_the_lists_contact(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    factories.InteractionFactory(contact=ct101)
    url = reverse("interactions:new", query={"contact": ct101.pk, "next": "/contacts/"})
    sent = as_ann.post(url, typed(as_ann.get(url), template=bus.pk, description="Once more"))
    assert sent["Location"] == "/contacts/"
    assert Interaction.objects.of_contact(ct101).count() == 2


def test_ci_53_each_line_is_a_comment(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    url = of(ct101, template=bus.pk)
    as_ann.post(url, typed(as_ann.get(url), comments="One\n\nTwo\nThree\n"))
    assert sorted(said.text for said in Interaction.objects.get().comments.all()) == ["One", "Three", "Two"]
    page = as_ann.post(url, typed(as_ann.get(url), comments="x" * 501))
    assert "comments" in page.context["form"].errors


def test_a_page_sent_twice_logs_once(as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate) -> None:
    url = of(ct101, template=bus.pk)
    values = typed(as_ann.get(url)) | {"mark": "0f0fb1c2-3b51-4c6e-9a53-0e44a2ffdf60"}
    assert as_ann.post(url, values)["Location"] == as_ann.post(url, values)["Location"]
    assert Interaction.objects.count() == 1


def test_a_task_and_an_opportunity_bring_along_what_they_are_about(as_ann: Client, ct101: Contact) -> None:
    opportunity = factories.OpportunityFactory(contact=ct101)
    campaign = factories.CampaignFactory()
    task = factories.TaskFactory(opportunity=opportunity, contact=ct101, campaign=campaign)
    form = as_ann.get(NEW, {"task": task.pk}).context["form"]
    begun = form.instance
    assert (begun.contact, begun.campaign, begun.opportunity, begun.task) == (ct101, campaign, opportunity, task)


def test_a_response_begins_ticked(as_ann: Client, ct101: Contact, bus: InteractionTemplate) -> None:
    page = as_ann.get(of(ct101, response=1, template=bus.pk))
    assert page.context["form"]["campaign_response"].value() is True


def test_an_opportunity_is_offered_afterwards_and_gets_the_interaction_with_its_comments(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    factories.StageFactory(cycle__proposed=True)
    url = of(ct101, template=bus.pk)
    page = as_ann.post(url, typed(as_ann.get(url), comments="He wants ten"), follow=True)
    said = Interaction.objects.get()
    offered = reverse("interactions:new_opportunity", args=[said.pk])
    assert offered in str(*page.context["messages"])
    begun = typed(as_ann.get(offered))
    assert (begun["contact"], begun["salesperson"], begun["description"]) == (ct101.pk, jr.pk, "Business letter")
    made = as_ann.post(offered, begun)
    assert made.status_code == 302, made.context["form"].errors
    opportunity = Opportunity.objects.get()
    said.refresh_from_db()
    assert said.opportunity == opportunity
    assert [comment.text for comment in opportunity.comments.all()] == ["He wants ten"]
    again = as_ann.post(offered, begun)
    assert "already" in str(again.context["form"].errors)
    assert Opportunity.objects.count() == 1


def test_a_canceled_interaction_becomes_no_opportunity(as_ann: Client, jr: Salesperson, ct101: Contact) -> None:
    factories.StageFactory(cycle__proposed=True)
    said = factories.InteractionFactory(contact=ct101, salesperson=jr, cancelled=True)
    offered = reverse("interactions:new_opportunity", args=[said.pk])
    assert offered not in as_ann.get(said.get_absolute_url()).content.decode()
    refused = as_ann.post(offered, typed(as_ann.get(offered)))
    assert "canceled" in str(refused.context["form"].errors)
    assert not Opportunity.objects.exists()


def test_a_blocked_contact_is_refused_by_name_and_nothing_typed_is_lost(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    Contact.objects.filter(pk=ct101.pk).update(privacy_blocked=True)
    url = of(ct101, template=bus.pk)
    page = as_ann.post(url, typed(as_ann.get(url), description="Typed words"))
    assert "Eva Smit is blocked for privacy" in str(page.context["form"].errors)
    assert "Typed words" in page.content.decode()


def mailed(**more: Any) -> InteractionTemplate:
    """A template whose interactions are e-mails of ours."""
    made: InteractionTemplate = factories.InteractionTemplateFactory(
        correspondence_type="email", ignores_contact_type=True, information_flow="outbound", **more
    )
    return made


OFFER = b"%PDF-1.7 an offer"


def test_a_file_is_attached_in_the_guide_and_sent_with_the_e_mail(
    as_ann: Client,
    jr: Salesperson,
    ct101: Contact,
    settings: Any,
    tmp_path: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.SENDS_MAIL, settings.MEDIA_ROOT = True, tmp_path
    Contact.objects.filter(pk=ct101.pk).update(email="eva@example.com")
    url = of(ct101, template=mailed(description="Our offer").pk)
    sent = typed(as_ann.get(url), sends="on") | {"file": SimpleUploadedFile("offer.pdf", OFFER)}
    with django_capture_on_commit_callbacks(execute=True):
        as_ann.post(url, sent)
    (message,) = mail.outbox
    assert (message.to, message.subject, message.attachments[0][:2]) == (
        ["eva@example.com"],
        "Our offer",
        ("offer.pdf", OFFER),
    )
    logged = Interaction.objects.get()
    assert (logged.attachment.name, logged.delivery) == ("offer.pdf", "")


def test_an_e_mail_is_only_sent_when_asked_and_with_a_mail_server(
    as_ann: Client, jr: Salesperson, ct101: Contact, settings: Any, tmp_path: Any
) -> None:
    settings.SENDS_MAIL, settings.MEDIA_ROOT = False, tmp_path
    Contact.objects.filter(pk=ct101.pk).update(email="eva@example.com")
    url = of(ct101, template=mailed(description="Our offer").pk)

    def sent(**more: Any) -> Any:
        return as_ann.post(url, typed(as_ann.get(url), **more) | {"file": SimpleUploadedFile("offer.pdf", OFFER)})

    assert "No mail server" in str(sent(sends="on").context["form"].errors)
    assert not Interaction.objects.exists()
    assert not Attachment.objects.exists()
    sent()
    assert Interaction.objects.get().delivery == ""


def test_an_own_file_stays_with_a_postponed_interaction_until_another_takes_its_place(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    url = of(ct101, template=bus.pk)
    first, second = (SimpleUploadedFile(name, OFFER) for name in ("first.pdf", "second.pdf"))
    as_ann.post(url, typed(as_ann.get(url)) | {"act": "later", "file": first})
    resume = Interaction.objects.get().get_absolute_url()
    as_ann.post(resume, typed(as_ann.get(resume)) | {"act": "later"})
    assert Interaction.objects.get().attachment.name == "first.pdf"
    as_ann.post(resume, typed(as_ann.get(resume)) | {"file": second})
    assert [kept.name for kept in Attachment.objects.all()] == ["second.pdf"]
    assert Interaction.objects.get().attachment.name == "second.pdf"


@pytest.mark.parametrize(("correspondence", "channel"), [("email", "email"), ("hard copy", "letter")])
def test_what_goes_out_by_a_channel_the_contact_does_not_want_is_refused_with_the_reason(
    as_ann: Client, jr: Salesperson, ct101: Contact, bus: InteractionTemplate, correspondence: str, channel: str
) -> None:
    factories.DoNotContactFactory(contact=ct101, channel=channel, reason="Asked in March")
    url = of(ct101, template=bus.pk)
    sent = {"correspondence_type": correspondence, "description": "About the fair"}
    page = as_ann.post(url, typed(as_ann.get(url), **sent))
    assert "Asked in March" in str(page.context["form"].errors)
    assert "About the fair" in page.content.decode()
    as_ann.post(url, typed(as_ann.get(url), **sent, information_flow="inbound"))
    assert Interaction.objects.count() == 1, "what came in was not sent"


def test_nothing_chosen_is_a_blank(as_ann: Client, ct101: Contact, bus: InteractionTemplate) -> None:
    assert "-----" not in as_ann.get(of(ct101, template=bus.pk)).content.decode()


def test_wiz_7_another_day_asks_anew_where_the_contact_is(
    as_ann: Client, ann: User, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    summer = factories.AlternativeAddressFactory(contact=ct101, code="SUMMER", city="Bergen")
    factories.AddressPeriodFactory(address=summer, starting_date=date(2026, 3, 1), ending_date=date(2026, 3, 31))
    url = of(ct101, template=bus.pk)
    page = as_ann.get(url)
    assert "its alternative address SUMMER Bergen on this day" in page.text
    values = typed(page, time="12:34", date="2026-04-01")
    assert "SUMMER" not in str(changed(as_ann, url, "date", values).fields["date"].help_text)
    as_ann.post(url, values)
    as_ann.post(url, values | {"date": "2026-03-31"})
    assert list(Interaction.objects.order_by("pk").values_list("alternative_address", flat=True)) == [None, summer.pk]


def test_an_opportunity_that_is_chosen_brings_its_campaign_along(
    as_ann: Client, ann: User, jr: Salesperson, ct101: Contact, bus: InteractionTemplate
) -> None:
    chosen, stands = factories.CampaignFactory(number="CP1"), factories.CampaignFactory(number="CP2")
    opportunity = factories.OpportunityFactory(contact=ct101, campaign=chosen, status=Status.IN_PROGRESS)
    url = of(ct101, template=bus.pk)
    values = typed(as_ann.get(url), opportunity=opportunity, campaign="")
    assert changed(as_ann, url, "opportunity", values)["campaign"].value() == chosen.pk
    assert changed(as_ann, url, "opportunity", values | {"campaign": stands.pk})["campaign"].value() == str(stands.pk)
