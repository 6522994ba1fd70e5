"""The pages of the log: lists, cards, and the questions before something is changed (CI-59 to 77, CP-169 to 173)."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from campaigns.models import Campaign
from contacts.models import Contact
from core.models import User
from interactions.models import CampaignEntry, Interaction, LoggedSegment
from tests import factories as f
from tests.interactions.conftest import Send, of

pytestmark = pytest.mark.django_db
PARENTS = ("campaign-entries", "logged-segments")


def words_of(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def listed(client: Client, query: str) -> set[int]:
    response: Any = client.get(f"/interactions/?{query}")
    return {row.row.pk for row in response.context["rows"]}


def state(row: Any) -> bool:
    row.refresh_from_db()
    return bool(row.cancelled)


# --- lists and cards -------------------------------------------------------------------------------


def test_a_postponed_interaction_is_not_in_the_log(as_ann: Client) -> None:
    shown = f.InteractionFactory()
    f.InteractionFactory(postponed=True)
    assert listed(as_ann, "") == {shown.pk}


def test_the_log_is_filtered_by_all_that_an_interaction_belongs_to(as_ann: Client, cp1: Campaign) -> None:
    segment = f.LoggedSegmentFactory(segment_number="SM1")
    entry = f.CampaignEntryFactory(campaign=cp1, segment_number="SM1", logged_segment=segment)
    template = f.InteractionTemplateFactory()
    row = f.InteractionFactory(
        **of(entry, logged_segment=segment, segment_number="SM1", template=template, group=template.group),
        description="Spring letter",
        salesperson=f.SalespersonFactory(),
        cancelled=True,
        campaign_target=True,
    )
    f.InteractionFactory(campaign_response=True)
    asked = {
        "campaign": cp1.pk,
        "entry": entry.pk,
        "logged": segment.pk,
        "template": template.pk,
        "group": template.group_id,
        "salesperson": row.salesperson_id,
        "contact": row.contact_id,
        "segment": "sm1",
        "cancelled": "true",
        "target": "true",
        "response": "false",
        "q": "spring",
        "f.number": row.pk,
    }
    for name, value in asked.items():
        assert listed(as_ann, f"{name}={value}") == {row.pk}, name


def test_a_company_shows_what_was_said_to_its_persons(as_ann: Client) -> None:
    company: Contact = f.CompanyFactory()
    rows = [f.InteractionFactory(contact=company), f.InteractionFactory(contact=f.PersonFactory(company=company))]
    f.InteractionFactory()
    assert listed(as_ann, f"contact={company.pk}") == {row.pk for row in rows}


def test_log_1_a_card_takes_nothing_that_is_typed(as_ann: Client) -> None:
    row = f.InteractionFactory()
    assert as_ann.post(f"/interactions/{row.pk}/", {"description": "Another"}).status_code == 405
    page = as_ann.get(f"/interactions/{row.pk}/").content.decode()
    assert ">Save<" not in page


def test_a_comment_is_added_to_an_interaction(as_ann: Client) -> None:
    row = f.InteractionFactory()
    as_ann.post(f"/interactions/{row.pk}/comment/", {"text": "Called back"})
    assert "Called back" in as_ann.get(f"/interactions/{row.pk}/").content.decode()


def test_the_campaign_leads_to_its_entries_and_they_to_their_interactions(
    as_ann: Client, cp1: Campaign, entry: CampaignEntry
) -> None:
    card = BeautifulSoup(as_ann.get(cp1.get_absolute_url()).content, "html.parser")
    assert card.select_one("[data-shortcut='Ctrl+F7']")["href"] == f"/interactions/campaign-entries/?campaign={cp1.pk}"
    card = BeautifulSoup(as_ann.get(entry.get_absolute_url()).content, "html.parser")
    assert card.select_one("[data-shortcut='Ctrl+F7']")["href"] == f"/interactions/?entry={entry.pk}"


def test_act_1_a_task_from_an_interaction_is_about_its_contact_and_campaign(as_ann: Client, cp1: Campaign) -> None:
    row = f.InteractionFactory(campaign=cp1)
    address = f"/tasks/new/?contact={row.contact_id}&amp;campaign={cp1.pk}"
    assert address in as_ann.get(row.get_absolute_url()).content.decode()


def test_ci_52_an_interaction_begun_in_the_list_is_with_the_contact_of_its_filter(as_ann: Client) -> None:
    contact = f.PersonFactory()
    page = BeautifulSoup(as_ann.get(f"/interactions/?contact={contact.pk}").content, "html.parser")
    begun = page.select_one("[data-shortcut='Alt+N']")["href"]
    guide: Any = as_ann.get(begun)
    assert guide.context["interaction"].contact == contact
    assert guide.context["back"] == f"/interactions/?contact={contact.pk}"
    assert page.select_one(f"a[href='/interactions/postponed/?contact={contact.pk}']")


def test_an_interaction_whose_contact_is_gone_is_listed(as_ann: Client) -> None:
    gone = f.InteractionFactory(contact=None)
    assert listed(as_ann, "") == {gone.pk}


def test_act_3_a_card_a_list_and_the_history_of_a_contact_lead_to_the_attachment(as_ann: Client) -> None:
    row = f.InteractionFactory(attachment=f.AttachmentFactory(name="offer.txt"))
    for address in (row.get_absolute_url(), "/interactions/", f"{row.contact.get_absolute_url()}?boxes"):
        page = BeautifulSoup(as_ann.get(address).content, "html.parser")
        assert page.select_one(f"a[href='/interactions/attachments/{row.attachment_id}/']"), address


def test_can_4_is_asked_on_the_page(send: Send) -> None:
    row = f.InteractionFactory(attachment=f.AttachmentFactory())
    assert "Remove the attachment that only they have." in send("cancel", row)
    send("cancel", row, to="canceled", remove_files="on")
    row.refresh_from_db()
    assert (row.cancelled, row.attachment) == (True, None)


def test_a_group_leads_to_its_interactions_templates_and_statistics(dana: User, client: Client) -> None:
    client.force_login(dana)
    group = f.InteractionGroupFactory(code="LETTER")
    page = client.get("/setup/interaction-groups/").content.decode()
    for address in (
        f"/interactions/?group={group.pk}",
        "/interactions/templates/?group=LETTER",
        "/interactions/statistics/group/LETTER/",
    ):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


# --- evaluating ------------------------------------------------------------------------------------


def test_ci_76_several_are_evaluated_from_the_list(send: Send) -> None:
    rows = f.InteractionFactory.create_batch(3)
    assert "given to all 3 interactions" in words_of(send("evaluate", *rows))
    assert "3 interactions are evaluated." in send("evaluate", *rows, evaluation="very positive")
    assert set(Interaction.objects.values_list("evaluation", flat=True)) == {"very positive"}


def test_ci_77_looking_alone_changes_nothing(send: Send) -> None:
    row = f.InteractionFactory(evaluation="negative")
    send("evaluate", row)
    assert "Choose one of the five evaluations." in send("evaluate", row, evaluation="splendid")
    row.refresh_from_db()
    assert row.evaluation == "negative"


def test_nothing_ticked_is_said(send: Send) -> None:
    assert "Tick the rows first." in send("evaluate")


# --- canceling -------------------------------------------------------------------------------------


def test_ci_61_before_the_answer_nothing_is_canceled(send: Send) -> None:
    row = f.InteractionFactory()
    assert "1 of the selected will be canceled." in words_of(send("cancel", row))
    assert not state(row)


def test_ci_59_a_yes_cancels(send: Send) -> None:
    row = f.InteractionFactory()
    assert "1 interaction is canceled." in send("cancel", row, to="canceled")
    assert state(row)


def test_can_1_all_become_the_opposite_of_the_first(send: Send) -> None:
    """The first as the person sees it: the newest."""
    newest = f.InteractionFactory(date="2026-03-12", cancelled=True)
    older = f.InteractionFactory(date="2026-03-10")
    page = words_of(send("cancel", older, newest))
    assert "1 of the selected will count again." in page
    assert "Counts already" in page
    assert "Take the canceling back?" not in words_of(send("cancel", older, newest, query="sort=date"))


def test_a_yes_that_is_sent_twice_does_not_take_it_back(send: Send) -> None:
    row = f.InteractionFactory()
    send("cancel", row, to="canceled")
    send("cancel", row, to="canceled")
    assert state(row)


def test_ci_64_the_question_says_what_is_in_the_way(send: Send, entry: CampaignEntry) -> None:
    CampaignEntry.objects.update(cancelled=True)
    row = f.InteractionFactory(**of(entry, cancelled=True))
    sentence = f"The campaign entry {entry.pk} Interactions is canceled"
    page = send("cancel", row)
    assert sentence in page
    assert "Yes, take back" not in page
    assert sentence in send("cancel", row, to="back")
    assert state(row)


def test_ci_62_and_65_an_entry_says_how_many_interactions_go_and_come_back(
    send: Send, entry: CampaignEntry, mailed: list[Interaction]
) -> None:
    assert "With it go 3 interactions." in words_of(send("campaign-entries/cancel", entry))
    assert "3 interactions are canceled." in send("campaign-entries/cancel", entry, to="canceled")
    assert "come back 3 interactions, also those that were canceled one by one" in words_of(
        send("campaign-entries/cancel", entry)
    )
    assert "3 interactions count again." in send("campaign-entries/cancel", entry, to="back")
    assert not state(entry)


def test_the_question_says_how_many_companies_were_targets_by_it(send: Send, entry: CampaignEntry) -> None:
    f.InteractionFactory(**of(entry, campaign_target=True))
    assert "1 company is a target of its campaign because" in words_of(send("campaign-entries/cancel", entry))


def test_an_entry_that_joined_another_leads_back_to_the_list(send: Send, entry: CampaignEntry) -> None:
    CampaignEntry.objects.update(cancelled=True)
    f.CampaignEntryFactory(campaign=entry.campaign)
    assert "1 entry has a successor by now" in words_of(send("campaign-entries/cancel", entry))
    page = send("campaign-entries/cancel", entry, to="back", next=entry.get_absolute_url())
    assert "<title>Campaign entries" in " ".join(page.split()).replace("<title> ", "<title>")


def test_a_logged_segment_is_canceled_with_what_it_made(send: Send) -> None:
    segment = f.LoggedSegmentFactory()
    row = f.InteractionFactory(logged_segment=segment)
    send("logged-segments/cancel", segment, to="canceled")
    assert state(segment)
    assert state(row)


# --- deleting --------------------------------------------------------------------------------------


def test_ci_67_the_canceled_ones_of_a_filter_are_deleted(send: Send) -> None:
    gone, kept = f.InteractionFactory(cancelled=True), f.InteractionFactory()
    everything = {"all_results": "1", "query": ""}
    page = words_of(send("delete", **everything))
    assert "1 of the selected is canceled and will be deleted" in page
    assert "1 of the selected is not canceled, and stays." in page
    assert "1 interaction is deleted." in send("delete", **everything, apply="delete")
    assert list(Interaction.objects.all()) == [kept]
    assert gone != kept


def test_ci_68_a_filter_says_of_which_campaign(send: Send, cp1: Campaign) -> None:
    f.InteractionFactory(cancelled=True, campaign=cp1)
    other = f.InteractionFactory(cancelled=True, campaign=f.CampaignFactory())
    send("delete", all_results="1", query=f"campaign={cp1.pk}", apply="delete")
    assert list(Interaction.objects.all()) == [other]


def test_ci_70_what_is_not_canceled_is_not_deleted_whoever_asks(
    send: Send, entry: CampaignEntry, mailed: list[Interaction]
) -> None:
    nothing = "Nothing is deleted: none of the selected is canceled."
    assert nothing in words_of(send("campaign-entries/delete", entry))
    assert nothing in words_of(send("campaign-entries/delete", entry, apply="delete"))
    assert nothing in words_of(send("delete", *mailed, apply="delete"))
    assert Interaction.objects.count() == 3
    assert CampaignEntry.objects.count() == 1


def test_ci_70_a_card_offers_no_delete_before_it_is_canceled(as_ann: Client, entry: CampaignEntry) -> None:
    address = "/interactions/campaign-entries/delete/"
    assert address not in as_ann.get(entry.get_absolute_url()).content.decode()
    CampaignEntry.objects.update(cancelled=True)
    assert address in as_ann.get(entry.get_absolute_url()).content.decode()


def test_cp_169_an_entry_is_deleted_by_a_filter(send: Send, cp1: Campaign, entry: CampaignEntry) -> None:
    doomed = f.CampaignEntryFactory(campaign=cp1, cancelled=True, salesperson=f.SalespersonFactory())
    f.InteractionFactory.create_batch(2, **of(doomed, cancelled=True))
    query = f"campaign={cp1.pk}&since=2000-01-01&salesperson={doomed.salesperson_id}&f.number={doomed.pk}"
    asked = {"all_results": "1", "query": query}
    assert "With them go 2 interactions" in words_of(send("campaign-entries/delete", **asked))
    page = send("campaign-entries/delete", **asked, apply="delete")
    assert "1 campaign entry is deleted, with 2 of its interactions." in page
    assert CampaignEntry.objects.get() == entry


def test_a_filter_that_makes_no_sense_deletes_nothing(send: Send) -> None:
    f.InteractionFactory(cancelled=True)
    assert "Tick the rows first." in send("delete", all_results="1", query="campaign=none", apply="delete")
    assert Interaction.objects.exists()


@pytest.mark.parametrize(
    "act", ["cancel", "delete", *(f"{of}/{act}" for of in PARENTS for act in ("cancel", "delete"))]
)
def test_cp_173_only_marketing_cancels_and_deletes(act: str, bob: User, client: Client) -> None:
    segment = f.LoggedSegmentFactory(cancelled=True)
    client.force_login(bob)
    sent = {"selected": segment.pk, "apply": "delete", "to": "back"}
    assert client.post(f"/interactions/{act}/", sent).status_code == 403
    assert LoggedSegment.objects.get().cancelled
