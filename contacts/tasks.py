"""What takes long for very many contacts is done in the background."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localtime
from django_tasks import task

from contacts import duplicates
from contacts.models import DuplicateSearch, ProfileQuestionnaire
from contacts.profiles import updating


@task()
def generate(at: str) -> None:
    duplicates.generate(at=datetime.fromisoformat(at))


@task()
def update_classification(keys: list[int], on: str, at: str, language: str) -> None:
    """`on` is the day that periods count from, `at` the moment somebody asked."""
    asked = datetime.fromisoformat(at)
    with translation.override(language):
        updating.update_classification(
            list(ProfileQuestionnaire.objects.filter(pk__in=keys)),
            on=date.fromisoformat(on),
            today=localtime(asked).date(),
            at=asked,
        )


@task()
def search(companies: list[int]) -> None:
    duplicates.search(companies)


def search_written(contacts: Sequence[Any]) -> None:
    """Many companies were written at once, as by an import: who looks like them is found once that is committed, where
    that is wanted (DUP-6)."""
    companies = [contact.pk for contact in contacts if contact.is_company]
    if companies and DuplicateSearch.get().is_automatic:
        transaction.on_commit(partial(search.enqueue, companies))
