"""What the pages of an import show, and what comes back from them."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.importing import keeping, meanings
from core.importing.drafts import Choice, Outcome
from core.importing.forms import ColumnsForm
from core.importing.kinds import kinds
from core.importing.records import offered
from core.models import Import, User

CHOICE = "choice-"


def check_page(record: Import, user: User, form: ColumnsForm | None = None) -> dict[str, Any]:
    check, kind = keeping.told_again(record), kinds[record.kind]
    headings = [column.heading for column in check.columns]
    suggested = meanings.suggested(check.columns, offered(kind, user))
    meant, gone = meanings.remembered(kind, headings)
    passed_over = any(kind.knows(headings[place]) and not name for place, name in meant.items())
    form = form or ColumnsForm(columns=check.columns, headings=offered(kind, user), suggested=suggested)
    return {
        "record": record,
        "kind": kind,
        "check": check,
        "rows": [(row, record.choices.get(str(row.line), "")) for row in check.most_telling()],
        "form": form,
        "suggested": suggested,
        "gone": gone,
        "columns_matter": bool(suggested or passed_over or form.errors or (check.is_refused and check.unused)),
        "alike": check.counts[Outcome.ALIKE],
        "choices": Choice.choices,
        "said": record.choices.get("", ""),
    }


def chosen(sent: Mapping[str, str], record: Import) -> dict[str, str]:
    """What is said of rows that look like some that are here, by line; under a blank, of all others."""
    known = {*Choice.values, ""}
    said = {name: value for name, value in sent.items() if name.startswith(CHOICE) and value in known}
    lines = {name.removeprefix(CHOICE): value for name, value in said.items()}
    return {line: value for line, value in (record.choices | lines).items() if value}


def summary(record: Import) -> str:
    sentence = _("%(kind)s imported: %(new)d new, %(changed)d changed, %(same)d unchanged.") % {
        "kind": kinds[record.kind].label,
        "new": record.new,
        "changed": record.changed,
        "same": record.unchanged,
    }
    way_back = _("Look at it or undo it")
    return format_html('{} <a class="alert-link" href="{}">{}</a>', sentence, record.get_absolute_url(), way_back)
