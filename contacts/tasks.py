"""Search strings of very many companies are made in the background; imported companies are compared there too."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task

from contacts import duplicates
from contacts.models import DuplicateSearch


@task()
def generate(at: str) -> None:
    duplicates.generate(at=datetime.fromisoformat(at))


@task()
def search(companies: list[int]) -> None:
    duplicates.search(companies)


def search_written(contacts: Sequence[Any]) -> None:
    """Many companies were written at once, as by an import: who looks like them is found once that is committed, where
    that is wanted (DUP-6)."""
    companies = [contact.pk for contact in contacts if contact.is_company]
    if companies and DuplicateSearch.get().is_automatic:
        transaction.on_commit(partial(search.enqueue, companies))
