"""The pages of a marketer who builds a segment."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Contact
from core.models import User
from segments import building
from segments.models import SavedCriteria, Segment, SegmentLine
from tests.factories import (
    A_MOMENT,
    CampaignFactory,
    CompanyFactory,
    CountryFactory,
    PersonFactory,
    SavedCriteriaFactory,
    SegmentFactory,
    SegmentLineFactory,
    SegmentStepFactory,
    TargetExclusionFactory,
)

pytestmark = pytest.mark.django_db
Queries = Callable[[Callable[[], Any]], int]


def at(name: str, segment: Segment, *rest: Any) -> str:
    return reverse(f"segments:{name}", args=[segment.number, *rest])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_card_of_a_campaign_keeps_what_is_rarely_asked_for_in_its_menu(as_ann: Client) -> None:
    buttons, menu = text_of(as_ann.get(CampaignFactory().get_absolute_url())).split("More actions", 1)
    assert "/segments/new/?campaign=" in buttons
    assert "/segments/?campaign=" not in buttons
    assert "/segments/?campaign=" in menu


def names_in(segment: Segment) -> list[str]:
    return [line.contact.name for line in segment.lines.in_segment().select_related("contact").order_by("pk")]


# --- the list and the new card ------------------------------------------------------------------------


def test_the_list_counts_lines_and_targets(as_ann: Client):
    segment = SegmentFactory(description="Restaurants")
    SegmentLineFactory.create_batch(2, segment=segment)
    SegmentLineFactory(segment=segment, campaign_target=True)
    exported = b"".join(as_ann.get(reverse("segments:list"), {"export": "csv"}).streaming_content).decode()
    assert "Restaurants,,No,3,1," in exported


def test_the_list_of_a_campaign_shows_its_segments_only(as_ann: Client):
    campaign = CampaignFactory(number="CP1")
    SegmentFactory(description="Ours", campaign=campaign)
    SegmentFactory(description="Theirs", campaign=CampaignFactory(number="CP10"))
    page = text_of(as_ann.get(reverse("segments:list"), {"campaign": campaign.pk}))
    assert "Ours" in page
    assert "Theirs" not in page


def test_a_new_segment_starts_on_the_persons_work_date_and_with_the_campaign_asked_for(ann: User, as_ann: Client):
    ann.work_date = A_MOMENT.date()
    ann.save()
    campaign = CampaignFactory(number="CP7")
    form = as_ann.get(reverse("segments:new"), {"campaign": campaign.pk}).context["form"]
    assert form.initial["date"] == A_MOMENT.date()
    assert (form.initial["campaign"], form.initial["campaign_target"]) == (campaign, True)


def test_a_segment_leads_to_its_campaign(as_ann: Client):
    segment = SegmentFactory(campaign=CampaignFactory(number="CP7"))
    assert 'href="/campaigns/CP7/"' in as_ann.get(segment.get_absolute_url()).text
    assert "/campaigns/CP" not in as_ann.get(SegmentFactory(campaign=None).get_absolute_url()).text


def test_a_new_segment_is_made(as_ann: Client):
    campaign = CampaignFactory()
    typed = {"description": "Shops", "date": "2026-04-01", "campaign": campaign.pk, "campaign_target": "on"}
    as_ann.post(reverse("segments:new"), typed)
    segment = Segment.objects.get(description="Shops")
    assert (segment.campaign, segment.campaign_target, segment.number != "") == (campaign, True, True)


# --- one contact --------------------------------------------------------------------------------------


def test_a_contact_is_added_by_look_up(ann: User, as_ann: Client):
    segment, company = SegmentFactory(), CompanyFactory(number="CT1", name="Alfreds")
    page = as_ann.post(at("add_contact", segment), {"contact": company.pk}, follow=True)
    assert "1 contact added." in text_of(page)
    assert (names_in(segment), segment.steps.get().words, segment.steps.get().user) == (["Alfreds"], "CT1 Alfreds", ann)


def test_cp_130_a_contact_looked_up_again_is_a_target_again(as_ann: Client):
    segment = SegmentFactory(campaign=CampaignFactory(), campaign_target=True)
    line = SegmentLineFactory(segment=segment, campaign_target=False)
    page = as_ann.post(at("add_contact", segment), {"contact": line.contact.pk}, follow=True)
    assert "is in the segment already; its line has the segment&#x27;s values again." in text_of(page)
    line.refresh_from_db()
    assert line.campaign_target
    assert segment.lines.count() == 1


def test_ci_29_an_excluded_contact_is_not_added_by_hand_either(as_ann: Client):
    segment, company = SegmentFactory(), CompanyFactory(name="Shy", exclude_from_segments=True)
    page = as_ann.post(at("add_contact", segment), {"contact": company.pk}, follow=True)
    assert "1 left out, excluded from segments: Shy." in text_of(page)
    assert names_in(segment) == []


def test_adding_nobody_says_how_to_choose(as_ann: Client):
    page = as_ann.post(at("add_contact", SegmentFactory()), {"contact": ""}, follow=True)
    assert "Choose a contact first" in text_of(page)


# --- pasted numbers -----------------------------------------------------------------------------------


def test_pasted_numbers_that_are_all_known_are_added_at_once(as_ann: Client):
    segment = SegmentFactory()
    for number in ("CT1", "CT2", "CT3"):
        CompanyFactory(number=number, name=number)
    as_ann.post(at("paste", segment), {"numbers": 'ct1; CT2,\n"CT3"\tCT1'})
    assert names_in(segment) == ["CT1", "CT2", "CT3"]
    assert segment.steps.get().words == "3 pasted numbers"


def test_unknown_pasted_numbers_are_listed_back_and_the_rest_waits_for_a_yes(as_ann: Client):
    segment = SegmentFactory()
    CompanyFactory(number="CT1", name="Known")
    pasted = {"numbers": "CT1 CT404 <b>X</b> Ü-1"}
    page = text_of(as_ann.post(at("paste", segment), pasted))
    assert "3 numbers belong to no contact" in page
    assert "CT404, &lt;B&gt;X&lt;/B&gt;, Ü-1" in page
    assert "Add the other contact" in page
    assert (names_in(segment), segment.steps.count()) == ([], 0)
    as_ann.post(at("paste", segment), pasted | {"confirmed": "1"})
    assert names_in(segment) == ["Known"]


def test_pasted_contacts_that_are_left_out_are_shown_with_the_reason(as_ann: Client):
    segment = SegmentFactory()
    CompanyFactory(number="CT1")
    CompanyFactory(number="CT2", name="Private", privacy_blocked=True)
    page = text_of(as_ann.post(at("paste", segment), {"numbers": "CT1 CT2"}))
    assert "1 left out: privacy blocked" in page
    assert "CT2 Private" in page
    assert segment.lines.count() == 0


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ("", "Paste at least one contact number."),
        ("  ;, \n", "Paste at least one contact number."),
        ("NOBODY", "1 number belongs to no contact"),
        ("A\x00B", "Null characters are not allowed."),
        (" ".join(f"N{n}" for n in range(10_001)), "10001 numbers are too many at once."),
    ],
)
def test_bad_pasted_numbers_get_a_sentence_and_add_nothing(as_ann: Client, numbers, sentence):
    segment = SegmentFactory()
    page = as_ann.post(at("paste", segment), {"numbers": numbers, "confirmed": "1"})
    assert sentence in text_of(page)
    assert (segment.steps.count(), segment.lines.count()) == (0, 0)


# --- criteria ---------------------------------------------------------------------------------------


@pytest.fixture
def germans() -> list[Contact]:
    germany, france = CountryFactory(code="DE", name="Germany"), CountryFactory(code="FR", name="France")
    CompanyFactory(name="Paris Spécialités", country=france)
    return [
        CompanyFactory(name="Alfreds", country=germany),
        PersonFactory(name="Maria", country=germany),
        CompanyFactory(name="Shy", country=germany, exclude_from_segments=True),
    ]


def test_criteria_count_and_show_before_they_add(as_ann: Client, germans):
    segment = SegmentFactory()
    SegmentLineFactory(segment=segment, contact=germans[1])
    page = text_of(as_ann.get(at("add", segment), {"contact-country": "DE"}, headers={"HX-Request": "true"}))
    assert "<strong>3</strong> contacts fit" in page
    assert "1 already in the segment" in page
    assert "1 left out: excluded from segments" in page
    assert "Add 1 contact" in page
    assert "Alfreds" in page
    assert "Paris" not in page
    assert "<html" not in page


def test_all_who_fit_are_added_in_one_step(as_ann: Client, germans):
    segment = SegmentFactory()
    page = as_ann.post(
        at("add", segment), {"contact-country": "DE", "contact-type": "Company", "last": "0"}, follow=True
    )
    assert names_in(segment) == ["Alfreds"]
    assert "1 contact added. 1 left out, excluded from segments: Shy." in text_of(page)
    step = segment.steps.get()
    assert step.words == "Type: Company · Country/Region: DE"
    assert step.criteria["typed"] == {"contact": {"country": "DE", "type": "Company"}}


@pytest.mark.parametrize("kind", ["add", "reduce", "refine"])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"contact-modified_at": "yesteryear"}, "“yesteryear” is neither a day nor a date formula."),
        ({"bought-quantity": "many"}, "“many” is not a number."),
        ({"companies": "none of them"}, "Something typed makes no sense yet"),
    ],
)
def test_criteria_that_make_no_sense_do_nothing(as_ann: Client, segment: Segment, kind, typed, sentence):
    page = as_ann.post(at(kind, segment), typed | {"last": "1"})
    assert sentence in text_of(page)
    assert (segment.steps.count(), names_in(segment)) == (1, ["A", "B", "C"])


def test_adding_by_criteria_stands_before_all_contacts_are_counted(as_ann: Client, segment: Segment):
    page = text_of(as_ann.get(at("add", segment)))
    assert 'hx-trigger="load" hx-swap="outerHTML" aria-busy="true"' in page
    assert "contacts fit" not in page
    counted = text_of(as_ann.get(at("add", segment), headers={"HX-Request": "true"}))
    assert "<strong>3</strong> contacts fit" in counted
    assert "aria-busy" not in counted


def test_lines_leave_or_stay_by_criteria_and_are_counted_before(as_ann: Client, segment: Segment):
    page = text_of(as_ann.get(at("reduce", segment), {"contact-name": "A"}))
    assert "<strong>1</strong> of 3 lines would leave the segment" in page
    page = text_of(as_ann.get(at("refine", segment), {"contact-name": "A"}))
    assert "<strong>2</strong> of 3 lines would leave the segment" in page
    page = text_of(as_ann.post(at("refine", segment), {"contact-name": "A", "last": "1"}, follow=True))
    assert names_in(segment) == ["A"]
    assert "2 lines left the segment." in page


def test_reducing_by_nothing_asks_before_it_takes_all_lines_out(as_ann: Client, segment: Segment):
    page = text_of(as_ann.get(at("reduce", segment)))
    assert "You have typed no criteria, so all 3 lines leave the segment." in page
    page = text_of(as_ann.post(at("reduce", segment), {"last": "1"}))
    assert "No criteria were typed, so all lines would leave the segment." in page
    assert names_in(segment) == ["A", "B", "C"]
    as_ann.post(at("reduce", segment), {"last": "1", "all": "1"})
    assert names_in(segment) == []


def test_a_segment_that_somebody_changed_meanwhile_is_looked_at_again(as_ann: Client, segment: Segment):
    page = text_of(as_ann.post(at("reduce", segment), {"contact-name": "A", "last": "0"}))
    assert "Somebody changed the segment meanwhile. Look at the count again." in page
    assert names_in(segment) == ["A", "B", "C"]


def test_cp_152_criteria_are_saved_under_a_code_of_their_own(as_ann: Client, ann: User, segment: Segment):
    page = as_ann.post(at("save_criteria", segment), {"code": "ALL"}, follow=True)
    assert "has no step by criteria yet" in text_of(page)
    as_ann.post(at("refine", segment), {"contact-name": "A*", "last": "1"})
    as_ann.post(at("reduce", segment), {"contact-name": "B", "last": "2"})
    assert "This field is required." in text_of(as_ann.post(at("save_criteria", segment), {"code": ""}))
    as_ann.post(at("save_criteria", segment), {"code": "as", "description": "Only the As"})
    saved = SavedCriteria.objects.get(code="AS")
    assert [(step["kind"], step["typed"]) for step in saved.steps] == [
        ("refine", {"contact": {"name": "A*"}}),
        ("reduce", {"contact": {"name": "B"}}),
    ]
    assert saved.user == ann
    page = as_ann.post(at("save_criteria", segment), {"code": "AS"}, follow=True)
    assert "already exists" in text_of(page)
    assert SavedCriteria.objects.count() == 1


def test_saved_criteria_are_used_with_another_segment_and_deleted(as_ann: Client, segment: Segment):
    other = SegmentFactory()
    as_ann.post(at("add", other), {"contact-name": "A|B", "last": "0"})
    as_ann.post(at("save_criteria", other), {"code": "AB"})
    building.empty(segment=segment, by=None, at=A_MOMENT)
    page = text_of(as_ann.get(at("saved_criteria", segment)))
    assert "Add Contacts: Name: A or B" in page
    as_ann.post(at("use_criteria", segment, "AB"))
    assert names_in(segment) == ["A", "B"]
    as_ann.post(at("forget_criteria", segment, "AB"))
    assert "No criteria are saved yet" in text_of(as_ann.get(at("saved_criteria", segment)))


def test_saved_criteria_that_no_longer_make_sense_say_so_and_do_nothing(as_ann: Client, segment: Segment):
    kept = {"companies": "", "language": "en", "allow_existing": False}
    steps = [{"kind": "reduce", "typed": {"contact": {"fax": "1*"}}, **kept}]
    SavedCriteriaFactory(code="OLD", steps=steps)
    sentence = "“fax” can no longer be asked about. Save the criteria anew."
    assert sentence in text_of(as_ann.get(at("saved_criteria", segment)))
    assert sentence in text_of(as_ann.post(at("use_criteria", segment, "OLD"), follow=True))
    assert names_in(segment) == ["A", "B", "C"]


# --- lines --------------------------------------------------------------------------------------------


@pytest.fixture
def segment() -> Segment:
    """Of a campaign, with the ticked lines A, B and C."""
    segment = SegmentFactory(campaign=CampaignFactory(), campaign_target=True)
    step = SegmentStepFactory(segment=segment, number=1, words="by hand")
    for name in "ABC":
        SegmentLineFactory(segment=segment, contact=CompanyFactory(name=name), added=step, campaign_target=True)
    return segment


def test_the_lines_show_the_tick_only_with_a_campaign(as_ann: Client, segment: Segment):
    box = 'name="campaign_target" aria-label='
    assert box in text_of(as_ann.get(at("lines", segment)))
    assert box not in text_of(as_ann.get(at("lines", SegmentLineFactory().segment)))


def test_the_card_takes_its_lines_from_the_list_without_its_frame(as_ann: Client, segment: Segment):
    part = text_of(as_ann.get(at("lines", segment), headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert f'formaction="{at("remove", segment)}"' in part
    assert at("lines", segment) in text_of(as_ann.get(segment.get_absolute_url()))


def test_who_may_not_change_lines_sees_the_tick_but_no_box(as_bob: Client, segment: Segment):
    page = text_of(as_bob.get(at("lines", segment)))
    assert 'name="campaign_target" aria-label=' not in page
    assert "Campaign Target" in page


@pytest.mark.parametrize("times", [1, 2])
def test_ci_128_one_line_is_unticked_in_place_however_often_it_is_sent(as_ann: Client, segment: Segment, times):
    line = segment.lines.get(contact__name="B")
    for _time in range(times):
        answer = as_ann.post(at("line_target", segment, line.pk), {})
    assert answer.headers["HX-Trigger"] == "lines-changed"
    assert "checked" not in text_of(answer)
    assert list(segment.lines.targets().values_list("contact__name", flat=True).order_by("pk")) == ["A", "C"]


def test_a_line_is_ticked_in_place(as_ann: Client, segment: Segment):
    line = segment.lines.get(contact__name="B")
    as_ann.post(at("line_target", segment, line.pk), {})
    assert "checked" in text_of(as_ann.post(at("line_target", segment, line.pk), {"campaign_target": "on"}))
    line.refresh_from_db()
    assert line.campaign_target


def test_a_line_of_a_segment_without_campaign_is_not_ticked(as_ann: Client):
    line = SegmentLineFactory()
    answer = as_ann.post(at("line_target", line.segment, line.pk), {"campaign_target": "on"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "text/plain")
    assert "Choose the segment's campaign first" in text_of(answer)


def test_a_line_answers_only_under_its_own_segment(as_ann: Client, segment: Segment):
    line = SegmentLineFactory()
    assert as_ann.post(at("line_target", segment, line.pk), {}).status_code == 404


def test_ticked_rows_are_unticked_together(as_ann: Client, segment: Segment):
    chosen = segment.lines.filter(contact__name__in="AB").values_list("pk", flat=True)
    page = as_ann.post(at("untick", segment), {"selected": list(chosen)}, follow=True)
    assert "2 lines are no targets any more." in text_of(page)
    assert list(segment.lines.targets().values_list("contact__name", flat=True)) == ["C"]


def test_all_results_of_the_filter_are_ticked_together(as_ann: Client, segment: Segment):
    segment.lines.update(campaign_target=False)
    as_ann.post(at("tick", segment), {"all_results": "1", "query": "q=A"})
    assert list(segment.lines.targets().values_list("contact__name", flat=True)) == ["A"]


def test_rows_are_removed_as_a_step_and_shown_as_taken_out(as_ann: Client, segment: Segment):
    chosen = segment.lines.get(contact__name="B").pk
    page = as_ann.post(at("remove", segment), {"selected": [chosen]}, follow=True)
    assert "1 line was taken out." in text_of(page)
    assert names_in(segment) == ["A", "C"]
    assert [row.row.contact.name for row in as_ann.get(at("lines", segment)).context["rows"]] == ["A", "C"]
    step = segment.steps.get(number=2)
    assert (step.kind, step.words, step.lines) == ("delete", "B", 1)
    taken_out = [row.row.contact.name for row in as_ann.get(at("lines", segment), {"state": "removed"}).context["rows"]]
    assert taken_out == ["B"]


def test_a_nonsense_filter_removes_nothing(as_ann: Client, segment: Segment):
    as_ann.post(at("remove", segment), {"all_results": "1", "query": "added=nonsense"})
    assert names_in(segment) == ["A", "B", "C"]


def test_lines_are_filtered_by_the_step_that_added_them(as_ann: Client, segment: Segment):
    later = SegmentStepFactory(segment=segment, number=2)
    SegmentLineFactory(segment=segment, contact=CompanyFactory(name="D"), added=later)
    rows = as_ann.get(at("lines", segment), {"added": "2"}).context["rows"]
    assert [row.row.contact.name for row in rows] == ["D"]


def test_the_person_goes_back_to_a_step(as_ann: Client, segment: Segment):
    as_ann.post(at("remove", segment), {"selected": [segment.lines.first().pk]})  # type: ignore[union-attr]
    page = as_ann.post(at("go_back", segment, 1), follow=True)
    assert "The segment stands as after step 1 again." in text_of(page)
    assert names_in(segment) == ["A", "B", "C"]


def test_the_card_shows_the_steps_and_where_one_can_go_back_to(as_ann: Client, segment: Segment):
    SegmentStepFactory(segment=segment, number=2, words="Country/Region: Germany", lines=91)
    page = text_of(as_ann.get(segment.get_absolute_url()))
    assert "2. Country/Region: Germany" in page
    assert "+91" in page
    assert at("go_back", segment, 1) in page
    assert at("go_back", segment, 2) not in page


def test_a_segment_is_emptied_and_deleted(as_ann: Client, segment: Segment):
    as_ann.post(at("empty", segment))
    assert names_in(segment) == []
    as_ann.post(at("delete", segment))
    assert (Segment.objects.count(), SegmentLine.objects.count()) == (0, 0)


@pytest.mark.parametrize("page", ["card", "lines", "figures"])
def test_pages_of_a_segment_ask_no_more_for_sixty_lines_than_for_three(
    as_ann: Client, segment: Segment, queries: Queries, page
):
    as_ann.get(at(page, segment))
    for_three = queries(lambda: as_ann.get(at(page, segment)))
    SegmentLineFactory.create_batch(57, segment=segment, added=segment.steps.get())
    # The list counts once it has a second page.
    assert queries(lambda: as_ann.get(at(page, segment))) <= for_three + (page == "lines")


def test_the_lines_need_at_most_eight_statements(as_ann: Client, segment: Segment, queries: Queries):
    SegmentLineFactory.create_batch(60, segment=segment, added=segment.steps.get())
    as_ann.get(at("lines", segment))
    assert queries(lambda: as_ann.get(at("lines", segment))) <= 8


@pytest.mark.parametrize("act", ["add_contact", "add", "paste", "tick", "untick", "remove", "empty", "delete"])
def test_sales_and_management_change_no_segment(as_bob: Client, cleo: User, segment: Segment, act):
    as_cleo = Client()
    as_cleo.force_login(cleo)
    for client in (as_bob, as_cleo):
        assert client.post(at(act, segment), {"selected": [1]}).status_code == 403
    assert names_in(segment) == ["A", "B", "C"]


# --- beside other cards -------------------------------------------------------------------------------


def test_cp_70_ci_100_a_person_in_a_segment_keeps_its_company():
    from core.extensions import objections  # noqa: PLC0415

    person = PersonFactory(name="P-A1", company=CompanyFactory())
    assert objections(person, "company") == []
    segment = SegmentLineFactory(contact=person, segment__number="SM1").segment
    assert objections(person, "company") == [f"P-A1 is in {segment}. Remove it there first."]
    segment.lines.update(removed=segment.steps.get())
    assert objections(person, "company") == []


def test_the_card_of_a_contact_says_in_which_segments_it_stands_and_by_which_step(as_ann: Client, segment: Segment):
    contact = segment.lines.get(contact__name="B").contact
    page = text_of(as_ann.get(f"{contact.get_absolute_url()}?boxes"))
    assert str(segment) in page
    assert "1. by hand" in page


def test_the_card_of_a_campaign_shows_its_segments_and_exclusions(as_ann: Client, segment: Segment):
    TargetExclusionFactory(campaign=segment.campaign, contact=segment.lines.get(contact__name="B").contact)
    page = text_of(as_ann.get(f"{segment.campaign.get_absolute_url()}?boxes"))  # type: ignore[union-attr]
    assert str(segment) in page
    assert "3 of 3" in page
    count = as_ann.get(reverse("segments:count_targets", args=[segment.campaign.number]))  # type: ignore[union-attr]
    assert "<strong>2</strong> <span>companies are targets</span>" in text_of(count)


def test_the_list_of_campaigns_counts_their_targets(as_ann: Client, segment: Segment):
    aimed_at, nobody = segment.campaign, CampaignFactory()
    assert aimed_at
    counts = as_ann.get(reverse("campaigns:list"), {"later": f"{aimed_at.pk},{nobody.pk}"}).text
    for campaign, count in ((aimed_at, 3), (nobody, 0)):
        assert f'<span id="targets-{campaign.pk}" hx-swap-oob="true">{count}</span>' in counts


# --- exclusions ---------------------------------------------------------------------------------------


def test_a_company_is_excluded_with_a_reason(ann: User, as_ann: Client):
    campaign, person = CampaignFactory(), PersonFactory(company=CompanyFactory(name="Alfreds"))
    page = reverse("segments:exclude", args=[campaign.number])
    as_ann.post(page, {"contact": person.pk, "reason": "asked for it"})
    shown = as_ann.get(reverse("segments:exclusions", args=[campaign.number]))
    exclusion = shown.context["rows"][0].row
    assert (exclusion.contact.name, exclusion.reason, exclusion.user) == ("Alfreds", "asked for it", ann)
    again = as_ann.post(page, {"contact": person.pk, "reason": "again"}, follow=True)
    assert "Alfreds is excluded from this campaign already: asked for it" in text_of(again)


def test_an_exclusion_needs_a_company_and_a_reason(as_ann: Client):
    campaign = CampaignFactory()
    page = as_ann.post(reverse("segments:exclude", args=[campaign.number]), {"contact": "x", "reason": ""}, follow=True)
    assert "Choose the company and say why it is excluded." in text_of(page)
    assert page.context["rows"] == []


def test_an_exclusion_is_lifted_for_its_own_campaign_only(as_ann: Client):
    ours, theirs = TargetExclusionFactory(), TargetExclusionFactory()
    chosen = {"selected": [ours.pk, theirs.pk]}
    as_ann.post(reverse("segments:lift_exclusions", args=[ours.campaign.number]), chosen)
    assert type(ours).objects.get() == theirs
