"""Contacts with what happened and what is to be done, for reports on paper (20)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from activities.models import Task
from contacts.models import Contact
from interactions.models import Interaction

MOST_CONTACTS = 50
MOST_SHOWN = 100


@dataclass
class Summary:
    """A company with its persons, or a person; the newest tasks and interactions of each, at most MOST_SHOWN."""

    contact: Contact
    persons: list[Contact] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    interactions: list[Interaction] = field(default_factory=list)


def of_contacts(contacts: Sequence[Contact]) -> list[Summary]:
    """In their order, all of one type: a company's tasks and interactions are those of its persons too.

    Two statements, and one for the persons of companies.
    """
    summaries = {contact.pk: Summary(contact) for contact in contacts}
    if not summaries:
        return []
    if contacts[0].is_company:
        persons = Contact.objects.filter(company__in=summaries).order_by("search_name", "pk")
        _hand_out(persons, lambda row: summaries[row.company_id].persons)
    path = "contact__party" if contacts[0].is_company else "contact"
    tasks = Task.objects.main().for_list().filter(**{f"{path}__in": summaries})
    _hand_out(_newest(tasks, path), lambda row: summaries[row.whose].tasks)
    interactions = Interaction.objects.that_count().for_list().filter(**{f"{path}__in": summaries})
    _hand_out(_newest(interactions, path), lambda row: summaries[row.whose].interactions)
    return list(summaries.values())


def _newest(rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    newest = Window(RowNumber(), partition_by=F(path), order_by=[F("date").desc(), F("pk").desc()])
    numbered: QuerySet[Any] = rows.annotate(nth=newest, whose=F(path))
    return numbered.filter(nth__lte=MOST_SHOWN).order_by("-date", "-pk")


def _hand_out(rows: Iterable[Any], to: Callable[[Any], list[Any]]) -> None:
    for row in rows:
        to(row).append(row)
