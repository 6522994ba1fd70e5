"""What becomes of profile answers when two contacts become one: its ratings count the answers of both (PRO-12)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import ngettext

from contacts import comparison
from contacts.consequences import Consequence
from contacts.models import Contact, ContactProfileAnswer, Measure
from contacts.models.profiled import ContactProfileAnswerQuerySet
from contacts.profiles import ratings
from core.models import User


def foretold(survivor: Contact, duplicate: Contact) -> Iterator[str]:
    """That answers go when the one that stays is a minor by the stricter consent of the two (CON-34)."""
    if not _becomes_a_minor(survivor, duplicate):
        return
    if count := _given_by(survivor, duplicate).count():
        sentence = ngettext(
            "%(count)d profile answer goes, because minors have none.",
            "%(count)d profile answers go, because minors have none.",
            count,
        )
        yield sentence % {"count": count}


def rate_both_in_one(contact: Contact, _by: User | None, at: datetime) -> None:
    ratings.rate(contact, on=localtime(at).date())


def rate_each(survivor: Contact, duplicate: Contact, _kept: None, at: datetime) -> None:
    """After an undo: answers may have come or gone since."""
    for contact in (survivor, duplicate):
        ratings.rate(contact, on=localtime(at).date())


def giving_way(survivor: Contact, duplicate: Contact) -> ContactProfileAnswerQuerySet:
    """Ratings, which are given anew; of a minor, every answer."""
    given = _given_by(survivor, duplicate)
    is_minor = _becomes_a_minor(survivor, duplicate)
    return given if is_minor else given.filter(answer__question__measure=Measure.RATING)


def _given_by(survivor: Contact, duplicate: Contact) -> ContactProfileAnswerQuerySet:
    return ContactProfileAnswer.objects.filter(contact__in=[survivor.pk, duplicate.pk])


def _becomes_a_minor(survivor: Contact, duplicate: Contact) -> bool:
    return comparison.as_strict(survivor, duplicate).minor


CONSEQUENCE = Consequence("profiles", foretold, rate_both_in_one, rate_each, giving_way)
