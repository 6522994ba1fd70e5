"""The form of a card: it notices when somebody saved meanwhile, and loses neither's words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.arranging import OutOfSight, arranged
from core.fields import dress
from core.lookups import LookupSelect
from core.numbering import Numbered, Purpose, manual_allowed


@dataclass(frozen=True)
class Conflict:
    """Two people changed the same field: what I typed and what stands there now."""

    label: str
    mine: str
    theirs: str


class FastTab(Div):
    """A part of a card that opens and closes; `summary` names fields whose values show in the closed head."""

    template = "core/_fasttab.html"

    def __init__(self, title: Any, *fields: Any, summary: tuple[str, ...] = (), open: bool = True) -> None:
        super().__init__(*fields)
        self.title, self.summary, self.open = title, summary, open

    def render(self, form: Any, context: Any, template_pack: Any = None, **options: Any) -> str:
        fields = mark_safe("".join(self._drawn(item, form, context) for item in self.fields))  # noqa: S308 - by templates
        return render_to_string(self.template, {"tab": self, "fields": fields, "form": form})

    @staticmethod
    def _drawn(item: Any, form: Any, context: Any) -> str:
        """A field, if the form has it, or what else stands in the layout."""
        if isinstance(item, str):
            return str(form[item].as_field_group()) if item in form.fields else ""
        return str(item.render(form, context))


class CardForm(forms.ModelForm):
    """A model form with the version the person saw.

    When the row was saved meanwhile, fields only the other changed take the other's value, fields only I changed keep
    mine, and for fields both changed the form shows both and asks (decision 27).
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    layout: Layout | None = None
    arrangement: Sequence[str] = ()
    """How the person arranged the layout; nothing: as it is."""
    read_only = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self.fields)
        self._know_the_chosen()
        self.conflicts: list[Conflict] = []
        self.initial["seen"] = json.dumps({name: self._stands(name) for name in self._own_fields()})
        self.initial["version"] = self._version()
        if self.instance._state.adding and isinstance(self.instance, Numbered) and "number" in self.fields:
            self._offer_number(self.instance.purpose)
        if self.instance._state.adding:
            self._begin_at_the_first_text()
        if self.read_only:
            for field in self.fields.values():
                field.disabled = True

    def _know_the_chosen(self) -> None:
        """What was read along with the row is not looked up again to be shown as chosen."""
        for name, field in self.fields.items():
            of_row: Any = self.instance._meta.get_field(name) if isinstance(field.widget, LookupSelect) else None
            if of_row is not None and of_row.is_cached(self.instance):
                field.widget.known = getattr(self.instance, name)

    def _begin_at_the_first_text(self) -> None:
        texts = [field for field in self.fields.values() if type(field.widget) is forms.TextInput and field.required]
        for field in texts[:1]:
            field.widget.attrs["autofocus"] = True

    def _offer_number(self, purpose: Purpose) -> None:
        """A new row's number comes from its series; it can be typed where the series allows that (CON-2)."""
        number = self.fields["number"]
        number.disabled = not manual_allowed(purpose)
        number.widget.attrs["placeholder"] = _("The next number of the series")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        layout = self.layout
        if layout and self.arrangement:
            layout = arranged(layout, self.arrangement, kept=self.errors)
        helper.layout = layout and Layout(OutOfSight(["version", "seen"]), *layout.fields)
        return helper

    def full_clean(self) -> None:
        if self.is_bound and self.instance.pk and not self.read_only:
            self._merge()
        super().full_clean()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.conflicts:
            raise forms.ValidationError(
                _("Somebody saved this card while you were editing. Compare both values below, then save again.")
            )
        return cleaned

    def _version(self) -> int:
        version: int = self.instance.version
        return version

    def _own_fields(self) -> list[str]:
        return [name for name in self.fields if name not in ("version", "seen")]

    def _merge(self) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict when bound by a request
        if str(data.get(self.add_prefix("version"), "")) in ("", str(self._version())):
            return
        seen = self._seen(data.get(self.add_prefix("seen"), ""))
        for name in self._own_fields():
            theirs, mine, before = self._stands(name), self._typed(name), seen.get(name)
            if theirs in (before, mine):
                continue
            if mine == before:
                data[self.add_prefix(name)] = theirs
            else:
                self.conflicts.append(
                    Conflict(str(self[name].label), self._words(name, mine), self._words(name, theirs))
                )
        data[self.add_prefix("version")] = str(self._version())
        data[self.add_prefix("seen")] = self.initial["seen"]
        self.data = data

    @staticmethod
    def _seen(text: str) -> Mapping[str, str]:
        try:
            seen = json.loads(text)
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def as_typed(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What a person would send who opened the card and typed these values, by field, over those that stand."""
        typed = {name: self._shown(name, value) for name, value in values.items()}
        own = {name: self._stands(name) for name in self._own_fields()} | typed
        return own | {"version": str(self._version()), "seen": str(self.initial["seen"])}

    def _stands(self, name: str) -> str:
        """What the row holds now, as the form would show it."""
        return self._shown(name, self.get_initial_for_field(self.fields[name], name))

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(value, bool):
            return _one(value)  # a checkbox has no value to show
        return _one(field.widget.format_value(field.prepare_value(value)))

    def _typed(self, name: str) -> str:
        widget = self.fields[name].widget
        return _one(widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))

    def _words(self, name: str, value: str) -> str:
        choices = getattr(self.fields[name], "choices", None)
        if choices is None:
            return value
        return next((str(label) for key, label in choices if str(key) == value), value)


def _one(value: Any) -> str:
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    return "" if value in (None, False, "False") else str(value)
