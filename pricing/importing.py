"""Sales prices and sales line discounts from files, by the rules of the worksheets they are typed in."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from contacts.importing.headings import CURRENCY
from contacts.models import DiscountGroup, PriceGroup
from contacts.recognition import customers_known_as
from core.importing import values as cells
from core.importing.drafts import Draft
from core.importing.kinds import Heading, Kind, folded
from core.importing.records import Record, rows_by, rows_with
from items.importing import ITEM, UNIT, VARIANT, variant_of
from items.models import ItemDiscountGroup
from pricing.models import SalesLineDiscount, SalesPrice, Source

WORDS = {
    Source.CUSTOMER: ["customer"],
    Source.GROUP: ["customer group", "price group", "customer price group", "discount group", "customer disc. group"],
    Source.ALL: ["all customers", "all"],
    Source.CAMPAIGN: ["campaign"],
}
WHAT = ["item", "item_group", "variant", "unit", "currency", "starting_date"]
TERMS = ["minimum_quantity", "ending_date", "unit_price", "allow_line_discount", "discount_percent"]


@dataclass(frozen=True)
class Known:
    """What is there of what the file names: customers, groups and campaigns by sales type and code, rows by their key.
    `seen` holds the rows of the file that were looked at already."""

    model: Any
    sources: dict[tuple[int, str], Any]
    rows: dict[Any, Any]
    seen: dict[Any, Record] = field(default_factory=dict)

    @classmethod
    def of(cls, model: Any, records: Sequence[Record]) -> "Known":
        return cls(model, _sources(model, records), _rows(model, records))


def draft(model: Any, records: Sequence[Record]) -> list[Draft]:
    known = Known.of(model, records)
    return [_drafted(Draft(record), known) for record in records]


def _drafted(draft: Draft, known: Known) -> Draft:
    model, record = known.model, draft.record
    named = _whom(record, known) | {name: record.values.get(name) for name in WHAT if hasattr(model, name)}
    named["variant"] = variant_of(record, named["item"]) if named["item"] else None
    if record.errors:
        return draft
    key = _key(model(**named, minimum_quantity=record.values.get("minimum_quantity", 0)))
    row = known.rows.get(key) or model()
    for name, value in named.items():
        setattr(row, name, value)
    draft.add(row, _brought(row) | {name: record.values[name] for name in TERMS if name in record.values})
    _refuse_contradictions(record, row)
    if (first := known.seen.setdefault(key, record)) is not record:
        record.refuse(_now("It is the same row as line %(line)d.") % {"line": first.line})
    return draft


def _brought(row: Any) -> dict[str, Any]:
    """What a new price takes from the customer or the group it is for."""
    if row.pk or not isinstance(row, SalesPrice):
        return {}
    return {"allow_line_discount": getattr(row.source, "allow_line_discount", True)}


def _whom(record: Record, known: Known) -> dict[str, Any]:
    """The sales type and the column it fills; the other columns are blank."""
    model, code = known.model, record.values.get("sales_code")
    source_type = record.values.get("source_type", None if code else Source.ALL)
    whom: dict[str, Any] = dict.fromkeys(["customer", model.GROUP, "campaign"])
    if source_type is None:
        record.refuse(_now("Sales Type is blank; it says what %(code)s is.") % {"code": code})
    elif column := model.column_of(source_type):
        whom[column] = known.sources.get((source_type, code or ""))
        if code and whom[column] is None:
            label = dict(model.source_types())[source_type]
            record.refuse(_now("%(heading)s %(code)s does not exist.") % {"heading": label, "code": code})
    elif code:
        record.refuse(_now("A row for all customers has no Sales Code; %(code)s is one.") % {"code": code})
    return {"source_type": source_type, **whom}


def _sources(model: Any, records: Sequence[Record]) -> dict[tuple[int, str], Any]:
    asked = defaultdict(set)
    for record in records:
        asked[record.values.get("source_type")].add(record.values.get("sales_code") or "")
    group = PriceGroup if model is SalesPrice else DiscountGroup
    finders: dict[Source, Callable[[set[str]], dict[str, Any]]] = {
        Source.CUSTOMER: customers_known_as,
        Source.GROUP: partial(rows_by, group, "code"),
        Source.CAMPAIGN: partial(rows_by, Campaign, "number"),
    }
    return {
        (source, code): row
        for source, finder in finders.items()
        if asked[source]
        for code, row in finder(asked[source]).items()
    }


def _rows(model: Any, records: Sequence[Record]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for name in ("item", "item_group"):
        if pks := {record.values[name].pk for record in records if record.values.get(name)}:
            found |= {_key(row): row for row in rows_with(model, f"{name}_id", pks)}
    return found


def _key(row: Any) -> tuple[Any, ...]:
    """What the database holds to be one row."""
    source = row.customer_id or getattr(row, f"{row.GROUP}_id") or row.campaign_id
    for_what = (row.item_id, getattr(row, "item_group_id", None), row.variant_id, row.unit_id)
    return *for_what, row.source_type, source, row.starting_date, row.currency_id, row.minimum_quantity


def _refuse_contradictions(record: Record, row: Any) -> None:
    try:
        row.clean()
    except ValidationError as error:
        for message in error.messages:
            record.refuse(message)
    if row.campaign and (row.starting_date or row.ending_date):
        record.refuse(_now("A campaign's row has the campaign's dates; change them on the campaign card."))
    elif row.starting_date and row.ending_date and row.starting_date > row.ending_date:
        record.refuse(_now("The starting date must lie before the ending date."))
    if isinstance(row, SalesLineDiscount):
        _refuse_item_and_group(record, row)


def _refuse_item_and_group(record: Record, row: SalesLineDiscount) -> None:
    if (row.item is None) == (row.item_group is None):
        record.refuse(_now("Choose an item or an item discount group, one of the two."))
    elif row.item_group and (row.unit or record.values.get("variant")):
        record.refuse(_now("A group of items has neither unit nor variant."))


def _source_type(model: Any, cell: str) -> Source:
    """What the worksheet calls it, in English or in the language of the page."""
    typed = folded(cell)
    for value, label in model.source_types():
        if typed in {folded(word) for word in (*WORDS[Source(value)], str(label))}:
            return Source(value)
    offered = ", ".join(str(label) for _value, label in model.source_types())
    raise ValueError(_now("“%(typed)s” is none of %(offered)s.") % {"typed": cell.strip(), "offered": offered})


def _shared(model: Any) -> list[Heading]:
    return [
        Heading(
            "source_type",
            _("Sales Type"),
            also=("sales_type",),
            read=partial(_source_type, model),
            clears=False,
        ),
        Heading("sales_code", _("Sales Code"), also=("source", "source_code"), read=cells.code),
        VARIANT,
        UNIT,
        CURRENCY,
        Heading(
            "minimum_quantity", _("Minimum Quantity"), also=("quantity", "min_qty"), read=cells.number, clears=False
        ),
        Heading("starting_date", _("Starting Date"), also=("start_date", "from"), read=cells.day),
        Heading("ending_date", _("Ending Date"), also=("end_date", "until", "to"), read=cells.day),
    ]


KEYS = (*WHAT, "source_type", "sales_code", "minimum_quantity")

SALES_PRICES = Kind(
    "sales-prices",
    _("Sales prices"),
    "pricing.change_salesprice",
    headings=[
        ITEM,
        *_shared(SalesPrice),
        Heading("unit_price", _("Unit Price"), also=("price",), required=True, read=cells.number),
        Heading(
            "allow_line_discount",
            _("Allow Line Disc."),
            also=("allow_line_disc",),
            read=cells.yes_no,
            clears=False,
        ),
    ],
    models=[SalesPrice],
    draft=partial(draft, SalesPrice),
    url_name="pricing:prices",
    hint=_(
        "The sales type says whom the sales code names; without both a price is for all customers. A blank unit or "
        "variant means any, a blank currency the local one. Rows of a campaign have its dates."
    ),
    order=6,
    keys=KEYS,
)

SALES_LINE_DISCOUNTS = Kind(
    "sales-line-discounts",
    _("Sales line discounts"),
    "pricing.change_saleslinediscount",
    headings=[
        replace(ITEM, required=False),
        Heading(
            "item_group",
            _("Item discount group"),
            also=("categoryID", "item_discount_group", "item_disc_group"),
            read=cells.code,
            of=ItemDiscountGroup,
            missing=_("Import the item discount groups first."),
        ),
        *_shared(SalesLineDiscount),
        Heading(
            "discount_percent",
            _("Line Discount %"),
            also=("line_discount", "line_discount_percent"),
            required=True,
            read=cells.percent,
        ),
    ],
    models=[SalesLineDiscount],
    draft=partial(draft, SalesLineDiscount),
    url_name="pricing:discounts",
    hint=_(
        "For an item or for an item discount group, and for all whom a sales price can be for. The discount is in "
        "per cent: 15, not 0.15."
    ),
    order=7,
    keys=KEYS,
)
