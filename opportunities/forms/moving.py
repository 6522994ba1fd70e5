"""The forms of a step: a move to a stage, and the close. Each knows which entry the person saw."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.fields import dress
from opportunities import closing, work
from opportunities.estimates import Estimate, closing_day
from opportunities.models import CloseOpportunityCode, Opportunity, OpportunityEntry, Stage
from opportunities.moves import Move, Way

ASKING = {
    "hx-get": "",
    "hx-include": "closest form",
    "hx-params": "not csrfmiddlewaretoken,seen",
    "hx-target": "#step",
    "hx-select": "#step",
    "hx-swap": "outerHTML",
    "hx-push-url": "false",
}


class StepForm(forms.Form):
    """`seen` is the entry that was active when the page was opened: nothing is done on top of somebody else's step."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, entry: OpportunityEntry | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.entry = entry
        self.initial["seen"] = entry.pk if entry else None
        dress(self.fields)

    def _offer_cancelling(self, open_tasks: int) -> None:
        field: Any = self.fields["cancel_tasks"]
        field.offer(open_tasks)
        if not open_tasks:
            del self.fields["cancel_tasks"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seen") != self.initial["seen"]:
            self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict when bound by a request
            self.data["seen"] = str(self.initial["seen"] or "")  # type: ignore[index]
            raise forms.ValidationError(
                _now("Somebody moved this opportunity meanwhile. Look where it stands now, then save again.")
            )
        return cleaned


class CancelTasks(forms.BooleanField):
    """Offered where tasks of the opportunity are open, with their number."""

    def offer(self, count: int) -> None:
        sentence = ngettext("Cancel the %(count)d task that is open", "Cancel the %(count)d tasks that are open", count)
        self.label = sentence % {"count": count}


class MoveForm(StepForm):
    """Another way or stage is asked of the page, which keeps what was typed and proposes the rest anew (TO-143)."""

    way = forms.ChoiceField(label=_("Action"), widget=forms.RadioSelect)
    stage = forms.ModelChoiceField(label=_("Stage"), queryset=Stage.objects.none(), required=False, empty_label=None)
    date = forms.DateField(label=_("Date of change"))
    estimated_value = forms.DecimalField(label=_("Estimated value"), max_digits=18, decimal_places=2)
    chances = forms.DecimalField(
        label=_("Chances of success %"), min_value=0, max_value=100, max_digits=8, decimal_places=5
    )
    closes_on = forms.DateField(
        label=_("Estimated closing date"), required=False, help_text=_("Blank: as the stage proposes.")
    )
    cancel_tasks = CancelTasks(required=False)

    def __init__(
        self, *args: Any, opportunity: Opportunity, moves: Sequence[Move], move: Move, stage: Stage, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._offer_cancelling(0 if move.way in (Way.FIRST, Way.UPDATE) else work.open_for(opportunity))
        fields: Any = self.fields
        fields["way"].choices = [(each.way.value, each.way.label) for each in moves]
        fields["stage"].queryset = Stage.objects.filter(pk__in=[target.pk for target in move.targets])
        if not move.asks_for_stage:
            del fields["stage"]
        fields["chances"].disabled = move.takes_chances_of_stage and bool(stage.chances)
        for name in {"way", "stage"} & set(fields):
            fields[name].widget.attrs |= ASKING

    @property
    def estimate(self) -> Estimate:
        typed = self.cleaned_data
        return Estimate(typed["estimated_value"], typed["chances"], typed["closes_on"])

    @property
    def way_chosen(self) -> Way:
        return Way(self.cleaned_data["way"])


def proposal(
    opportunity: Opportunity, *, entry: OpportunityEntry | None, move: Move, stage: Stage, on: date
) -> dict[str, Any]:
    """What the page of a move begins with (4.11): the chances of the stage, the day it proposes, the value so far."""
    day = max(on, entry.date) if entry else on
    so_far = entry.estimated_value if entry else None
    planned = entry.closes_on if entry and entry.closes_on >= day else None
    stays = entry is not None and move.way == Way.UPDATE
    return {
        "way": move.way.value,
        "stage": stage.pk,
        "date": day,
        "estimated_value": opportunity.quote_amount or so_far,
        "chances": stage.chances,
        "closes_on": closing_day(stage, on=day) if stage.date_formula and not stays else planned,
    }


class CloseForm(StepForm):
    code = forms.ModelChoiceField(label=_("Reason"), queryset=CloseOpportunityCode.objects.none())
    date = forms.DateField(label=_("Closing date"))
    amount = forms.DecimalField(label=_("Sales amount"), max_digits=18, decimal_places=2)
    cancel_tasks = CancelTasks(required=False, initial=True)

    def __init__(
        self, *args: Any, opportunity: Opportunity, outcome: CloseOpportunityCode.Outcome, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._offer_cancelling(work.open_for(opportunity))
        fields: Any = self.fields
        fields["code"].queryset = CloseOpportunityCode.objects.filter(outcome=outcome)
        if outcome == closing.Outcome.LOST:
            del fields["amount"]
        elif opportunity.quote_amount:
            fields["amount"].disabled = True
            fields["amount"].help_text = _("The amount of the quote.")
