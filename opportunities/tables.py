from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.tables import Column, in_words
from opportunities.models import OpportunityEntry, Stage
from opportunities.statistics import StageFigures

OPPORTUNITY_COLUMNS = [
    Column("number", _("No."), sort="number", link=True),
    Column("description", _("Description"), kind="clip", sort="description"),
    Column("contact", _("Contact"), link="contact"),
    Column("status", _("Status"), in_words("status"), template="opportunities/_status.html"),
    Column("stage_name", _("Stage"), kind="unbroken"),
    Column("estimated_value", _("Value"), kind="amount", sort="estimated_value", total="estimated_value"),
    Column("current_value", _("Current value"), kind="amount", total="current_value"),
    Column("closes_on", _("Closes on"), kind="date", sort="closes_on"),
    Column("salesperson", _("Salesperson"), kind="unbroken"),
    Column("campaign", _("Campaign"), hidden=True),
    Column("cycle", _("Sales cycle"), hidden=True),
    Column("priority", _("Priority"), in_words("priority"), hidden=True),
    Column("chances", _("Chances of success %"), kind="percent", hidden=True),
    Column("completed", _("Completed %"), kind="percent", hidden=True),
    Column("probability_percent", _("Probability %"), kind="percent", hidden=True),
    Column("creation_date", _("Creation Date"), kind="date", sort="creation_date", hidden=True),
    Column("date_closed", _("Date Closed"), kind="date", hidden=True),
    Column("quote_number", _("Quote No."), hidden=True),
    Column("segment_number", _("Segment No."), hidden=True),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]

BY_SALESPERSON_COLUMNS = [
    Column("salesperson", _("Salesperson"), kind="unbroken", sort="salesperson_id"),
    Column("number", _("No."), sort="number", link=True),
    Column("contact", _("Contact"), link="contact"),
    Column("creation_date", _("Creation Date"), kind="date", sort="creation_date"),
    Column("status", _("Status"), in_words("status"), template="opportunities/_status.html"),
    Column("priority", _("Priority"), in_words("priority")),
    Column("probability_percent", _("Probability %"), kind="percent"),
    Column("chances", _("Chances of success %"), kind="percent"),
    Column("completed", _("Completed %"), kind="percent"),
    Column("campaign", _("Campaign"), kind="clip"),
    Column("is_closed", _("Closed"), kind="check"),
    Column("description", _("Description"), kind="clip", sort="description"),
    Column("current_value", _("Current value"), kind="amount", total="current_value", hidden=True),
    Column("closes_on", _("Closes on"), kind="date", hidden=True),
]

ENTRY_COLUMNS = [
    Column("date", _("Date of change"), kind="date"),
    Column("action", _("Action")),
    Column("stage", _("Stage")),
    Column("estimated_value", _("Estimated value"), kind="amount"),
    Column("chances", _("Chances"), kind="percent"),
    Column("completed", _("Completed"), kind="percent"),
    Column("probability", _("Probability"), kind="percent"),
    Column("current_value", _("Current value"), kind="amount"),
    Column("closes_on", _("Closes on"), kind="date"),
    Column("days_open", _("Days"), kind="number"),
]


def entry_line(entry: OpportunityEntry) -> list[Any]:
    stage = entry.stage.description if entry.stage else entry.close_code
    worth = [entry.estimated_value, entry.chances, entry.completed, entry.probability, entry.current_value]
    return [entry.date, entry.get_action_display(), stage, *worth, entry.closes_on, entry.days_open]


STANDS_COLUMNS = [
    Column("number", _("No. of opportunities"), kind="number"),
    Column("estimated", _("Estimated value"), kind="amount"),
    Column("current", _("Current value"), kind="amount"),
    Column("average_days", _("Days on average"), kind="number"),
]
"""What stands at a stage, behind the cycle, the stage and what upper apps say of it."""


def stands_line(stage: Stage, stands: StageFigures, values: Sequence[Any]) -> list[Any]:
    now = stands.now
    return [stage.cycle.code, stage, *values, now.number, now.estimated, now.current, stands.average_days]


CYCLE_COLUMNS = [
    Column("code", _("Code"), sort="code", link=True),
    Column("description", _("Description")),
    Column("probability", _("Probability calculation"), in_words("probability")),
    Column("proposed", _("Proposed"), kind="check"),
    Column("blocked", _("Blocked"), kind="check"),
    Column("stage_count", _("Stages"), kind="number"),
    Column("number", _("Opportunities in progress"), kind="number"),
    Column("estimated", _("Estimated value"), kind="amount"),
    Column("current", _("Current value"), kind="amount", hidden=True),
    Column("modified_at", _("Last Date Modified"), kind="moment", hidden=True),
]
