"""Questionnaires as administrators set them up, and as they are answered on a contact."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from contacts.models import (
    Contact,
    ContactProfileAnswer,
    Measure,
    ProfileAnswer,
    ProfileQuestion,
    ProfileQuestionnaire,
    RatingPoints,
)
from core.fields import DressedForm
from core.forms import CardForm, FastTab
from core.line_cards import LineFormSet
from core.lookups import LookupSelect


class QuestionnaireForm(CardForm):
    layout = Layout(
        FastTab(
            _("General"),
            *["code", "description", "contact_type", "business_relation", "priority"],
            summary=("code", "contact_type", "business_relation"),
        )
    )

    class Meta:
        model = ProfileQuestionnaire
        fields = ["code", "description", "contact_type", "business_relation", "priority"]


class QuestionForm(CardForm):
    """What matters to automatic questions only is closed while the question is answered by hand."""

    class Meta:
        model = ProfileQuestion
        fields = [
            *["description", "measure", "several_answers", "starting_formula", "ending_formula"],
            *["method", "decimals", "descending", "minimum_answered"],
        ]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.layout = Layout(
            FastTab(_("General"), "description", "measure", "several_answers", summary=("measure",)),
            FastTab(
                _("Automatic classification"),
                *["starting_formula", "ending_formula", "method", "decimals", "descending", "minimum_answered"],
                summary=("starting_formula", "ending_formula", "method"),
                open=bool(self.instance.measure) or self.is_bound,
            ),
        )
        of_customers = [each for each in Measure if each.is_of_customers]
        others = [each for each in Measure if not each.is_of_customers]
        measure: Any = self.fields["measure"]
        measure.choices = [
            ("", _("By hand")),
            (_("Customer"), [(each.value, each.label) for each in of_customers]),
            (_("Contact"), [(each.value, each.label) for each in others]),
        ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        measure = cleaned.get("measure")
        if measure and measure != Measure.RATING:
            for name in ("starting_formula", "ending_formula"):
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, _now("What is measured needs a period, such as <-1Y> to <0D>."))
        if measure and not self.initial.get("measure") and self._is_answered():
            sentence = _now("Contacts answered this by hand. Take these answers away first, or ask a new question.")
            self.add_error("measure", sentence)
        return cleaned

    def _is_answered(self) -> bool:
        return ContactProfileAnswer.objects.to_question(self.instance).exists()


class RangesFormSet(LineFormSet):
    """The same answers with their ranges: another table, arranged apart."""

    @classmethod
    def get_default_prefix(cls) -> str:
        return "ranges"


def _lines(parent: Any, model: Any, fields: Collection[str], *, formset: Any = LineFormSet, **options: Any) -> Any:
    return forms.inlineformset_factory(parent, model, fields=fields, formset=formset, can_delete_extra=False, **options)


Questions = _lines(ProfileQuestionnaire, ProfileQuestion, ["position", "description"], extra=2)
Answers = _lines(ProfileQuestion, ProfileAnswer, ["position", "description", "priority"], extra=3)
RangedAnswers = _lines(
    ProfileQuestion,
    ProfileAnswer,
    ["position", "description", "from_value", "to_value", "priority"],
    extra=3,
    formset=RangesFormSet,
)
Points = _lines(
    ProfileQuestion,
    RatingPoints,
    ["answer", "points"],
    extra=3,
    fk_name="rating",
    widgets={"answer": LookupSelect(ProfileAnswer)},
)


class ProfileForm(forms.Form):
    """The questions of a questionnaire that are answered by hand, with the answers the contact gave; three statements.

    A question that takes one answer offers none besides.
    """

    def __init__(self, *args: Any, contact: Contact, questionnaire: ProfileQuestionnaire, **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions: list[Any] = list(questionnaire.questions.by_hand().prefetch_related("answers"))
        given = contact.profile_answers.to_questionnaire(questionnaire).values_list("answer__question", "answer")
        standing: dict[int, list[str]] = {}
        for question, answer in given:
            standing.setdefault(question, []).append(str(answer))
        for question in self.questions:
            self.fields[self._name(question)] = _choice(question, standing.get(question.pk, []))

    @property
    def groups(self) -> Iterator[tuple[ProfileQuestion, Any]]:
        for question in self.questions:
            yield question, self[self._name(question)]

    def chosen(self) -> Mapping[ProfileQuestion, Collection[ProfileAnswer]]:
        return {question: list(self._answers(question)) for question in self.questions}

    def _answers(self, question: Any) -> Iterator[ProfileAnswer]:
        typed = self.cleaned_data[self._name(question)]
        keys = typed if question.several_answers else [typed]
        yield from (answer for answer in question.answers.all() if str(answer.pk) in keys)

    @staticmethod
    def _name(question: ProfileQuestion) -> str:
        return f"question-{question.pk}"


def _choice(question: Any, standing: list[str]) -> forms.Field:
    offered = [(str(answer.pk), answer.description) for answer in question.answers.all()]
    ticks = {"class": "form-check-input"}
    if question.several_answers:
        several = forms.CheckboxSelectMultiple(ticks)
        return forms.MultipleChoiceField(
            label=question.description, choices=offered, initial=standing, required=False, widget=several
        )
    return forms.ChoiceField(
        label=question.description,
        choices=[*offered, ("", _("No answer"))] if offered else [],
        initial=standing[0] if standing else "",
        required=False,
        widget=forms.RadioSelect(ticks),
    )


class UpdateForm(DressedForm):
    on = forms.DateField(label=_("Date"), help_text=_("The date formulas of the questions count from this day."))
