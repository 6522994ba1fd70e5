"""Profile questionnaires with their questions and answers: set-up."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from contacts.models import ContactProfileAnswer, ProfileQuestion, ProfileQuestionnaire
from contacts.profile_forms import Answers, Points, QuestionForm, QuestionnaireForm, Questions, RangedAnswers
from contacts.profiles import answering, measures, mistakes, ratings
from contacts.tables import QUESTIONNAIRE_COLUMNS
from core import pages
from core.access import permitted, person_of
from core.setup.code_tables import CodeFilter

BY_HAND, RANGED = pages.LineTable(_("Answers"), Answers), pages.LineTable(_("Answers"), RangedAnswers)
POINTS = pages.LineTable(_("Points of answers"), Points)


class QuestionnaireList(pages.ListPage):
    model = ProfileQuestionnaire
    url_name = "contacts:questionnaires"
    template_name = "contacts/questionnaires.html"
    columns = QUESTIONNAIRE_COLUMNS
    filterset_class = CodeFilter
    order = "code"
    empty = _("A questionnaire asks what contacts are like: by hand, by their sales and interactions, or by points.")
    new_url_name = "contacts:new_questionnaire"
    new_label = _("New questionnaire")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return ProfileQuestionnaire.objects.select_related("business_relation").annotate(
            question_count=Count("questions")
        )


class QuestionnaireCard(pages.CardWithLines):
    """Context besides CardWithLines': `mistakes`, sentences about what is wrong with the set-up."""

    model = ProfileQuestionnaire
    form_class = QuestionnaireForm
    line_tables = [pages.LineTable(_("Questions"), Questions)]
    list_page = QuestionnaireList
    template_name = "contacts/questionnaire_card.html"
    slug_field = slug_url_kwarg = "code"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        return context | {"mistakes": list(mistakes.mistakes_in(self.object, on=pages.work_day_of(self.request)))}


class NewQuestionnaire(pages.NewCardPage):
    model = ProfileQuestionnaire
    form_class = QuestionnaireForm
    list_page = QuestionnaireList


class DeleteQuestionnaire(pages.DeletePage):
    model = ProfileQuestionnaire
    list_page = QuestionnaireList
    slug_field = slug_url_kwarg = "code"


class QuestionCard(pages.CardWithLines):
    """A question with its answers; a rating has the points that answers give, too."""

    model = ProfileQuestion
    form_class = QuestionForm
    line_tables = [BY_HAND, RANGED, POINTS]
    list_page = QuestionnaireList
    queryset = ProfileQuestion.objects.select_related("questionnaire", "modified_by")
    template_name = "contacts/question_card.html"
    slug_field = slug_url_kwarg = "pk"

    def lines(self) -> list[Any]:
        shown: Sequence[Any] = [RANGED] if self.object.measure else [BY_HAND]
        shown = [*shown, POINTS] if self.object.is_rating else shown
        return [(table, formset) for table, formset in super().lines() if table in shown]

    def neighbours(self) -> tuple[Any, Any]:
        beside = self.object.siblings().order_by("position", "pk")
        keys = list(beside.values_list("pk", flat=True))
        place = keys.index(self.object.pk)
        around = {each.pk: each for each in beside.filter(pk__in=keys[max(place - 1, 0) : place + 2])}
        before = around[keys[place - 1]] if place else None
        return before, around[keys[place + 1]] if place + 1 < len(keys) else None

    def save(self, form: Any) -> None:
        super().save(form)
        answering.follow(self.object)
        mistakes.refuse_overlaps(self.object)
        ratings.in_order()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        questionnaire, (_table, answers) = self.object.questionnaire, context["lines"][0]
        given = ContactProfileAnswer.objects.to_question(self.object).values("answer")
        counts = dict(given.annotate(contacts=Count("pk")).values_list("answer", "contacts"))
        is_hidden = self.object.measure in measures.hidden_from(person_of(self.request))
        for line in answers:
            line.contacts = counts.get(line.instance.pk, 0)
        return context | {
            "is_given": bool(counts),
            "is_hidden": is_hidden,
            "list_url": questionnaire.get_absolute_url(),
            "list_title": questionnaire,
            "link_query": "",
        }


@require_POST
@permitted("contacts.delete_profileanswer")
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody has answered the question any more."""
    question = get_object_or_404(ProfileQuestion, pk=pk)
    count = answering.take_away(question)
    sentence = ngettext("%(count)d answer is taken away.", "%(count)d answers are taken away.", count)
    messages.success(request, sentence % {"count": count})
    return redirect(question)


@require_GET
@permitted("contacts.view_profilequestionnaire")
def handout(request: HttpRequest, code: str) -> HttpResponse:
    """The questions with boxes to tick, on paper; with ?automatic those that figures answer, too (PRO-17)."""
    questionnaire = get_object_or_404(ProfileQuestionnaire, code=code)
    questions = questionnaire.questions.prefetch_related("answers")
    shown = questions if "automatic" in request.GET else questions.filter(measure="")
    context = {
        "questionnaire": questionnaire,
        "questions": list(shown),
        "has_automatic": questionnaire.questions.exclude(measure="").exists(),
        "with_automatic": "automatic" in request.GET,
    }
    return render(request, "contacts/handout.html", context)
