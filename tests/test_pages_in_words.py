"""No page in another language shows an English text of the catalogue."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString
from django.test import Client
from django.utils import translation

from core.models import NumberSeries, User
from tests.pages import PageUnderTest, all_pages
from tools import words

pytestmark = pytest.mark.django_db

READ_ALOUD = ["aria-label", "title", "placeholder", "alt", "data-confirm", "data-confirm-ok", "label"]
PLACE = re.compile(r"%\\\(\w+\\\)[sd]|%[sd]")


@cache
def english(language: str) -> re.Pattern[str]:
    """What is written otherwise in the language, whatever is put into it."""
    both = [pair for message in words.kept(language) if message.id for pair in pairs(message.id, message.string)]
    also_theirs = {theirs for _ours, theirs in both}
    texts = {ours for ours, theirs in both if ours != theirs and ours not in also_theirs and says_enough(ours)}
    return re.compile("|".join(PLACE.sub(".+", re.escape(" ".join(text.split()))) for text in sorted(texts)))


def says_enough(text: str) -> bool:
    """Of what is left of “%s of %s” anything can be made."""
    left = re.sub(r"%\(\w+\)[sd]|%[sd]", "", text)
    return left == text or len(re.findall("[a-z]{3,}", left)) > 1


def pairs(ours: str | tuple[str, ...], theirs: str | tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(ours, str):
        yield ours, str(theirs)
    else:
        yield from zip(ours, theirs, strict=True)


def shown(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.select("script, select[name=language]"):  # each language is named in itself
        tag.decompose()
    for text in soup.find_all(string=True):
        if isinstance(text, NavigableString) and not isinstance(text, PreformattedString):
            yield " ".join(text.split())
    for tag in soup.select("*"):
        yield from (str(tag[name]) for name in READ_ALOUD if tag.get(name))


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("asked", all_pages(), ids=lambda page: page.name)
def test_no_page_shows_a_text_of_another_language(
    asked: PageUnderTest, language: str, admin_client: Client, admin_user: User
) -> None:
    User.objects.filter(pk=admin_user.pk).update(language=language)
    NumberSeries.objects.update(description="")  # what a migration called them is data, to be typed over
    with translation.override(language):  # what is kept in words is kept in those of who did it
        url = asked.url()
    answer = admin_client.get(url)
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        soup, found = BeautifulSoup(answer.content, "html.parser"), english(language)
        if soup.html is None or soup.html["lang"] == language:  # a quote is printed in the customer's
            assert [text for text in shown(soup) if found.fullmatch(text)] == []
