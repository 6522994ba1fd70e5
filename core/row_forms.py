"""One row of a worksheet as inputs."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.forms import BoundField
from django.utils.translation import gettext as _

from core.forms import CardForm


@dataclass(frozen=True)
class Note:
    """A sentence in the row it is about; `tone` is warn, bad or info."""

    text: str
    tone: str = "warn"


class RowForm(CardForm):
    """The form of a row. Its inputs stand in the cells of the row and belong to it by the form's id.

    `brings` names, for a field, the columns that change with it: when it is chosen, the row's `chosen` is asked and
    only those cells are shown anew, so nothing typed elsewhere in the row is lost.
    """

    brings: ClassVar[Mapping[str, Sequence[str]]] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, address: str, **options: Any) -> None:
        self.key = str(options["instance"].pk or "new")
        super().__init__(*args, auto_id=f"row-{self.key}-%s", **options)
        for name, field in self.fields.items():
            field.widget.attrs |= {"form": f"row-{self.key}", **self._asking(name, address)}
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = field.label

    def _asking(self, name: str, address: str) -> dict[str, Any]:
        if name not in self.brings:
            return {}
        return {
            "hx-post": f"{address}&chosen={name}",
            "hx-trigger": "change",
            "hx-swap": "none",
            "hx-select-oob": ",".join(f"#{self.cell_id(column)}" for column in self.brings[name]),
            "hx-sync": "closest tbody:queue all",
        }

    def _version(self) -> int:
        """A row has no number of its own for it: what was seen is the version."""
        return zlib.crc32(str(self.initial["seen"]).encode())

    def _get_validation_exclusions(self) -> set[str]:
        """A column the database computes has no field, yet what is unique about the row may hang on it."""
        computed = {field.name for field in self._meta.model._meta.local_concrete_fields if field.generated}
        return super()._get_validation_exclusions() - computed  # type: ignore[misc, no-any-return]

    def cell_id(self, column: str) -> str:
        return f"row-{self.key}-in-{column}"

    def inputs(self, column: str) -> list[BoundField]:
        """The fields that stand in a column; none where the column is only shown."""
        return [self[column]] if column in self.fields else []

    def chosen(self, name: str) -> None:
        """Bring along on the row what the choice of a field means for the others."""
        raise NotImplementedError

    def notes(self, visible: Sequence[str]) -> list[Note]:
        """What is wrong and has no place beside a visible input."""
        sentences = [str(error) for error in self.non_field_errors()]
        for name, errors in self.errors.items():
            if name in self.fields and name not in visible:
                sentences += [f"{self.fields[name].label}: {error}" for error in errors]
        for conflict in self.conflicts:
            known = {"field": conflict.label, "theirs": conflict.theirs or "–", "mine": conflict.mine or "–"}
            sentences.append(_("%(field)s: saved meanwhile is %(theirs)s, you typed %(mine)s.") % known)
        return [Note(sentence, "bad") for sentence in sentences]
