from typing import Any

import pytest
from django import forms
from django.forms.renderers import Jinja2

CHOICES = [("", "All"), ("1<", 'One & "two"'), ("Group", [("p", "P"), ("q", "Q")]), (3, "Three")]


class Form(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"disabled": True, "hidden": False}))
    many = forms.MultipleChoiceField(choices=CHOICES[1:2])
    unknown = forms.NullBooleanField()


@pytest.mark.parametrize("data", [None, {"one": "q", "many": ["1<"], "unknown": "true"}, {"one": "3"}])
def test_a_select_is_drawn_as_django_draws_it(data: Any) -> None:
    ours, djangos = Form(data), Form(data, renderer=Jinja2())
    assert [str(field) for field in ours] == [str(field) for field in djangos]
