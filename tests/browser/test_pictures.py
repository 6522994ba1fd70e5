"""The pictures of the documents: `./dev test tests/browser/test_pictures.py --pictures` writes them anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from campaigns.models import Campaign
from config.demo.opening import open_demo
from core.models import User

DOCS = Path(__file__).parents[2] / "docs"


def test_the_readme_shows_a_running_campaign(
    page: Page,
    live_server: LiveServer,
    log_in: Callable[[User], None],
    tmp_path: Path,
    pytestconfig: pytest.Config,
) -> None:
    open_demo(at=timezone.now())
    log_in(User.objects.get(username="mia"))
    campaign = Campaign.objects.filter(activated_at__isnull=False, ending_date__isnull=False).latest("activated_at")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(live_server.url + campaign.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text(campaign.description)
    folder = DOCS if pytestconfig.getoption("pictures") else tmp_path
    page.screenshot(path=folder / "campaign.png")
    assert "(docs/campaign.png)" in (DOCS.parent / "README.md").read_text()
    assert (DOCS / "campaign.png").exists()
