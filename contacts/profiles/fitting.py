"""Which contacts a questionnaire is for (PRO-1)."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from contacts.models import (
    BusinessRelation,
    Contact,
    ContactBusinessRelation,
    Customer,
    Measure,
    ProfileAnswer,
    ProfileQuestion,
    ProfileQuestionnaire,
)


def contacts_for(questionnaire: ProfileQuestionnaire) -> QuerySet[Contact]:
    """Those of its type, minors aside (CON-34); with a business relation, those of companies that have it."""
    contacts = Contact.objects.order_by().filter(minor=False)
    if questionnaire.contact_type:
        contacts = contacts.filter(type=questionnaire.contact_type)
    if questionnaire.business_relation:
        contacts = contacts.filter(party__in=_having(questionnaire.business_relation))
    return contacts


def heads_for(question: ProfileQuestion) -> QuerySet[Contact]:
    """Companies, and persons without one, whose figures are shown by everybody of theirs the questionnaire is for."""
    questionnaire = question.questionnaire
    heads = Contact.objects.order_by().filter(company__isnull=True, minor=False)
    if questionnaire.contact_type == Contact.Type.COMPANY:
        heads = heads.filter(type=Contact.Type.COMPANY)
    if questionnaire.business_relation:
        heads = heads.filter(pk__in=_having(questionnaire.business_relation))
    return heads.filter(pk__in=_customers()) if Measure(question.measure).is_of_customers else heads


def questionnaires_for(contact: Contact) -> list[ProfileQuestionnaire]:
    """Those with questions to answer by hand that fit the contact, or that it answered already (PRO-14).

    None of a minor (CON-34), and none of whom was erased.
    """
    if contact.minor or contact.erased_at:
        return []
    by_hand = ProfileQuestion.objects.by_hand().filter(questionnaire=OuterRef("pk"))
    answered = ProfileAnswer.objects.filter(question__questionnaire=OuterRef("pk"), given__contact=contact)
    found = ProfileQuestionnaire.objects.filter(Exists(by_hand)).annotate(is_answered=Exists(answered))
    ordered = found.select_related("business_relation").order_by("-priority", "code")
    relations = _relations_of(contact)
    return [each for each in ordered if each.is_answered or _fits(each, contact, relations)]


def _fits(questionnaire: ProfileQuestionnaire, contact: Contact, relations: set[int]) -> bool:
    relation = questionnaire.business_relation_id
    return questionnaire.contact_type in ("", contact.type) and (relation is None or relation in relations)


def _relations_of(contact: Contact) -> set[int]:
    """By hand, or as our customer (CLS-6): one statement."""
    by_hand = ContactBusinessRelation.objects.filter(contact=contact.party).values("code")
    customers = BusinessRelation.objects.order_by().filter(
        Exists(Customer.objects.filter(contact=contact.party)), of_customers=True
    )
    return set(by_hand.union(customers.values("pk")).values_list("code", flat=True))


def _having(relation: BusinessRelation) -> QuerySet[Any, Any]:
    if relation.of_customers:
        return _customers()
    return ContactBusinessRelation.objects.filter(code=relation).values("contact")


def _customers() -> QuerySet[Any, Any]:
    return Customer.objects.order_by().values("contact")
