"""The records that tell contacts apart, and how they belong to a contact (the table of 4.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.classifying import INDUSTRY_GROUPS, JOB_RESPONSIBILITIES, MAILING_GROUPS, Sort
from contacts.models import (
    BusinessRelation,
    Contact,
    ContactBusinessRelation,
    ContactProfileAnswer,
    Customer,
    ProfileAnswer,
)
from core.expressions.columns import kind_of
from core.expressions.kinds import Kind
from core.tables import Column
from interactions.models import Interaction, LoggedSegment
from items.models import SalesEntry
from segments.criteria.known import known_only

MOST_OFFERED = 100
OWN, COMPANYS = "pk", "party"
"""Records belong to the contact itself, or a person shows those of its company."""


@dataclass(frozen=True)
class Source:
    """Records of one kind: what may be asked of them, and which contacts have one of which that is true.

    `having` answers the contacts that have a record with what is asked; it is told whether contacts are being added. It
    lists their keys: few records are found by an index, and no contact without one is looked at.
    """

    name: str
    label: str | Promise
    model: type[models.Model]
    columns: Sequence[Column]
    having: Callable[[Q, bool], Q]
    having_each: Callable[[Q], Any] | None = None
    """The same, asked of each contact: of records that are many, where other sources leave few contacts."""

    when_adding: str | Promise = ""
    """Who is found by it, where that is not what one would think."""

    @property
    def codes(self) -> Sequence[tuple[str, str]]:
        """Of a table of codes: the first of them with their descriptions; one statement."""
        if self.columns is not CODE:
            return []
        rows: Any = self.model._default_manager.order_by("code")
        return list(rows.values_list("code", "description")[:MOST_OFFERED])

    def kinds(self, *, today: date, work_date: date, must_exist: bool = False) -> dict[str, tuple[Column, Kind]]:
        """By name: each column that may be asked about, and how; whether what is named outright `must_exist`, which
        costs a statement each."""
        found = {column: kind_of(column, self.model, today=today, work_date=work_date) for column in self.columns}
        return {
            column.name: (column, known_only(kind, column, self.model) if must_exist else kind)
            for column, kind in found.items()
            if kind
        }


def _carrying(sort: Sort, whose: str) -> Callable[[Q, bool], Q]:
    def having(asked: Q, _adding: bool) -> Q:  # noqa: FBT001
        carried = sort.carried.objects.filter(code__in=sort.model.objects.filter(asked).order_by())
        return _among(whose, carried.values("contact"))

    return having


def _codes(sort: Sort, whose: str) -> Source:
    return Source(sort.name, sort.label, sort.model, CODE, _carrying(sort, whose))


def _related(asked: Q, _adding: bool) -> Q:  # noqa: FBT001
    """By a relation given by hand, or as our customer by the one that stands for customers (decision 28)."""
    relations = BusinessRelation.objects.filter(asked).order_by()
    by_hand = ContactBusinessRelation.objects.filter(code__in=relations).values("contact")
    customers = Customer.objects.filter(Exists(relations.filter(of_customers=True))).values("contact")
    return _among(COMPANYS, by_hand.union(customers))


def _answered(asked: Q, _adding: bool) -> Q:  # noqa: FBT001
    """By answers a contact has itself: those of its company a person got with them, where its questionnaire says so."""
    answers = ProfileAnswer.objects.filter(asked).order_by()
    return _among(OWN, ContactProfileAnswer.objects.filter(answer__in=answers).values("contact"))


def _bought(asked: Q, adding: bool) -> Q:  # noqa: FBT001
    """A company by whatever it paid for. A person is added for what he bought himself, and goes or stays by what his
    company bought (4.1)."""
    entries = SalesEntry.objects.filter(asked)
    paid = entries.values("customer__contact")
    return _among(OWN, paid.union(entries.values("contact"))) if adding else _among(COMPANYS, paid)


def _stood_in(asked: Q, _adding: bool) -> Q:  # noqa: FBT001
    """The contacts whose lines were logged with it, though it was canceled since: they stood in it all the same."""
    segments = LoggedSegment.objects.filter(asked).order_by()
    logged = Interaction.objects.logged().filter(logged_segment__in=segments)
    return _among(OWN, logged.values("contact"))


def _among(whose: str, keys: QuerySet[Any, Any]) -> Q:
    return Q(**{f"{whose}__in": keys})


CODE = [Column("code", _("Code")), Column("description", _("Description"))]
CONTACT = Source(
    "contact",
    _("Contact"),
    Contact,
    [
        Column("number", _("No.")),
        Column("name", _("Name")),
        Column("type", _("Type")),
        Column("company", _("Company")),
        Column("job_title", _("Job Title")),
        Column("organizational_level", _("Organizational level")),
        Column("salesperson", _("Salesperson")),
        Column("territory", _("Territory")),
        Column("country", _("Country/Region")),
        Column("post_code", _("Post Code")),
        Column("city", _("City")),
        Column("language", _("Language")),
        Column("email", _("E-Mail")),
        Column("correspondence_type", _("Correspondence Type")),
        Column("modified_at", _("Last Date Modified")),
    ],
    lambda asked, _adding: asked,
)
RELATIONS = Source(
    "business_relations", BusinessRelation._meta.verbose_name_plural or "", BusinessRelation, CODE, _related
)
INTERACTIONS = Source(
    "interactions",
    _("Interactions"),
    Interaction,
    [
        Column("date", _("Date")),
        Column("template", _("Interaction Template")),
        Column("group", _("Interaction Group")),
        Column("campaign", _("Campaign")),
        Column("segment_number", _("Segment No.")),
        Column("salesperson", _("Salesperson")),
        Column("evaluation", _("Evaluation")),
        Column("campaign_target", _("Campaign Target")),
        Column("campaign_response", _("Campaign Response")),
        Column("attempt_failed", _("Attempt Failed")),
    ],
    lambda asked, _adding: _among(OWN, Interaction.objects.that_count().filter(asked).values("contact")),
    lambda asked: Exists(Interaction.objects.that_count().filter(asked, contact=OuterRef(OWN))),
)
LOGGED = Source(
    "logged_segments",
    _("Logged segment"),
    LoggedSegment,
    [
        Column("code", _("Segment No."), "segment_number"),
        Column("description", _("Description")),
        Column("created_on", _("Creation Date")),
    ],
    _stood_in,
)
BOUGHT = Source(
    "bought",
    _("What they bought"),
    SalesEntry,
    [
        Column("item", _("Item")),
        Column("group", _("Item discount group"), "item.discount_group"),
        Column("variant", _("Variant")),
        Column("posting_date", _("Posting Date")),
        Column("quantity", _("Quantity")),
        Column("amount", _("Amount")),
        Column("campaign", _("Campaign")),
    ],
    _bought,
    when_adding=_(
        "A person is found by what he bought himself. For the persons of companies that bought, add them by other "
        "criteria first and refine by this, or choose “Everybody of their companies” below."
    ),
)
PROFILE = Source(
    "profile",
    _("Profile answers"),
    ProfileAnswer,
    [
        Column("questionnaire", _("Questionnaire"), "question.questionnaire"),
        Column("question", _("Question"), "question.description"),
        Column("answer", _("Answer"), "description"),
    ],
    _answered,
)
SOURCES = {
    source.name: source
    for source in [
        CONTACT,
        _codes(MAILING_GROUPS, OWN),
        _codes(JOB_RESPONSIBILITIES, OWN),
        _codes(INDUSTRY_GROUPS, COMPANYS),
        RELATIONS,
        PROFILE,
        INTERACTIONS,
        LOGGED,
        BOUGHT,
    ]
}
