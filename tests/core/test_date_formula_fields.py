from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.db.models import Value
from django.test.utils import isolate_apps
from django.utils.translation import override

from core.dateformulas import DateFormula
from core.dateformulas.fields import DateFormulaField
from core.dateformulas.forms import DateFormulaField as FormField
from core.models import User


@pytest.fixture
def step() -> Iterator[type[models.Model]]:
    with isolate_apps("core"):

        class Step(models.Model):
            formula = DateFormulaField(blank=True)

            class Meta:
                app_label = "core"

            def __str__(self) -> str:
                return str(self.formula)

        yield Step


@pytest.mark.parametrize(
    "typed", ["1", "1X", "1D+", "--1D", "2CM", "C", "WD0", "WD8", "D0", "D32", "10000D", "1.5M", "Y"]
)
def test_to_23_a_refused_entry_keeps_the_old_value(step: type[models.Model], typed: str) -> None:
    row = step(formula=DateFormula("2W"))
    form = forms.modelform_factory(step, fields=["formula"])({"formula": typed}, instance=row)
    assert not form.is_valid()
    assert form["formula"].value() == typed
    assert row.formula == DateFormula("2W")


def test_a_person_types_and_sees_the_letters_of_his_language(step: type[models.Model]) -> None:
    row = step(formula="<1W-2D>")
    row.full_clean()
    with override("nb"):
        form = forms.modelform_factory(step, fields=["formula"])({"formula": "LU + 1Å"}, instance=row)
        assert 'value="1U-2D"' in str(forms.modelform_factory(step, fields=["formula"])(instance=row))
        assert form.save(commit=False).formula == DateFormula("CW+1Y")
        assert form.has_changed()
        assert not forms.modelform_factory(step, fields=["formula"])({"formula": "lu + 1å"}, instance=row).has_changed()


def test_the_form_says_what_is_wrong() -> None:
    with pytest.raises(ValidationError, match=r"“15” is a number without a unit. Try 15D, 15W, D15."):
        FormField().clean("15")
    with pytest.raises(ValidationError, match="required"):
        FormField().clean(" ")


def test_a_field_that_cannot_be_edited_keeps_its_formula() -> None:
    field = FormField(initial=DateFormula("2W"), disabled=True)
    form = type("StepForm", (forms.Form,), {"formula": field})({"formula": "1D"})
    assert form.is_valid()
    assert form.cleaned_data["formula"] == DateFormula("2W")


def test_a_blank_formula_is_a_value(step: type[models.Model]) -> None:
    row = step()
    row.full_clean()
    assert row.formula == DateFormula()
    assert FormField(required=False).clean("") == DateFormula()
    assert not FormField(required=False).has_changed(None, "")
    with pytest.raises(ValidationError, match="blank"):
        DateFormulaField().clean("", None)


@pytest.mark.django_db
def test_the_database_holds_neutral_letters_and_gives_the_value_back(ann: User) -> None:
    formula = DateFormula.parse("LU+1Å", "nb")
    rows = User.objects.annotate(formula=Value(formula, output_field=DateFormulaField()))
    assert rows.get(formula="CW+1Y").formula == formula
    assert not rows.filter(formula=DateFormula("1W")).exists()


def test_a_formula_that_cannot_be_read_never_reaches_the_database() -> None:
    with pytest.raises(ValidationError, match="means nothing"):
        DateFormulaField().get_prep_value("1X")


def test_a_migration_names_no_value() -> None:
    written, _ = MigrationWriter.serialize(DateFormulaField(blank=True))
    assert written == "core.dateformulas.fields.DateFormulaField(blank=True, max_length=32)"
    kept, _ = MigrationWriter.serialize(DateFormulaField(default="1W"))
    assert "default='1W'" in kept
