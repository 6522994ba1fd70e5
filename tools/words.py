"""The words of the pages in Dutch and Norwegian: python -m tools.words brings the catalogues up to the code.

What is new stands in `locale/<language>/LC_MESSAGES/django.po` without a translation afterwards; what is gone is left
out; the compiled catalogue beside it is what the pages read.
"""

import io
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGES = ["nl", "nb"]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_now": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NO_WORDS = {"tests", "tools", "migrations"}


def main() -> None:
    for language in LANGUAGES:
        catalog = up_to_date(language)
        po_of(language).parent.mkdir(parents=True, exist_ok=True)
        po_of(language).write_bytes(written(catalog))
        mo_of(language).write_bytes(compiled(catalog))
        missing = sum(not translated(message.string) for message in catalog if message.id)
        print(f"{language}: {len(catalog)} texts, {missing} without a translation")


def po_of(language: str) -> Path:
    return Path("locale", language, "LC_MESSAGES", "django.po")


def mo_of(language: str) -> Path:
    return po_of(language).with_suffix(".mo")


def kept(language: str) -> Catalog:
    """The catalogue as it stands; an empty one where there is none yet."""
    if po_of(language).exists():
        with po_of(language).open("rb") as file:
            return read_po(file, locale=language)
    moment = datetime(2026, 1, 1, tzinfo=UTC)  # a date that moved would make every catalogue look changed
    return Catalog(language, project="Bellwether", creation_date=moment, revision_date=moment, fuzzy=False)


def up_to_date(language: str) -> Catalog:
    catalog = kept(language)
    catalog.update(texts_of_the_code(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def texts_of_the_code() -> Catalog:
    catalog = Catalog()
    for file in files_with_words():
        text = file.read_text()
        source = f"(\n{templatize(text)}\n)" if file.suffix == ".html" else text  # in brackets, indents mean nothing
        for _line, message, comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
            catalog.add(message, locations=[(str(file), 1)], auto_comments=comments, context=context)
    return catalog


def files_with_words() -> Iterator[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "*.html"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for file in sorted(map(Path, listed.splitlines())):
        if file.exists() and not NO_WORDS & set(file.parts):
            yield file


def translated(text: Any) -> bool:
    """A text with a plural has its forms in a list or tuple."""
    return all(text) if isinstance(text, list | tuple) else bool(text)


def written(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalog, width=0, sort_output=True, include_lineno=False)
    return file.getvalue()


def compiled(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


if __name__ == "__main__":
    main()
