"""What holds of every template, whatever page it is a part of."""

from bs4 import BeautifulSoup
from django.conf import settings

LANDMARKS = "section[aria-labelledby], [role=region][aria-labelledby]"


def test_no_two_landmarks_of_a_template_have_the_same_name() -> None:
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        soup = BeautifulSoup(template.read_text(), "html.parser")
        names = [str(place["aria-labelledby"]) for place in soup.select(LANDMARKS)]
        assert len(set(names)) == len(names), template
