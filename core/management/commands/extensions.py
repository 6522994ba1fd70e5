from types import FunctionType, MethodType
from typing import Any

from django.core.management.base import BaseCommand

from core import extensions


class Command(BaseCommand):
    help = "Print what hangs where: the list columns, factboxes, card actions, guards … of upper apps, by model."

    def handle(self, *args: Any, **options: Any) -> None:
        registries: list[Any] = [extensions.list_columns, extensions.fact_boxes, extensions.card_actions]
        registries += [
            extensions.bulk_actions,
            extensions.guards,
            extensions.taken_back,
            extensions.followers,
            extensions.written,
        ]
        for registry in registries:
            self.stdout.write(f"{registry.name}:")
            for model, things in registry.everything():
                for thing in things:
                    self.stdout.write(f"  {model._meta.label}: {words_of(thing)}")


def words_of(thing: Any) -> str:
    """What an extension is called, and the function it asks."""
    if isinstance(thing, FunctionType | MethodType):
        return f"{thing.__module__}.{thing.__qualname__}"
    name = getattr(thing, "title", "") or getattr(thing, "label", "") or getattr(thing, "act", "")
    if isinstance(thing, extensions.ExtraColumn):
        name = thing.column.label
    asked: Any = next((value for value in vars(thing).values() if isinstance(value, FunctionType)), None)
    return f"{name} ({asked.__module__}.{asked.__qualname__})" if asked else str(name)
