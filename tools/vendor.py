"""Fetch the front-end files we ship into static/vendor and lock them.

    python tools/vendor.py

Needs npm, and only to refresh: running and testing the product needs neither Node nor this script. Every package is
pinned here by version and checksum; what is copied is written down, with its own checksum, in
static/vendor/vendor.lock.json, which tests/test_vendor.py holds against the files. Another icon: add its name to ICONS
and run this again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
LOCK = "vendor.lock.json"


@dataclass(frozen=True)
class Package:
    """An npm package, the sha512 its archive must have, and which of its files go where under static/vendor."""

    name: str
    version: str
    licence: str
    integrity: str
    files: dict[str, str]


PACKAGES = [
    Package(
        "@tabler/core",
        "1.6.1",
        "MIT",
        "sha512-lgmR9gcxRp5JlLxcmRi9Rz85JrEvH6Bz71KnlcPVSa97wtwQNjgSs3g3fxwbAlulHyRMghhIV04QUuW3pqDsIg==",
        {
            "dist/css/tabler.min.css": "tabler/tabler.min.css",
            "dist/js/tabler.min.js": "tabler/tabler.min.js",
        },
    ),
    Package(
        "tom-select",
        "2.6.2",
        "Apache-2.0",
        "sha512-eiXIkk82XzzUTOVQDFpy+ZGejuqdTvMukyUyeZBQaKnqW42UoTiTZnrod/eX0rkqJEc4rZY9DZ3zdjV07i29wQ==",
        {
            "dist/js/tom-select.complete.min.js": "tom-select/tom-select.complete.min.js",
            "dist/css/tom-select.bootstrap5.min.css": "tom-select/tom-select.bootstrap5.min.css",
            "LICENSE": "tom-select/LICENSE",
        },
    ),
    Package(
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        "sha512-OupL48va4JNofb97w6NYeF9S7W/kHNKM0Er8Dem5nqi4jeOLrVJDoE8tZEpnMJmtkvNbB1EIPPwHcdkF6b1oUA==",
        {
            "files/inter-latin-wght-normal.woff2": "inter/inter-latin.woff2",
            "files/inter-latin-ext-wght-normal.woff2": "inter/inter-latin-ext.woff2",
            "LICENSE": "inter/LICENSE",
        },
    ),
    Package(
        "@tabler/icons",
        "3.51.0",
        "MIT",
        "sha512-0pinvPZz7YeX+OSfxuEAbnEPWbocVXW5iU8h5lh41pYG8sZuQfpWECC980lxOT0clGIcNGn8xsBr+zKaRGdA/g==",
        {"LICENSE": "icons-LICENSE"},
    ),
]
ICON_PACKAGE = PACKAGES[-1]
SPRITE = "icons.svg"

ICONS = """
    address-book adjustments-horizontal alert-circle alert-triangle archive arrow-back-up arrow-down arrow-left
    arrow-right arrow-up arrows-exchange ban bell bolt bolt-off bookmark briefcase building building-store bulb
    calculator calendar calendar-event calendar-off calendar-plus cash chart-bar chart-dots chart-line check
    checkbox checklist checks chevron-down chevron-left chevron-right chevron-up chevrons-down chevrons-up circle
    circle-check circle-minus circle-plus circle-x clipboard clipboard-check clipboard-list clock coin columns copy
    currency-euro database-import device-floppy device-laptop discount dots dots-vertical download edit
    external-link eye eye-off file-download file-invoice file-spreadsheet file-text filter filter-off flag forms
    gift grip-vertical hand-stop heart-handshake help history home hourglass id inbox info-circle key keyboard
    language link list list-check list-details lock lock-open login login-2 logout mail map-pin menu-2 message
    messages minus moon note notes package packages paperclip pencil percentage phone pin pinned player-play
    player-stop plus point presentation-analytics printer question-mark receipt refresh replace report rotate route
    scale search select send settings shield-lock shopping-cart sort-ascending sort-descending sparkles speakerphone
    star sun table-export table-import tag tags target target-arrow target-off trash trending-down trending-up
    upload user user-check user-circle user-plus user-x users users-group wand world x zoom-question
""".split()


def main() -> int:
    """Fetch every package, copy its files, build the icon sprite, write the lock."""
    locked = []
    with tempfile.TemporaryDirectory() as scratch:
        for package in PACKAGES:
            root = unpacked(package, Path(scratch))
            copied = [put(target, cleaned(root / source)) for source, target in package.files.items()]
            if package is ICON_PACKAGE:
                copied.append(put(SPRITE, sprite(root)))
                copied.append(put("tabler/LICENSE", tabler_licence(root)))
            locked.append(
                {
                    "package": package.name,
                    "version": package.version,
                    "licence": package.licence,
                    "integrity": package.integrity,
                    "files": copied,
                }
            )
    (VENDOR / LOCK).write_text(json.dumps(locked, indent=2) + "\n", encoding="utf-8")
    return 0


def unpacked(package: Package, scratch: Path) -> Path:
    """Download one package and unpack it; its archive must have the checksum written here."""
    wanted = f"{package.name}@{package.version}"
    answer = subprocess.run(["npm", "pack", "--json", wanted], cwd=scratch, check=True, capture_output=True, text=True)
    archive = scratch / str(json.loads(answer.stdout)[0]["filename"])
    got = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if got != package.integrity:
        sys.exit(f"{wanted}: the archive has {got}, expected {package.integrity}")
    target = archive.with_suffix("")
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def cleaned(path: Path) -> bytes:
    """The file without its source map line: the map is not shipped, and collectstatic fails on a missing one."""
    content = path.read_bytes()
    if path.suffix not in {".css", ".js"}:
        return content
    content = re.sub(rb"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*", b"", content)
    return content.rstrip() + b"\n"


def sprite(root: Path) -> bytes:
    """One SVG with a <symbol> per icon; colour and stroke width come from the page."""
    symbols = [symbol(root / "icons" / "outline" / f"{name}.svg", name) for name in sorted(set(ICONS))]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""]).encode()


def symbol(path: Path, name: str) -> str:
    """The shapes of one icon, without its invisible 24 × 24 frame."""
    text = path.read_text(encoding="utf-8")
    shapes = re.findall(r"<(?:path|circle|rect|line|polyline|polygon|ellipse)\b[^>]*/>", text)
    drawn = [re.sub(r"\s+", " ", shape).replace(" />", "/>") for shape in shapes if 'd="M0 0h24v24H0z"' not in shape]
    frame = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" {frame}>{"".join(drawn)}</symbol>'


def tabler_licence(icons: Path) -> bytes:
    """The MIT licence with the owners that Tabler names at the top of its CSS: its package brings no such file."""
    owners = re.findall(rb"Copyright 2018[^\n]*", (VENDOR / "tabler/tabler.min.css").read_bytes()[:600])
    return re.sub(rb"Copyright \(c\)[^\n]*", b"\n".join(owners), (icons / "LICENSE").read_bytes())


def put(target: str, content: bytes) -> dict[str, str | int]:
    """Write one file under static/vendor; answers its line in the lock."""
    path = VENDOR / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return {"path": target, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


if __name__ == "__main__":
    sys.exit(main())
