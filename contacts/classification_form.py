from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts import classifying
from contacts.classifying import SORTS, WEB_SOURCES, Sort
from contacts.models import Contact
from core.fields import dress


class Codes(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class ClassificationForm(forms.Form):
    """The codes a contact may carry, sort by sort; those of its company a person shows, but does not change."""

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, **options)
        self.contact = contact
        self.shown = {sort: list(sort.shown_on(contact)) for sort in SORTS if sort.holder(contact)}
        for sort, rows in self.shown.items():
            if sort.holder(contact) == contact:
                self.fields[sort.name] = Codes(
                    label=sort.label, queryset=sort.given, required=False, initial=[row.code_id for row in rows]
                )
        for row in self.web_sources:
            word = forms.CharField(label=_("Search word"), max_length=100, required=False, initial=row.search_word)
            self.fields[self._word(row)] = word
        dress(self.fields)

    @property
    def web_sources(self) -> list[Any]:
        return self.shown.get(WEB_SOURCES, []) if WEB_SOURCES.holder(self.contact) == self.contact else []

    @property
    def groups(self) -> Iterator[tuple[Sort, Any, list[Any]]]:
        """Each sort that the contact shows, with its field if the contact itself carries it, and what is carried."""
        for sort, rows in self.shown.items():
            yield sort, self[sort.name] if sort.name in self.fields else None, rows

    @property
    def words(self) -> Iterator[tuple[Any, Any, str]]:
        """The web sources carried, with the field for what is looked for there, and where that leads."""
        for row in self.web_sources:
            yield row, self[self._word(row)], classifying.address_in(row, contact=self.contact)

    def chosen(self) -> Iterator[tuple[Sort, Any]]:
        for sort in self.shown:
            if sort.name in self.fields:
                yield sort, self.cleaned_data[sort.name]

    def typed_words(self) -> dict[int, str]:
        """By the row of a web source: what is looked for."""
        return {row.pk: self.cleaned_data[self._word(row)] for row in self.web_sources}

    @staticmethod
    def _word(row: Any) -> str:
        return f"word-{row.code_id}"
