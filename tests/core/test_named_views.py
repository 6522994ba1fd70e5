"""Views of a list under a name: for oneself, for a role, for everybody."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client

from core import personal
from core.models import NamedView, User
from core.personal import ViewRefused
from tests.conftest import person
from tests.factories import CampaignFactory, SalespersonFactory

pytestmark = pytest.mark.django_db
LIST, PAGE = "/salespeople/", "salespeople:list"


@pytest.fixture(autouse=True)
def blocked() -> None:
    SalespersonFactory(code="IDA", blocked=True)


def kept(owner: User, **changes: Any) -> NamedView:
    known = {"page": PAGE, "name": "Blocked ones", "query": "blocked=true", "columns": ["name", "code"]}
    return personal.keep_view(owner=owner, **{**known, **changes})


def heads(client: Client, address: str) -> list[str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [" ".join(head.get_text().split()) for head in soup.select("thead th[scope=col]")]


def sent(**changes: Any) -> dict[str, Any]:
    next_page = f"{LIST}?blocked=true&sort=name"
    return {"page": PAGE, "name": "Blocked", "query": "blocked=true&sort=name", "next": next_page, **changes}


def test_what_is_seen_is_kept_and_opened_under_its_name(as_ann: Client, ann: User) -> None:
    SalespersonFactory(code="OLE")
    response = as_ann.post("/views/keep/", sent(columns=["name", "code"]))
    view = NamedView.objects.get(owner=ann)
    assert response.url == f"{LIST}?blocked=true&sort=name&view={view.pk}"
    assert heads(as_ann, response.url) == ["Name", "Code"]
    shown = as_ann.get(response.url).content.decode()
    assert "IDA" in shown
    assert "OLE" not in shown


def test_without_the_view_the_list_is_as_it_was(as_ann: Client, ann: User) -> None:
    before = heads(as_ann, LIST)
    kept(ann, columns=["name"])
    assert heads(as_ann, LIST) == before


@pytest.mark.parametrize(("audience", "others"), [("", []), ("marketing", ["mia"]), ("everybody", ["bob", "mia"])])
def test_a_view_is_seen_by_whom_it_is_kept_for(ann: User, bob: User, audience: str, others: list[str]) -> None:
    mia = person("mia")
    mia.groups.add(Group.objects.get(name="marketing"))
    view = kept(ann, audience=audience)
    assert [user.username for user in (bob, mia) if view in personal.views_of(user, PAGE)] == others
    assert view in personal.views_of(ann, PAGE)


def test_the_same_name_replaces_ones_own_view_and_nobody_elses(ann: User, bob: User) -> None:
    mine, his = kept(ann, audience="everybody"), kept(bob)
    again = kept(ann, query="", columns=["code"])
    assert again.pk == mine.pk
    assert (again.query, again.columns, again.for_everybody) == ("", ["code"], False)
    his.refresh_from_db()
    assert his.query == "blocked=true"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "  "}, "Give the view a name"),
        ({"name": "x" * 61}, "at most 60 letters"),
        ({"audience": "sales"}, "only if you have it"),
    ],
)
def test_a_view_refuses(ann: User, changes: dict[str, str], sentence: str) -> None:
    with pytest.raises(ViewRefused, match=sentence):
        kept(ann, **changes)
    assert not NamedView.objects.exists()


def test_a_refusal_is_told_on_the_list_one_came_from(as_ann: Client) -> None:
    response = as_ann.post("/views/keep/", sent(name=""), follow=True)
    assert response.redirect_chain[0][0] == f"{LIST}?blocked=true&sort=name"
    assert "Give the view a name." in response.content.decode()


def test_only_the_owner_deletes_a_view_others_see(as_ann: Client, as_bob: Client, ann: User) -> None:
    view = kept(ann, audience="everybody")
    told = as_bob.post(f"/views/{view.pk}/drop/", {"next": LIST}, follow=True)
    assert "Only ann can delete the view Blocked ones." in told.content.decode()
    as_ann.post(f"/views/{view.pk}/drop/", {"next": LIST})
    assert not NamedView.objects.exists()


def test_a_view_one_does_not_see_cannot_be_deleted_or_opened(as_bob: Client, ann: User) -> None:
    view = kept(ann, columns=["name"])
    assert as_bob.post(f"/views/{view.pk}/drop/", {"next": LIST}).status_code == 404
    assert heads(as_bob, f"{LIST}?view={view.pk}") == heads(as_bob, LIST)


def test_a_view_survives_a_column_that_is_gone(as_ann: Client, ann: User) -> None:
    view = kept(ann, columns=["name", "shoe_size"])
    assert heads(as_ann, f"{LIST}?view={view.pk}") == ["Name"]
    only_gone = kept(ann, name="Gone", columns=["shoe_size"])
    assert heads(as_ann, f"{LIST}?view={only_gone.pk}") == heads(as_ann, LIST)


def test_the_dialog_lists_the_views_and_holds_what_is_seen(as_ann: Client, ann: User) -> None:
    view = kept(ann)
    soup = BeautifulSoup(as_ann.get(f"{LIST}?blocked=true&sort=-code&views").content, "html.parser")
    assert [link["href"] for link in soup.select(".views a")] == [f"{LIST}?blocked=true&view={view.pk}"]
    form = soup.select_one(".view-form")
    assert form.select_one("[name=query]")["value"] == "blocked=true&sort=-code"
    assert [field["value"] for field in form.select("[name=columns]")][:2] == ["code", "name"]


def test_deleting_a_view_asks_and_says_who_loses_it(as_ann: Client, ann: User) -> None:
    kept(ann, name="Mine")
    kept(ann, name="Ours", audience="marketing")
    soup = BeautifulSoup(as_ann.get(f"{LIST}?views").content, "html.parser")
    assert [button["data-confirm"] for button in soup.select(".views [data-confirm]")] == [
        "Delete the view Mine?",
        "Delete the view Ours? All who see it lose it.",
    ]


def test_what_comes_later_comes_for_the_columns_of_the_view(as_ann: Client, ann: User) -> None:
    campaign = CampaignFactory()
    personal.choose_columns(ann, "campaigns:list", ["number"])
    view = kept(ann, page="campaigns:list", query="", columns=["number", "targets"])
    page = BeautifulSoup(as_ann.get(f"/campaigns/?view={view.pk}").content, "html.parser")
    later = page.select_one("main [hx-trigger=load]")["hx-get"]
    assert f'id="targets-{campaign.pk}"' in as_ann.get(later).content.decode()


def test_choosing_columns_leaves_the_view(as_ann: Client, ann: User) -> None:
    view = kept(ann)
    response = as_ann.post(
        "/columns/", {"page": PAGE, "columns": ["code"], "next": f"{LIST}?blocked=true&view={view.pk}"}
    )
    assert response.url == f"{LIST}?blocked=true"
    assert heads(as_ann, response.url) == ["Code"]


def opened(client: Client) -> str:
    response = client.get(LIST)
    return str(response.url) if response.status_code == 302 else ""


def test_a_list_opens_with_the_view_kept_for_the_role(as_ann: Client, as_bob: Client, ann: User) -> None:
    as_ann.post("/views/keep/", sent(audience="marketing", opens_first="on", columns=["code"]))
    view = NamedView.objects.get()
    mia = Client()
    mia.force_login(colleague())
    assert opened(mia) == f"{LIST}?blocked=true&sort=name&view={view.pk}"
    assert heads(mia, opened(mia)) == ["Code"]
    assert not opened(as_bob)
    assert len(heads(mia, f"{LIST}?view=")) > 1  # all rows, without a view


def test_who_empties_the_filter_is_not_led_back_to_the_view(as_ann: Client, ann: User) -> None:
    kept(ann, opens_first=True)
    assert as_ann.get(LIST, HTTP_HX_REQUEST="true", HTTP_HX_TRIGGER="filter").status_code == 200


def colleague() -> User:
    mia = person("mia")
    mia.groups.add(Group.objects.get(name="marketing"))
    return mia


def test_ones_own_view_opens_before_that_of_the_role_and_of_everybody(ann: User) -> None:
    mia = colleague()
    everybodys = kept(ann, name="E", audience="everybody", opens_first=True)
    assert personal.first_view(mia, PAGE) == everybodys
    roles = kept(ann, name="R", audience="marketing", opens_first=True)
    assert personal.first_view(mia, PAGE) == roles
    own = kept(mia, name="M", opens_first=True)
    assert (personal.first_view(mia, PAGE), personal.first_view(ann, PAGE)) == (own, roles)


def test_the_last_view_kept_to_open_first_does(ann: User) -> None:
    mia = colleague()
    before = kept(ann, name="Before", audience="marketing", opens_first=True)
    after = kept(mia, name="After", audience="marketing", opens_first=True)
    before.refresh_from_db()
    assert (before.opens_first, personal.first_view(ann, PAGE)) == (False, after)


def test_a_pinned_view_stands_in_ones_own_sidebar(as_ann: Client, as_bob: Client, ann: User) -> None:
    view = kept(ann, audience="everybody")
    as_ann.post(f"/views/{view.pk}/pin/", {"on": "", "next": LIST})
    link = f'href="{LIST}?blocked=true&amp;view={view.pk}"'
    assert link in as_ann.get("/").content.decode()
    assert link not in as_bob.get("/").content.decode()
    as_ann.post(f"/views/{view.pk}/pin/", {"off": "", "next": LIST})
    assert link not in as_ann.get("/").content.decode()


def test_pins_come_with_the_login_and_go_with_the_view(client: Client, ann: User) -> None:
    view = kept(ann)
    personal.pin(view, by=ann, on=True)
    client.post("/accounts/login/", {"username": "ann", "password": "ann"})
    assert client.session["pins"] == [["Blocked ones", f"{LIST}?blocked=true&view={view.pk}"]]
    client.post(f"/views/{view.pk}/drop/", {"next": LIST})
    assert client.session["pins"] == []


def test_a_view_one_does_not_see_cannot_be_pinned(as_bob: Client, ann: User) -> None:
    assert as_bob.post(f"/views/{kept(ann).pk}/pin/", {"on": "", "next": LIST}).status_code == 404
