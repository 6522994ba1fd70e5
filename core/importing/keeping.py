"""What a check said, kept on the import's record so that its page shows it without looking at the file again."""

from dataclasses import asdict
from typing import Any

from core.differences import Difference
from core.importing.checking import Check
from core.importing.drafts import Outcome, Told
from core.importing.kinds import kinds
from core.importing.records import Column
from core.models import Import


def kept(found: Check) -> dict[str, Any]:
    rows = (
        (outcome, [asdict(row) | {"outcome": outcome.value} for row in rows]) for outcome, rows in found.told.items()
    )
    return {
        "origin": found.origin,
        "columns": [asdict(column) for column in found.columns],
        "counts": {outcome.value: count for outcome, count in found.counts.items()},
        "told": {outcome.value: told for outcome, told in rows},
        "fingerprint": found.fingerprint,
    }


def told_again(record: Import) -> Check:
    said = record.found
    return Check(
        kinds[record.kind],
        said.get("origin", ""),
        [Column(**column) for column in said.get("columns", [])],
        {outcome: said.get("counts", {}).get(outcome.value, 0) for outcome in Outcome},
        {outcome: [_told(row) for row in said.get("told", {}).get(outcome.value, [])] for outcome in Outcome},
        said.get("fingerprint", ""),
    )


def _told(row: dict[str, Any]) -> Told:
    differences = [Difference(**difference) for difference in row["differences"]]
    return Told(**row | {"outcome": Outcome(row["outcome"]), "differences": differences})
