from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import cached_property

from activities.models import Activity, StageActivity
from core.fields import dress
from core.lookups import LookupSelect
from opportunities.models import Stage


class StageActivitiesForm(forms.Form):
    """The activity of each stage of a sales cycle; only what the person changed is saved."""

    def __init__(self, *args: Any, stages: Sequence[Stage], **options: Any) -> None:
        super().__init__(*args, **options)
        self.stages = {f"stage-{stage.pk}": stage for stage in stages}
        chosen = {row.stage_id: row.activity for row in self._rows(stages)}
        for name, stage in self.stages.items():
            widget = LookupSelect(Activity)
            widget.known = chosen.get(stage.pk)
            self.fields[name] = forms.ModelChoiceField(
                label=str(stage),
                queryset=Activity.objects.all(),
                initial=chosen.get(stage.pk) and chosen[stage.pk].pk,
                required=False,
                widget=widget,
                show_hidden_initial=True,
            )
        dress(self.fields)

    @staticmethod
    def _rows(stages: Sequence[Stage]) -> Any:
        return StageActivity.objects.filter(stage__in=stages).select_related("activity")

    @cached_property
    def lines(self) -> list[tuple[Stage, BoundField]]:
        return [(stage, self[name]) for name, stage in self.stages.items()]

    def changes(self) -> Iterator[tuple[Stage, Activity | None]]:
        for name in self.changed_data:
            yield self.stages[name], self.cleaned_data[name]
