"""What a logged segment said is sent once more (RES-1 to 3)."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from core.models import User
from interactions import resending
from interactions.models import Interaction, LoggedSegment, Resending
from interactions.readiness import NoMailServer
from tests import factories as f
from tests.conftest import Queries

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def a_server(settings: Any, tmp_path: Any) -> None:
    settings.SENDS_MAIL, settings.MEDIA_ROOT = True, tmp_path


@pytest.fixture
def logged() -> LoggedSegment:
    made: LoggedSegment = f.LoggedSegmentFactory(segment_number="SM1")
    return made


def said(logged: LoggedSegment, **more: Any) -> Interaction:
    values = {"description": "Spring letter", "correspondence_type": "hard copy", "attachment": f.AttachmentFactory()}
    made: Interaction = f.InteractionFactory(logged_segment=logged, **{**values, **more})
    return made


def resend(by_type: str = "", by: User | None = None) -> int:
    rows = Interaction.objects.all()
    return resending.resend(rows, by_type=by_type, by=by, on=TODAY, at=f.A_MOMENT)


def test_res_2_each_becomes_a_new_interaction_by_another_correspondence_type(logged: LoggedSegment, ann: User) -> None:
    entry = f.CampaignEntryFactory(logged_segment=logged, segment_number="SM1")
    first = said(logged, campaign=entry.campaign, campaign_entry=entry, evaluation="positive", cost=2)
    assert resend("email", by=ann) == 1
    again = Interaction.objects.exclude(pk=first.pk).get()
    assert (again.description, again.date, again.user) == ("Resend: Spring letter", TODAY, ann)
    assert (again.correspondence_type, again.delivery, again.evaluation) == ("email", "in progress", "")
    for name in ("contact", "template", "attachment", "campaign", "campaign_entry", "logged_segment", "cost"):
        assert getattr(again, name) == getattr(first, name), name
    first.refresh_from_db()
    assert (first.correspondence_type, first.delivery) == ("hard copy", "")


def test_res_3_what_says_nothing_is_skipped_and_who_does_not_want_it(logged: LoggedSegment) -> None:
    said(logged, attachment=None)
    said(logged, cancelled=True)
    said(logged, information_flow="inbound")
    said(logged, correspondence_type="")
    said(logged, contact=f.PersonFactory(privacy_blocked=True))
    f.DoNotContactFactory(contact=said(logged).contact, channel="letter")
    with pytest.raises(resending.NothingToSend, match="None of these"):
        resend()
    written = f.TemplateLanguageFactory(text="Dear you").template
    said(logged, attachment=None, template=written)
    assert resend() == 1
    assert resend("email") == 4, "by e-mail also the one without a type, and who wants no letters"


def test_res_1_only_interactions_of_one_logged_segment(logged: LoggedSegment) -> None:
    said(logged)
    said(f.LoggedSegmentFactory(segment_number="SM2"))
    with pytest.raises(resending.NotOneSegment, match="one logged segment"):
        resend()
    Interaction.objects.update(logged_segment=None)
    with pytest.raises(resending.NotOneSegment):
        resend()


def test_without_a_mail_server_no_e_mails(logged: LoggedSegment, settings: Any) -> None:
    settings.SENDS_MAIL = False
    said(logged)
    with pytest.raises(NoMailServer):
        resend("email")


def test_thirty_are_sent_again_in_as_many_statements_as_three(logged: LoggedSegment, queries: Queries) -> None:
    template = f.TemplateLanguageFactory(text="Dear you").template
    for _ in range(3):
        said(logged, template=template)
    for_three = queries(resend)
    for _ in range(27):
        said(logged, template=template)
    assert queries(resend) == for_three


def test_the_logged_segment_asks_how_and_sends_once(logged: LoggedSegment, as_ann: Client) -> None:
    said(logged)
    assert "Resend" in as_ann.get(logged.get_absolute_url()).content.decode()
    rows = {"all_results": "1", "query": f"logged={logged.pk}", "next": logged.get_absolute_url()}
    page: Any = as_ann.post("/interactions/resend/", rows)
    assert [(word, count) for word, _label, count in page.context["ways"]] == [
        ("as each was", 1),
        ("hard copy", 1),
        ("email", 1),
    ]
    mark = page.content.decode().split('name="mark" value="')[1].split('"')[0]
    for _ in range(2):
        sent = as_ann.post("/interactions/resend/", rows | {"by_type": "hard copy", "mark": mark})
        assert sent["Location"] == logged.get_absolute_url()
    assert Interaction.objects.count() == 2


def test_very_many_are_sent_again_in_the_background(
    logged: LoggedSegment, as_ann: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(resending, "MANY", 1)
    first, _second = said(logged), said(logged)
    rows = {"all_results": "1", "query": f"logged={logged.pk}", "by_type": "hard copy"}
    with django_capture_on_commit_callbacks() as waiting:
        sent = as_ann.post("/interactions/resend/", rows)
    record = Resending.objects.get()
    assert (sent["Location"], Interaction.objects.count()) == (record.get_absolute_url(), 2)
    assert "It waits for its turn." in as_ann.get(sent["Location"]).text
    first.cancelled = True
    first.save()
    for begin in waiting:
        begin()
    page = as_ann.get(sent["Location"])
    assert "1 interaction is sent again." in page.text
    assert Interaction.objects.count() == 3
    assert as_ann.get(sent["Location"], headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_what_is_refused_in_the_background_says_why(logged: LoggedSegment, ann: User) -> None:
    first = said(logged)
    known = {"by_type": "", "by": ann, "on": TODAY, "at": f.A_MOMENT}
    record, _is_new = resending.decide(Interaction.objects.all(), key=uuid4(), **known)
    first.cancelled = True
    first.save()
    resending.carry_out(record, by=ann)
    record.refresh_from_db()
    assert (record.state, "None of these" in record.refusal) == ("refused", True)
