"""The vendored files are what the lock says, all of them and no others, and hold every icon that a page asks for."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
LOCK = json.loads((VENDOR / "vendor.lock.json").read_text(encoding="utf-8"))
LOCKED = {file["path"]: file for package in LOCK for file in package["files"]}


@pytest.mark.parametrize("path", sorted(LOCKED))
def test_a_vendored_file_is_the_one_that_was_locked(path: str) -> None:
    content = (VENDOR / path).read_bytes()
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (LOCKED[path]["sha256"], LOCKED[path]["bytes"])


def test_nothing_is_vendored_without_being_locked() -> None:
    present = {file.relative_to(VENDOR).as_posix() for file in VENDOR.rglob("*") if file.is_file()}
    assert present == {*LOCKED, "vendor.lock.json"}


def test_every_package_comes_with_its_licence() -> None:
    for package in LOCK:
        folders = {Path(file["path"]).parent for file in package["files"]}
        assert any((VENDOR / folder).glob("*LICENSE") for folder in folders), package["package"]


def test_no_vendored_file_names_a_source_map_that_is_not_there() -> None:
    named = [path for path in LOCKED if b"sourceMappingURL" in (VENDOR / path).read_bytes()]
    assert named == []


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (VENDOR / "icons.svg").read_text(encoding="utf-8")))
    named = {
        name
        for template in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8").replace("'", '"'))
    }
    assert named - drawn == set()
