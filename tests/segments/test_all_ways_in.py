"""Whom any consent block keeps out never stands in a segment, by whatever way, and the page says why (decision 16).

A new way into a segment is one more function in WAYS: it tries to bring the contact in and answers the pages that say
what came of it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from contacts.models import Channel, Contact
from core.errors import Refused
from core.importing import checking
from core.importing.kinds import kinds
from interactions.models import LoggedSegment
from opportunities.models import Opportunity
from segments import building, consent, recording
from segments.criteria import Criteria
from segments.keeping import Keep, Order
from segments.models import Segment, SegmentLine
from segments.stepping import Step
from tests import factories as f

pytestmark = pytest.mark.django_db

Way = Callable[[Client, Contact, Callable[[], None]], str]
"""Told who, and how the block comes about: ways that bring somebody back need it to come after a first time."""

SEGMENT = "/segments/S1/"
COMPARED = "S2"
EVERYBODY: dict[str, Any] = {"contact": {"number": "CT*"}}


def posted(client: Client, path: str, **typed: Any) -> str:
    return client.post(f"{SEGMENT}{path}", typed, follow=True).content.decode()


def looked_up(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    block()
    return posted(client, "add/contact/", contact=contact.pk)


def pasted(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    block()
    shown = posted(client, "add/numbers/", numbers="CT1")
    return shown + posted(client, "add/numbers/", numbers="CT1", confirmed="1")


def from_a_file(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    block()
    kind, content = kinds["segment-lines"], b"segment,contact\nS1,CT1\n"
    with pytest.raises(Refused):
        checking.run(kind, content, user=None, at=f.A_MOMENT)
    return checking.check(kind, content, user=None).rows[0].errors[0]


def by_criteria(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    block()
    where = f"{SEGMENT}add/"
    shown = client.get(where, {"contact-number": "CT1"}).content.decode()
    return shown + client.post(where, {"contact-number": "CT1", "last": "0"}, follow=True).content.decode()


def by_saved_criteria(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    block()
    step = Step(building.Kind.ADD, Criteria(EVERYBODY, f.A_DAY, f.A_DAY, "", "en"))
    f.SavedCriteriaFactory(code="ALL", steps=[{"kind": "add", **step.kept}])
    return posted(client, "criteria/ALL/use/")


def by_going_back(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    segment = Segment.objects.get(number="S1")
    everybody = Contact.objects.filter(pk=contact.pk)
    building.add(segment=segment, contacts=everybody, words="", by=None, at=f.A_MOMENT)
    building.empty(segment=segment, by=None, at=f.A_MOMENT)
    block()
    return posted(client, "back/1/")


def by_a_follow_up(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    """Who stood there before it was blocked, and is logged, does not come along into the next segment."""
    segment = Segment.objects.get(number="S1")
    known = {"template": f.InteractionTemplateFactory(), "salesperson": f.SalespersonFactory(), "date": f.A_DAY}
    f.SegmentLineFactory(segment=segment, contact=contact, **known)
    block()
    done = recording.log(segment, sends=False, follows_up=True, by=None, at=f.A_MOMENT, on=f.A_DAY)
    assert done.follow_up
    return client.get(done.follow_up.get_absolute_url()).content.decode()


def by_a_merge(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    other = f.PersonFactory(number="CT2", name="A. Berg")
    f.SegmentLineFactory(segment=Segment.objects.get(number="S1"), contact=other)
    block()
    where = reverse("contacts:merge", args=["CT1", "CT2"])
    shown = client.get(where).content.decode()
    client.post(where)
    assert not Contact.objects.filter(number="CT2").exists()
    return shown + client.get(SEGMENT).content.decode()


def into_an_open_segment(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    logged = logged_with(contact)
    block()
    return reused(client, logged, segment=Segment.objects.get(number="S1").pk)


def into_a_new_segment(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    logged = logged_with(contact)
    block()
    return reused(client, logged, description="Once more")


def reused(client: Client, logged: LoggedSegment, **typed: Any) -> str:
    """What the page says before and what it says after."""
    where = reverse("segments:reuse", args=[logged.pk])
    return client.get(where).content.decode() + client.post(where, typed, follow=True).content.decode()


def by_criteria_of_a_logged_segment(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    logged = logged_with(contact)
    block()
    asked = {"logged_segments-code": logged.segment_number}
    shown = client.get(f"{SEGMENT}add/", asked).content.decode()
    return shown + client.post(f"{SEGMENT}add/", {**asked, "last": "0"}, follow=True).content.decode()


def logged_with(contact: Contact) -> LoggedSegment:
    known = {"template": f.InteractionTemplateFactory(), "salesperson": f.SalespersonFactory(), "date": f.A_DAY}
    line = f.SegmentLineFactory(segment__number="BEFORE", contact=contact, **known)
    done = recording.log(line.segment, sends=False, follows_up=False, by=None, at=f.A_MOMENT, on=f.A_DAY)
    return done.logged


def by_a_comparison(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    """Who stands in one of the two does not come along into the segment that is made of a part."""
    f.SegmentLineFactory(segment__number=COMPARED, contact=contact)
    block()
    where = reverse("segments:make_segment", args=[COMPARED, "S1", "left"])
    return client.post(where, follow=True).content.decode()


def by_criteria_that_keep_some(client: Client, contact: Contact, block: Callable[[], None]) -> str:
    """Keeping chooses among those who stand there, and makes no room for who was left out."""
    block()
    everybody = Step(building.Kind.ADD, Criteria(EVERYBODY, f.A_DAY, f.A_DAY, "", "en"))
    steps = [{"kind": step.kind, **step.kept} for step in (everybody, Keep(5, Order.NAME))]
    f.SavedCriteriaFactory(code="SOME", steps=steps)
    return posted(client, "criteria/SOME/use/") + posted(client, "keep/", count="5", order="name", last="2")


WAYS: list[Way] = [
    looked_up,
    pasted,
    from_a_file,
    by_criteria,
    by_saved_criteria,
    by_going_back,
    by_a_follow_up,
    by_a_merge,
    into_an_open_segment,
    into_a_new_segment,
    by_criteria_of_a_logged_segment,
    by_a_comparison,
    by_criteria_that_keep_some,
]

BLOCKS: dict[str, dict[str, Any]] = {
    "privacy blocked": {"privacy_blocked": True},
    "excluded from segments": {"exclude_from_segments": True},
    "a minor without parental consent": {"minor": True, "privacy_blocked": True},
    "wants no letters": {"channel": Channel.LETTER, "kind": "hard copy"},
    "wants no e-mails": {"channel": Channel.EMAIL, "kind": "email"},
}


WITHOUT_CHANNEL = [by_a_follow_up, into_a_new_segment, by_a_comparison]
"""Ways into segments that nothing says of yet how they go out, so that no channel is refused."""

WALKED = [
    pytest.param(way, reason, id=f"{way.__name__}-{reason}")
    for way in WAYS
    for reason, said in BLOCKS.items()
    if not ("channel" in said and way in WITHOUT_CHANNEL)
]


@pytest.mark.parametrize(("way", "reason"), WALKED)
def test_ci_29_whoever_is_blocked_comes_in_by_no_way_and_the_page_says_why(
    way: Way, reason: str, as_ann: Client
) -> None:
    said = dict(BLOCKS[reason])
    channel, kind = said.pop("channel", None), said.pop("kind", "")
    f.SegmentFactory(number="S1", correspondence_type=kind)
    contact = f.PersonFactory(number="CT1", name="Anna Berg")

    def block() -> None:
        if channel:
            f.DoNotContactFactory(contact=contact, channel=channel)
        else:
            Contact.objects.filter(pk=contact.pk).update(**said)

    page = way(as_ann, contact, block)
    assert reason in page, "the page does not say why"
    assert "Anna Berg" in page, "the page does not say who"
    standing = SegmentLine.objects.in_segment().filter(contact=contact).exclude(segment__number=COMPARED)
    assert not standing.exists()


@pytest.mark.parametrize("way", [way for way in WAYS if way is not from_a_file])
def test_whoever_is_not_blocked_comes_in_by_each_way(way: Way, as_ann: Client) -> None:
    """So that the ways above are ways in. That of a file expects to be refused."""
    f.SegmentFactory(number="S1")
    contact = f.PersonFactory(number="CT1", name="Anna Berg")
    way(as_ann, contact, lambda: None)
    standing = SegmentLine.objects.in_segment().filter(contact=contact).exclude(segment__number=COMPARED)
    assert standing.exists()


def test_every_reason_of_the_gate_is_walked() -> None:
    reasons = {str(reason.words) for channel in consent.CHANNELS.values() for reason in consent.reasons(channel)}
    assert reasons == set(BLOCKS)


def test_every_page_that_adds_lines_is_walked() -> None:
    """Whoever adds a page that may add lines adds a way above, and its name here."""
    walked = {"add_contact", "paste", "add", "saved_criteria", "use_criteria"}
    assert pages_that("segments.add_segmentline") - {"reduce", "refine"} == walked
    assert pages_that("segments.add_segment") == {"reuse", "make_segment"}


def pages_that(need: str) -> set[str]:
    return {
        pattern.name
        for pattern in get_resolver("segments.urls").url_patterns
        if getattr(pattern.callback, "permission_required", "") == need
    }


@pytest.mark.parametrize("reason", ["privacy blocked", "a minor without parental consent"])
def test_whoever_is_blocked_gets_no_opportunity_of_the_segment_and_the_page_says_why(
    reason: str, as_ann: Client
) -> None:
    """What a contact does not want to get keeps nobody from buying; these blocks do."""
    segment = f.SegmentFactory(number="S1")
    contact, other = f.PersonFactory(name="Anna Berg"), f.PersonFactory(name="Kari Dahl")
    for each in (contact, other):
        f.SegmentLineFactory(segment=segment, contact=each)
    Contact.objects.filter(pk=contact.pk).update(**BLOCKS[reason])
    shown = as_ann.get(f"{SEGMENT}opportunities/").content.decode()
    assert reason in shown
    assert "Anna Berg" in shown
    stage = f.StageFactory()
    seller = f.SalespersonFactory()
    typed = {"description": "Cheese", "salesperson": seller.pk, "cycle": stage.cycle.pk}
    typed |= {"creation_date": f.A_DAY, "priority": "normal"}
    as_ann.post(f"{SEGMENT}opportunities/", typed)
    assert set(Opportunity.objects.values_list("contact", flat=True)) == {other.pk}
