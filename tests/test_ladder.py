"""The ladder of apps, where import-linter does not look: apps it was not told of, and relations followed upwards."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings

LINTER = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"]
LADDER = next(
    contract["layers"] for contract in LINTER["contracts"] if contract["name"].startswith("Apps form a ladder")
)
OURS = [config.label for config in apps.get_app_configs() if (settings.BASE_DIR / config.name).is_dir()]


def relations_from_above() -> Iterator[tuple[str, str, str]]:
    """An app, and the two names by which its rows are tempted to reach a higher rung."""
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            for relation in model._meta.related_objects:
                if relation.related_model._meta.app_label in OURS and relation.related_model._meta.app_label != app:
                    yield app, relation.get_accessor_name() or "", relation.field.related_query_name()


def test_every_app_stands_on_the_ladder():
    assert sorted(LADDER) == sorted(LINTER["root_packages"]) == sorted(OURS)


def test_every_app_but_the_ground_and_the_top_has_its_floors():
    floors = next(contract["containers"] for contract in LINTER["contracts"] if contract["name"].startswith("Inside"))
    assert sorted(floors) == sorted(set(OURS) - {"core", "config"})


@pytest.mark.parametrize("app", OURS)
def test_no_app_reaches_up_through_a_reverse_relation(app):
    sources = {
        file: file.read_text() for file in (settings.BASE_DIR / app).rglob("*.py") if "migrations" not in file.parts
    }
    reached = [
        f"{file.relative_to(settings.BASE_DIR)}: {accessor or query}"
        for lower, accessor, query in relations_from_above()
        for file, source in sources.items()
        if lower == app and re.search(rf'\.{accessor or query}\b(?!\()|"{query}__|\b{query}__', source)
    ]
    assert not reached
