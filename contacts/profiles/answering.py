"""Questions about a contact, answered by hand (9.4)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import nobody
from contacts.models import Contact, ContactProfileAnswer, ProfileAnswer, ProfileQuestion
from contacts.profiles import ratings
from contacts.profiles.fitting import questionnaires_for
from core.errors import Refused
from core.models import User
from core.sql import listed

Chosen = Mapping[ProfileQuestion, Collection[ProfileAnswer]]


class WrongAnswer(Refused):
    pass


class SecondAnswer(Refused):
    pass


class AnsweredMeanwhile(Refused):
    pass


class OfMinor(Refused):
    pass


def answer(
    *, contact: Contact, chosen: Chosen, by: User | None, on: date, at: datetime, version: int | None = None
) -> bool:
    """Let the contact have exactly these answers to these questions; answers whether that changed anything.

    A change stamps the contact (CON-5), and its ratings are computed anew (PRO-12). Refused, all of it: a second answer
    to a question that takes one (SecondAnswer; PRO-14); a question that is answered automatically, one of another
    questionnaire than fits, and an answer of another question (WrongAnswer); a minor (OfMinor; CON-34), and who was
    erased (IsNobody); a contact of another version than the person saw (AnsweredMeanwhile). Some statements for any
    number, and some more for each rating.
    """
    with transaction.atomic():
        contact.refresh_from_db(from_queryset=Contact.objects.select_for_update(of=("self",)))
        if version not in (None, contact.version):
            raise AnsweredMeanwhile(
                _("Somebody changed %(contact)s meanwhile. Look at what you ticked, then save again.")
                % {"contact": contact}
            )
        _refuse(contact, chosen)
        is_changed = _write(contact, chosen, on)
        if is_changed:
            contact.changed(by=by, at=at)
            contact.save()
            ratings.rate(contact, on=on)
    return is_changed


def follow(question: ProfileQuestion) -> None:
    """After somebody said whether the question takes several answers: those that were given follow.

    Refused (SecondAnswer) while a contact has two answers to a question that takes one. Two statements.
    """
    given = ContactProfileAnswer.objects.to_question(question)
    if question.several_answers:
        given.filter(sole_answer_to__isnull=False).update(sole_answer_to=None)
        return
    twice = given.order_by().values("contact").annotate(answers=Count("pk")).filter(answers__gt=1).count()
    if twice:
        sentence = ngettext(
            "%(count)d contact has several answers to “%(question)s”, so it cannot take one only.",
            "%(count)d contacts have several answers to “%(question)s”, so it cannot take one only.",
            twice,
        )
        raise SecondAnswer(sentence % {"count": twice, "question": question})
    given.filter(sole_answer_to__isnull=True).update(sole_answer_to=question)


def take_away(question: ProfileQuestion) -> int:
    """Let nobody have answered the question; answers how many answers that were."""
    return ContactProfileAnswer.objects.to_question(question).delete()[0]


def keep_none_of_minors(contacts: Iterable[Contact]) -> int:
    """Whoever of the contacts is a minor has no answers any more (CON-34); answers how many went. One statement."""
    minors = [contact.pk for contact in contacts if contact.minor]
    return ContactProfileAnswer.objects.filter(contact__in=listed(minors)).delete()[0] if minors else 0


def _refuse(contact: Contact, chosen: Chosen) -> None:
    nobody.refuse(contact)
    if contact.minor:
        raise OfMinor(_("%(contact)s is a minor; minors have no profile answers.") % {"contact": contact})
    fitting = {questionnaire.pk for questionnaire in questionnaires_for(contact)}
    for question, answers in chosen.items():
        for sentence in _against(contact, question, fitting):
            raise WrongAnswer(sentence % {"question": question, "contact": contact})
        if any(each.question_id != question.pk for each in answers):
            raise WrongAnswer(_("An answer belongs to another question than “%(question)s”.") % {"question": question})
        if len(set(answers)) > 1 and not question.several_answers:
            names = {"question": question, "answers": ", ".join(str(each) for each in answers)}
            raise SecondAnswer(_("“%(question)s” takes one answer only; choose one of %(answers)s.") % names)


def _against(contact: Contact, question: ProfileQuestion, fitting: Collection[int]) -> Iterator[str]:
    if question.measure:
        yield _("“%(question)s” is answered automatically, not by hand.")
    elif question.questionnaire_id not in fitting:
        yield _("“%(question)s” is not asked about %(contact)s: its questionnaire is for others.")


def _write(contact: Contact, chosen: Chosen, on: date) -> bool:
    """Only what is new is dated anew."""
    standing = ContactProfileAnswer.objects.filter(contact=contact, answer__question__in=chosen)
    known = dict(standing.values_list("answer", "pk"))
    wanted = {each.pk: question for question, answers in chosen.items() for each in answers}
    gone = [row for key, row in known.items() if key not in wanted]
    new = [
        ContactProfileAnswer(
            contact=contact,
            answer_id=key,
            sole_answer_to=None if question.several_answers else question,
            updated_on=on,
        )
        for key, question in wanted.items()
        if key not in known
    ]
    ContactProfileAnswer.objects.filter(pk__in=gone).delete()
    ContactProfileAnswer.objects.bulk_create(new)
    return bool(gone or new)
