"""Which way an opportunity may go from where it stands in its sales cycle (4.11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from opportunities.models import Action, Stage


class Way(models.TextChoices):
    """What a person asks for; the first one that is possible is proposed."""

    FIRST = "first", _("Start")
    NEXT = "next", _("Next")
    UPDATE = "update", _("Update")
    PREVIOUS = "previous", _("Previous")
    SKIP = "skip", _("Skip")
    JUMP = "jump", _("Jump back")


@dataclass(frozen=True)
class Move:
    """A way that is open, with the stages it may lead to; `proposed` is where it leads unless another is chosen."""

    way: Way
    targets: Sequence[Stage]
    proposed: Stage

    @property
    def asks_for_stage(self) -> bool:
        return self.way in (Way.SKIP, Way.JUMP)

    @property
    def needs_quote(self) -> bool:
        """Where the stage asks for one: going forward only (TO-139)."""
        return self.way in (Way.NEXT, Way.SKIP)

    @property
    def takes_chances_of_stage(self) -> bool:
        """Whatever chances were typed (TO-142)."""
        return self.way in (Way.SKIP, Way.JUMP)


def open_from(current: Stage | None, stages: Sequence[Stage]) -> list[Move]:
    """The moves that are open, in the order in which they are proposed; `stages` are all of the cycle."""
    ordered = sorted(stages, key=lambda stage: stage.position)
    if current is None:
        return [Move(Way.FIRST, ordered[:1], ordered[0])] if ordered else []
    earlier = [stage for stage in ordered if stage.position < current.position]
    later = [stage for stage in ordered if stage.position > current.position]
    return list(_moves(current, earlier, later))


def _moves(current: Stage, earlier: Sequence[Stage], later: Sequence[Stage]) -> Iterator[Move]:
    if later:
        yield Move(Way.NEXT, later[:1], later[0])
    yield Move(Way.UPDATE, [current], current)
    if earlier:
        yield Move(Way.PREVIOUS, earlier[-1:], earlier[-1])
    reached = _reached_by_skipping(later)
    if len(reached) > 1:
        yield Move(Way.SKIP, reached, reached[0])
    if len(earlier) > 1:
        yield Move(Way.JUMP, earlier, earlier[-1])


def _reached_by_skipping(later: Sequence[Stage]) -> Sequence[Stage]:
    """From the next stage up to the first that may not be skipped (TO-140)."""
    for number, stage in enumerate(later):
        if not stage.allow_skip:
            return later[: number + 1]
    return later


def action_of(move: Move, *, to: Stage, moves: Sequence[Move]) -> Action:
    """What the move is remembered as: skipping onto the next stage is Next, jumping onto the one before Previous."""
    beside = {each.proposed: each.way for each in moves if each.way in (Way.NEXT, Way.PREVIOUS)}
    way = beside.get(to, move.way) if move.asks_for_stage else move.way
    names = {Way.FIRST: Action.FIRST, Way.NEXT: Action.NEXT, Way.PREVIOUS: Action.PREVIOUS, Way.UPDATE: Action.UPDATED}
    return names.get(way, Action.JUMPED)


def leading_to(stage: Stage, moves: Sequence[Move]) -> Move | None:
    """The first open move that reaches the stage; None where no way leads there."""
    return next((move for move in moves if stage in move.targets), None)
