"""Every list, card and table of lines is arranged by whoever looks at it: columns and fields are hidden, ordered and
brought back, for this person only, and nothing is lost that is hidden."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from contacts.profile_forms import Points, RangedAnswers
from core.models import SavedView
from core.pages import CardPage, CardWithLines, LineTable
from tests.pages import PUBLIC, PageUnderTest, all_pages, factory_of

pytestmark = pytest.mark.django_db

PAGES = [page for page in all_pages() if page.name not in PUBLIC and isinstance(page.view_class, type)]
LISTS = [page for page in PAGES if page.is_list]
CARDS = [page for page in PAGES if issubclass(page.view_class, CardPage)]
LINE_TABLES = [
    pytest.param(page, table, id=f"{page.name}-{number}-{table.key}")
    for page in CARDS
    if issubclass(page.view_class, CardWithLines)
    for number, table in enumerate(page.view_class.line_tables)
]


PERIOD = {"starting_formula": "-1Y", "ending_formula": "0D"}
SHOWN_WITH: dict[Any, dict[str, str]] = {RangedAnswers: {"measure": "sales", **PERIOD}, Points: {"measure": "rating"}}
"""What a row has that shows a table of lines, where not every row does."""


class Looking:
    """A person at one page, who opens its dialogs and sends what he chose there."""

    def __init__(self, client: Client, url: str) -> None:
        self.client, self.url = client, url

    def page(self, query: str = "") -> BeautifulSoup:
        answer = self.client.get(f"{self.url}{query}")
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    def offered(self, query: str) -> list[str]:
        """The names in a dialog, in their order; those of FastTabs among them."""
        dialog = self.page(query)
        self.key = dialog.select_one("[name=page]")["value"]
        return [name["value"] for name in dialog.select("[name=columns]")]

    def choose(self, *names: str) -> None:
        self.send(columns=names)

    def reset(self) -> None:
        self.send(reset="")

    def send(self, **sent: Any) -> None:
        answer = self.client.post(reverse("core:columns"), {"page": self.key, "next": self.url} | sent)
        assert answer.url == self.url


def heads(page: BeautifulSoup, table: str) -> list[str]:
    return [head.text.strip() for head in page.select(f"{table} thead th") if head.text.strip()]


def fields(page: BeautifulSoup) -> list[str]:
    """The fields of the card that are in sight."""
    inputs = page.select("#card-form .field-grid [name]")
    return list(dict.fromkeys(field["name"] for field in inputs if field.get("type") != "hidden"))


def typed(page: BeautifulSoup) -> dict[str, str]:
    """What the browser would send if somebody saved the card as it stands."""
    sent = {}
    for field in page.select("#card-form [name]"):
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            sent[field["name"]] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            sent[field["name"]] = field.text.removeprefix("\n")
        elif field.get("type") != "checkbox" or field.has_attr("checked"):
            sent[field["name"]] = field.get("value", "")
    return sent


@pytest.mark.parametrize("asked", LISTS, ids=lambda page: page.name)
def test_the_columns_of_a_list_are_chosen_ordered_and_reset(asked: PageUnderTest, admin_client: Client) -> None:
    opened_on = asked.opened_on()
    asked.add_rows(1, opened_on)
    ann = Looking(admin_client, asked.address_of(opened_on))
    first = heads(ann.page(), "#table")
    offered = ann.offered("?choose")
    assert len(offered) > 1
    ann.choose(offered[1], offered[0])
    chosen = heads(ann.page(), "#table")
    assert chosen[:2] == [first[1], first[0]] if first else chosen == []
    assert ann.offered("?choose")[:2] == [offered[1], offered[0]]
    assert SavedView.objects.count() == 1
    ann.reset()
    assert heads(ann.page(), "#table") == first
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("asked", CARDS, ids=lambda page: page.name)
def test_a_field_of_a_card_is_hidden_and_brought_back(asked: PageUnderTest, admin_client: Client) -> None:
    ann = Looking(admin_client, asked.url())
    first = fields(ann.page())
    offered = ann.offered("?arrange")
    hidden = next(name for name in reversed(first) if name in offered)
    ann.choose(*(name for name in offered if name != hidden))
    seen = ann.page()
    assert hidden not in fields(seen)
    assert seen.select(f'#card-form [name="{hidden}"]'), "a hidden field goes along"
    ann.reset()
    assert fields(ann.page()) == first


@pytest.mark.parametrize(("asked", "table"), LINE_TABLES)
def test_the_columns_of_lines_are_chosen_and_a_line_loses_nothing(
    asked: PageUnderTest, table: LineTable, admin_client: Client
) -> None:
    opened_on = asked.opened_on()
    card = Looking(admin_client, asked.address_of(opened_on))
    lines = add_line(asked, table, opened_on)
    place = f"#tab-{table.key}"
    first = heads(card.page(), place)
    offered = card.offered(f"?choose={table.key}")
    stood = list(lines.values())
    if len(offered) > 1:
        assert card.page().select(f'{place} button[hx-get$="?choose={table.key}"]')
        card.choose(*offered[:0:-1])  # all but the first, the last in front
        count = len(offered)
        assert heads(card.page(), place) == [*first[count - 1 : 0 : -1], *first[count:]]
    assert admin_client.post(card.url, typed(card.page())).status_code == 302
    assert list(lines.values()) == stood
    card.reset()
    assert heads(card.page(), place) == first


def add_line(asked: PageUnderTest, table: LineTable, opened_on: Any) -> Any:
    """One line of the card, where it has none."""
    row = asked.view_class.model.objects.first()
    formset: Any = table.formset_class
    if shown_with := SHOWN_WITH.get(formset):
        asked.view_class.model.objects.filter(pk=row.pk).update(**shown_with)
    lines = formset.model.objects.filter(**{formset.fk.name: row})
    if not lines:
        factory_of(formset.model)(**{formset.fk.name: row})
    return lines.order_by("pk")


def test_a_table_of_lines_that_is_not_there_is_not_arranged(admin_client: Client) -> None:
    asked = LINE_TABLES[0].values[0]
    assert admin_client.get(f"{asked.url()}?choose=nothing").status_code == 404


def test_a_hidden_column_is_seen_again_when_it_is_refused(admin_client: Client) -> None:
    asked = next(page for page in CARDS if page.name == "opportunities:cycle_card")
    (table,) = asked.view_class.line_tables
    opened_on = asked.opened_on()
    add_line(asked, table, opened_on)
    card = Looking(admin_client, asked.address_of(opened_on))
    offered = card.offered(f"?choose={table.key}")
    card.choose(*(name for name in offered if name != "description"))
    sent = typed(card.page()) | {f"{table.key}-0-description": ""}
    refused = BeautifulSoup(admin_client.post(card.url, sent).content, "html.parser")
    assert "Description" in heads(refused, f"#tab-{table.key}")
    assert refused.select_one(f'[name="{table.key}-0-description"]')["type"] == "text"
