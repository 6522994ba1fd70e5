"""An audience found in the browser, in words of tools/audience.py: how long somebody waits for each step (Shows 3)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import perf_counter

from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect, sync_playwright

from core.models import User
from segments.models import SavedCriteria, Segment
from tools.audience import KEPT, Audience, Counts
from tools.bench import raw
from tools.bench.data import DAY
from tools.bench.measure import Waited
from tools.bench.serving import served_to_browsers
from tools.clicking import ABSENT, CHROMIUM, QUIETLY

WHOLE = "purchasers of shops who bought cheese and were left alone"
WHO = "planner"
WHOLE_MOST, COUNT_MOST, STEP_MOST = 60, 3, 6
"""Seconds: of all the clicking, until a count is seen, until a step is taken."""
PATIENCE = 60_000
"""Milliseconds: what takes longer is broken."""

# As somebody asks it by hand: who is a purchaser of a shop, whose company bought cheese, and who was spoken to.
PEOPLE = """
    FROM contacts_contactjobresponsibility AS carried
    JOIN contacts_jobresponsibility AS responsibility ON responsibility.id = carried.code_id
    JOIN contacts_contact AS person ON person.id = carried.contact_id
    WHERE responsibility.code = 'PURCHASE' AND person.party IN (
      SELECT industry.contact_id FROM contacts_contactindustrygroup AS industry
      JOIN contacts_industrygroup AS kind ON kind.id = industry.code_id WHERE kind.code = 'RETAIL')"""
BOUGHT = """person.party IN (
      SELECT customer.contact_id FROM items_salesentry AS entry
      JOIN contacts_customer AS customer ON customer.id = entry.customer_id
      JOIN items_item AS item ON item.id = entry.item_id
      JOIN items_itemdiscountgroup AS kind ON kind.id = item.discount_group_id
      WHERE kind.code = 'CHEESE' AND entry.posting_date BETWEEN '2025-03-10' AND '2026-03-10')"""
SPOKEN_TO = """person.id IN (
      SELECT contact_id FROM interactions_interaction WHERE date BETWEEN '2026-03-01' AND '2026-03-31')"""


class Watch:
    """Seconds that somebody waited, by what for."""

    def __init__(self) -> None:
        self.waits: dict[str, list[float]] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        started = perf_counter()
        yield
        self.waits.setdefault(name, []).append(perf_counter() - started)


def story(size: str) -> Iterator[Waited]:
    """What the story took, and each of its steps; where there is no browser, that."""
    told = partial(Waited, "Shows 3", size=size)
    if not CHROMIUM.exists():
        yield told(WHOLE, seconds=[], most=WHOLE_MOST, why_not=ABSENT)
        return
    counts, watch = counted(), Watch()
    person = planner()
    with served_to_browsers() as site, browser() as page, cleared():
        clicks = Audience(page, site, "en", watch)
        clicks.logs_in(person.username)
        with watch(WHOLE):
            segment = clicks.finds("Cheese shops", counts)
            clicks.uses_again(segment, "Cheese shops once more", counts)
    yield told(WHOLE, seconds=watch.waits.pop(WHOLE), most=WHOLE_MOST)
    for name, waits in watch.waits.items():
        yield told(name, seconds=waits, most=COUNT_MOST if "count" in name else STEP_MOST)


def planner() -> User:
    """A marketer whose day of work is that of the data, as date formulas count from it."""
    person, _created = User.objects.get_or_create(username=WHO, defaults={"work_date": DAY})
    person.set_password(WHO)
    person.save()
    person.groups.set([Group.objects.get(name="marketing")])
    return person


def counted() -> Counts:
    """How many the story finds, in plain SQL."""
    asked = PEOPLE, f"{PEOPLE} AND NOT {BOUGHT}", f"{PEOPLE} AND {BOUGHT} AND {SPOKEN_TO}"
    return Counts(*(raw.ask(f"SELECT COUNT(*) {each}", [])[0][0] for each in asked))


@contextmanager
def browser() -> Iterator[Page]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        page = chromium.new_page(locale="en-GB")
        page.set_default_timeout(PATIENCE)
        yield page
        chromium.close()


@contextmanager
def cleared() -> Iterator[None]:
    """What the story leaves goes. The browser keeps an event loop in this thread, which Django takes for asynchronous
    code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        yield
    finally:
        SavedCriteria.objects.filter(code=KEPT).delete()
        Segment.objects.filter(description__startswith="Cheese shops").delete()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
