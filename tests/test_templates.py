"""What holds of every template, whatever page it is a part of."""

import re

from bs4 import BeautifulSoup
from django.conf import settings

LANDMARKS = "section[aria-labelledby], [role=region][aria-labelledby]"


def test_no_two_landmarks_of_a_template_have_the_same_name() -> None:
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        soup = BeautifulSoup(template.read_text(), "html.parser")
        names = [str(place["aria-labelledby"]) for place in soup.select(LANDMARKS)]
        assert len(set(names)) == len(names), template


def test_no_comment_of_a_template_is_shown_on_the_page() -> None:
    """Django takes {# … #} for a comment within one line only; over several it is text that everybody reads."""
    for template in (settings.BASE_DIR / "templates").rglob("*.*"):
        open_at_the_end = re.search(r"\{#((?!#\}).)*$", template.read_text(), re.MULTILINE)
        assert not open_at_the_end, f"{template}: use {{% comment %}} for {open_at_the_end and open_at_the_end.group()}"
