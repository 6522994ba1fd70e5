"""The list of opportunities and their cards."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from campaigns.models import Campaign
from contacts.models import Contact
from core import pages
from core.access import permitted, person_of
from core.keys import row_in
from core.lists import BulkAction
from opportunities import changing, creation, deleting, moves, ownership, progress
from opportunities.estimates import Estimate
from opportunities.filters import OpportunityFilter
from opportunities.forms.opportunity import NewOpportunityForm, OpportunityForm
from opportunities.models import Opportunity, SalesCycle, Stage
from opportunities.tables import OPPORTUNITY_COLUMNS
from salespeople.models import Salesperson

DELETE_CLOSED = BulkAction(
    _("Delete closed"),
    "opportunities:delete_closed",
    "opportunities.delete_opportunity",
    icon="trash",
    confirm=_("Delete those of the selected opportunities that are won or lost? This cannot be undone."),
)


class OpportunityList(pages.ListPage):
    model = Opportunity
    url_name = "opportunities:list"
    template_name = "opportunities/list.html"
    columns = OPPORTUNITY_COLUMNS
    filterset_class = OpportunityFilter
    pretitle = _("Sales")
    empty = _("An opportunity is a sale that may come about: with whom, how much, how likely, and when.")
    bulk_actions: ClassVar[Sequence[BulkAction]] = [DELETE_CLOSED]
    new_url_name = "opportunities:new"
    new_label = _("New opportunity")

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        return Opportunity.objects.for_list()


class OpportunityCard(pages.CardPage):
    """Saving asks first where open tasks may follow; nothing is saved before the answer (TO-163).

    Context besides CardPage's: `steps` (each stage, where it lies, the move that leads there), `entries`, `moves`,
    `may_move` and `outcome` (the entry that closed it).
    """

    model = Opportunity
    form_class = OpportunityForm
    list_page = OpportunityList
    template_name = "opportunities/card.html"
    queryset = Opportunity.objects.for_card()

    @property
    def user(self) -> Any:
        return self.request.user

    def may_change(self) -> bool:
        return not self.object.is_closed and ownership.may_change(self.user, self.object)

    def form_valid(self, form: Any) -> HttpResponse:
        self.before: Opportunity = self.get_object()
        if self.before.is_closed or not ownership.may_change(self.user, self.before):
            raise PermissionDenied
        answer = self.request.POST.get("apply", "")
        if answer == "back":
            return self.render_to_response(self.get_context_data(form=form))
        question = None if answer else changing.question(form.instance, before=self.before)
        return self.ask(question) if question else super().form_valid(form)

    def ask(self, question: changing.Question) -> HttpResponse:
        typed = [(name, value) for name, values in self.request.POST.lists() for value in values]
        context = {"opportunity": self.before, "question": question, "typed": typed}
        return render(self.request, "opportunities/ask.html", context)

    def save(self, form: Any) -> None:
        self.object = form.instance
        with_tasks = self.request.POST.get("apply") == "tasks"
        changing.save(self.object, before=self.before, with_tasks=with_tasks, by=self.user, at=now())

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        known = super().get_context_data(**context)
        entries = list(self.object.entries.select_related("stage", "previous_stage", "close_code", "user"))
        active = next((entry for entry in entries if entry.active), None)
        stages = progress.stages_of(self.object)
        stands_at = active.stage if active else None
        reached = stands_at or (active.previous_stage if active else None)
        open_now = [] if self.object.is_closed else moves.open_from(stands_at, stages)
        return known | {
            "entries": entries,
            "moves": open_now,
            "may_move": known["may_change"],
            "steps": [
                (stage, _place(stage, stands_at, reached), moves.leading_to(stage, open_now)) for stage in stages
            ],
            "outcome": active if self.object.is_closed else None,
        }


def _place(stage: Stage, stands_at: Stage | None, reached: Stage | None) -> str:
    """On the stepper; what is closed stands nowhere, and has reached the stage it was closed at."""
    if stage == stands_at:
        return "current"
    return "done" if reached and stage.position <= reached.position else "later"


class NewOpportunity(pages.NewCardPage):
    """`?contact=3`, `?campaign=3` and `?salesperson=3` say what it is made from; each brings its salesperson."""

    model = Opportunity
    form_class = NewOpportunityForm
    list_page = OpportunityList

    @property
    def day(self) -> Any:
        return pages.work_day_of(self.request)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Opportunity(creation_date=self.day)}

    def get_initial(self) -> dict[str, Any]:
        asked = super().get_initial()
        user = person_of(self.request)
        contact = row_in(Contact.objects.select_related("salesperson"), asked.get("contact", ""))
        campaign = row_in(Campaign.objects.select_related("salesperson"), asked.get("campaign", ""))
        seller = row_in(Salesperson.objects.available(), asked.get("salesperson", ""))
        return {
            **asked,
            "salesperson": seller or creation.seller_for(contact=contact, campaign=campaign, by=user),
            "cycle": SalesCycle.objects.proposed(),
        }

    def save(self, form: Any) -> None:
        user = person_of(self.request)
        self.object = creation.create(form.instance, on=self.day, by=user, at=now())
        typed = form.cleaned_data
        if typed["start"]:
            estimate = Estimate(typed["estimated_value"] or Decimal(0), None, typed["closes_on"])
            progress.start(self.object, estimate=estimate, on=self.day, by=user, at=now())


class DeleteOpportunity(pages.DeletePage):
    model = Opportunity
    list_page = OpportunityList

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = person_of(request)
        if not ownership.may_delete(user, self.get_object()):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def delete(self, row: Any) -> None:
        deleting.delete(row)


@require_POST
@permitted("opportunities.delete_opportunity")
def delete_closed(request: HttpRequest) -> HttpResponse:
    """Those of the ticked rows that are closed, and that the person may delete."""
    user = person_of(request)
    chosen = ownership.deletable_by(user, OpportunityList.selected(request))
    with pages.refusals_shown(request):
        count = deleting.delete_closed(chosen)
        sentence = ngettext("%(count)d opportunity is deleted.", "%(count)d opportunities are deleted.", count)
        messages.success(request, sentence % {"count": count})
    query = request.POST.get("query", "")
    return HttpResponseRedirect(reverse("opportunities:list") + (f"?{query}" if query else ""))


class CommentOnOpportunity(pages.CommentPage):
    model = Opportunity
