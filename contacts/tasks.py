"""Search strings of very many companies are made in the background."""

from datetime import datetime

from django_tasks import task

from contacts import duplicates


@task()
def generate(at: str) -> None:
    duplicates.generate(at=datetime.fromisoformat(at))
