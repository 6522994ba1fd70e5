from typing import Any

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.forms.renderers import Jinja2

from core.fields import DressedForm

CHOICES = [("", "All"), ("1<", 'One & "two"'), ("Group", [("p", "P"), ("q", "Q")]), (3, "Three")]


class Form(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"disabled": True, "hidden": False}))
    many = forms.MultipleChoiceField(choices=CHOICES[1:2])
    unknown = forms.NullBooleanField()


@pytest.mark.parametrize("data", [None, {"one": "q", "many": ["1<"], "unknown": "true"}, {"one": "3"}])
def test_a_select_is_drawn_as_django_draws_it(data: Any) -> None:
    ours, djangos = Form(data), Form(data, renderer=Jinja2())
    assert [str(field) for field in ours] == [str(field) for field in djangos]


class Inputs(forms.Form):
    text = forms.CharField(widget=forms.TextInput({"hidden": False, "disabled": True}))
    number = forms.IntegerField()
    email = forms.EmailField()
    url = forms.URLField(assume_scheme="https")
    day = forms.DateField()
    time = forms.TimeField()
    moment = forms.DateTimeField()
    secret = forms.CharField(widget=forms.PasswordInput)
    unseen = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField(widget=forms.FileInput)
    tick = forms.BooleanField()


@pytest.mark.parametrize("data", [None, {"text": 'a "<b>"', "number": "3", "tick": "on"}])
def test_an_input_is_drawn_as_django_draws_it(data: Any) -> None:
    ours, djangos = Inputs(data), Inputs(data, renderer=Jinja2())
    assert [str(field).strip() for field in ours] == [str(field).strip() for field in djangos]


class Card(DressedForm):
    name = forms.CharField(help_text="As on <b>paper</b>.")
    kind = forms.ChoiceField(choices=[("a", "A & B"), ("c", "C")], widget=forms.RadioSelect, required=False)
    tick = forms.BooleanField(label="Blocked")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(form: forms.Form, name: str) -> str:
    return " ".join(as_crispy_field(form[name]).split())


def test_a_field_says_what_it_needs_what_is_wrong_and_what_helps() -> None:
    name = drawn(Card({}), "name")
    assert (
        '<label for="id_name" class="form-label requiredField">Name<span class="asteriskField">*</span></label>' in name
    )
    assert 'class="form-control is-invalid"' in name
    assert 'aria-describedby="id_name_helptext' in name
    assert '<p id="error_1_id_name"><strong>This field is required.</strong></p>' in name
    assert 'id="id_name_helptext" class="form-text">As on <b>paper</b>.<' in name
    assert "is-invalid" not in drawn(Card(), "name")


def test_a_box_to_tick_stands_before_its_label() -> None:
    tick = drawn(Card({}), "tick")
    assert tick.index('class="form-check-input is-invalid"') < tick.index(">Blocked<")
    assert 'id="div_id_tick" class="form-check"' in tick


def test_one_of_several_is_a_group_with_its_name() -> None:
    kind = drawn(Card({"kind": "c"}), "kind")
    assert '<legend class="form-label fs-6">Kind</legend>' in kind
    assert '<label for="id_kind_0" class="form-check-label">A &amp; B</label>' in kind
    assert kind.count("checked") == 1


def test_what_is_not_seen_is_only_sent_along() -> None:
    assert drawn(Card(), "seen") == '<input type="hidden" name="seen" class="form-control" id="id_seen">'
