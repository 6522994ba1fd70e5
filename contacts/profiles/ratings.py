"""Ratings: the points of a contact's answers added up, and what the sum is called (9.3)."""

from collections import defaultdict
from datetime import date
from graphlib import CycleError, TopologicalSorter
from math import ceil
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from contacts import sql
from contacts.models import Contact, ContactProfileAnswer, ProfileQuestion, RatingPoints
from contacts.profiles.fitting import contacts_for
from core.errors import Refused


class Circular(Refused):
    pass


def in_order() -> list[ProfileQuestion]:
    """All ratings, each after those whose answers give it points; two statements.

    Refused (Circular) when one depends on itself, directly or through others (PRO-11).
    """
    ratings = {rating.pk: rating for rating in ProfileQuestion.objects.ratings().select_related("questionnaire")}
    counted: dict[int, set[int]] = defaultdict(set)
    for rating, question in RatingPoints.objects.values_list("rating", "answer__question"):
        counted[rating].add(question)
    try:
        order = list(TopologicalSorter(counted).static_order())
    except CycleError as error:
        names = " → ".join(str(ratings[key]) for key in error.args[1] if key in ratings)
        raise Circular(
            _("A rating cannot depend on itself: %(names)s. Take out some points.") % {"names": names}
        ) from error
    return [ratings[key] for key in [*order, *(ratings.keys() - set(order))] if key in ratings]


def rate_all(*, on: date) -> None:
    """Every rating of every contact anew; some statements a rating."""
    for rating in in_order():
        _rate(rating, None, on)


def rate(contact: Contact, *, on: date) -> None:
    """Every rating of the contact anew, after its answers changed (PRO-12); some statements a rating."""
    for rating in in_order():
        _rate(rating, contact, on)


def _rate(rating: ProfileQuestion, contact: Contact | None, on: date) -> None:
    """Rated is who gave an answer with points, and to enough of the questions whose answers have some (PRO-10)."""
    points = RatingPoints.objects.filter(rating=rating).order_by()
    counted = points.aggregate(count=Count("answer__question", distinct=True))["count"]
    contacts = contacts_for(rating.questionnaire)
    standing = ContactProfileAnswer.objects.to_question(rating)
    answered: dict[str, Any] = {"answer__given__isnull": False}
    if contact:
        answered = {"answer__given__contact": contact}
        contacts, standing = contacts.filter(pk=contact.pk), standing.filter(contact=contact)
    scored = (
        points.filter(**answered)
        .values("answer__given__contact")
        .annotate(score=Sum("points"), answered=Count("answer__question", distinct=True))
        .filter(answered__gte=ceil(rating.minimum_answered * counted / 100))
    )
    with transaction.atomic():
        standing.delete()
        sql.answer_by_figures(
            rating,
            of=contacts.values("pk"),
            figures=scored.values_list("answer__given__contact", "score"),
            shown_by="id",
            on=on,
        )
