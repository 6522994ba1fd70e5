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
from segments import building, consent, recording
from segments.criteria import Criteria
from segments.models import Segment, SegmentLine
from segments.stepping import Step
from tests import factories as f

pytestmark = pytest.mark.django_db

Way = Callable[[Client, Contact, Callable[[], None]], str]
"""Told who, and how the block comes about: ways that bring somebody back need it to come after a first time."""

SEGMENT = "/segments/S1/"
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


WAYS: list[Way] = [
    looked_up,
    pasted,
    from_a_file,
    by_criteria,
    by_saved_criteria,
    by_going_back,
    by_a_follow_up,
    by_a_merge,
]

BLOCKS: dict[str, dict[str, Any]] = {
    "privacy blocked": {"privacy_blocked": True},
    "excluded from segments": {"exclude_from_segments": True},
    "a minor without parental consent": {"minor": True, "privacy_blocked": True},
    "wants no letters": {"channel": Channel.LETTER, "kind": "hard copy"},
    "wants no e-mails": {"channel": Channel.EMAIL, "kind": "email"},
}


WITHOUT_CHANNEL = [by_a_follow_up]
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
    standing = SegmentLine.objects.in_segment().filter(contact=contact)
    assert not standing.exists()


def test_every_reason_of_the_gate_is_walked() -> None:
    reasons = {str(reason.words) for channel in consent.CHANNELS.values() for reason in consent.reasons(channel)}
    assert reasons == set(BLOCKS)


def test_every_page_that_adds_lines_is_walked() -> None:
    """Whoever adds a page that may add lines adds a way above, and its name here."""
    walked = {"add_contact", "paste", "add", "saved_criteria", "use_criteria"}
    pages = {
        pattern.name
        for pattern in get_resolver("segments.urls").url_patterns
        if getattr(pattern.callback, "permission_required", "") == "segments.add_segmentline"
    }
    assert pages - {"reduce", "refine"} == walked
