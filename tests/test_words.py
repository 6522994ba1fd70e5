"""The catalogues hold what the code says, whole, and are compiled: nobody needs gettext to run or to test."""

import pytest
from babel.messages.checkers import checkers

from tools import words

languages = pytest.mark.parametrize("language", words.LANGUAGES)
STALE = "run `python -m tools.words` and translate what is new"


@languages
def test_the_catalogue_is_up_to_date(language: str) -> None:
    assert words.written(words.up_to_date(language)) == words.po_of(language).read_bytes(), STALE


@languages
def test_the_compiled_catalogue_is_up_to_date(language: str) -> None:
    assert words.compiled(words.kept(language)) == words.mo_of(language).read_bytes(), STALE


@languages
def test_every_text_has_a_translation(language: str) -> None:
    missing = [message.id for message in words.kept(language) if message.id and not words.translated(message.string)]
    assert missing == []


@languages
def test_a_translation_keeps_what_is_put_into_it(language: str) -> None:
    catalog = words.kept(language)
    for message in catalog:
        for check in checkers:
            check(catalog, message)
