"""What may be typed into the filter of a column: read, said, and asked of the database."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from contacts.models import Contact
from contacts.tables import CONTACT_COLUMNS
from core.expressions import Expression, ExpressionRefused
from core.expressions.columns import kind_of
from core.expressions.days import Day, Moment
from core.expressions.grammar import Operand, alternatives, literal
from core.expressions.kinds import Choice, Code, IndexedText, Kind, Number, Text, YesNo
from core.tables import Column
from items.models import Item, SalesEntry
from tests.factories import CompanyFactory, CountryFactory, ItemFactory, PersonFactory, SalespersonFactory

TODAY, WORK_DATE = date(2026, 3, 10), date(2026, 5, 20)


def a_day(path: str = "day") -> Day:
    return Day(path, today=TODAY, work_date=WORK_DATE)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ghent", "Ghent"),
        ("G*", "beginning with G"),
        ("*ent", "ending in ent"),
        ("*hen*", "with hen in it"),
        ("G?e*t", "like G?e*t"),
        ("<>Ghent", "not Ghent"),
        ("''", "blank"),
        ("<>''", "not blank"),
        ("<>", "not blank"),
        ("A..F", "from A to F"),
        ("..F", "up to F"),
        ("A..", "from A on"),
        (">=A & <C", "from A on and less than C"),
        ("A|B*|''", "A or beginning with B or blank"),
        ("'A|B*'", "A|B*"),
        ("d'Or", "d'Or"),
        ("'It''s'", "It's"),
        ("@ghent", "ghent"),
        (" Sint Niklaas ", "Sint Niklaas"),
    ],
)
def test_a_text_is_told_back_in_words(typed: str, said: str) -> None:
    assert str(Expression.of(typed, Text("city"))) == said


@pytest.mark.parametrize("typed", ["|", "A|", "&", "A&", "..", "A....B", ">", "A..B..C", "<>=", "'A'|&B", ".. | A"])
def test_a_sign_with_nothing_beside_it_is_refused(typed: str) -> None:
    with pytest.raises(ExpressionRefused, match=r"is not a filter\. Write for example"):
        alternatives(typed)


@pytest.mark.parametrize("text", ["Ghent", "d'Or", "A|B", "*", "a..b", "<5", "", "'", "R&D", "what?"])
def test_a_literal_means_just_its_text(text: str) -> None:
    ((term,),) = alternatives(literal(text))
    assert (term.sign, term.low and term.low.text, term.low and term.low.has_wildcards) == ("=", text, False)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("t", "03/10/2026"),
        ("W", "05/20/2026"),
        ("2026-04-01", "04/01/2026"),
        ("04/01/2026", "04/01/2026"),
        ("7", "05/07/2026"),
        ("0407", "04/07/2026"),
        ("040726", "04/07/2026"),
        ("04072025", "04/07/2025"),
        ("CM", "05/31/2026"),
        ("-CM..CM", "from 05/01/2026 to 05/31/2026"),
        ("w..1W", "from 05/20/2026 to 05/27/2026"),
        (">-1Y", "more than 05/20/2025"),
        ("..t|''", "up to 03/10/2026 or blank"),
    ],
)
def test_a_day_is_read_as_it_is_written_or_counted(typed: str, said: str) -> None:
    assert str(Expression.of(typed, a_day())) == said


def test_a_period_formula_spans_today_as_well() -> None:
    span = a_day()
    first, last = (span.read(part) for part in [alternatives("w..1W")[0][0].low, alternatives("w..1W")[0][0].high])  # type: ignore[arg-type]
    assert (last - first).days + 1 == 8


def test_days_and_formulas_are_read_in_the_language_of_the_person() -> None:
    with translation.override("nl"):
        assert str(Expression.of("-LM..LM", a_day())) == "van 1-5-2026 tot en met 31-5-2026"
        assert str(Expression.of("0704", a_day())) == "7-4-2026"


@pytest.mark.parametrize(
    ("typed", "kind", "sentence"),
    [
        ("soon", a_day(), "“soon” is neither a day nor a date formula"),
        ("32", a_day(), "“32” is neither"),
        ("9999Y", a_day(), "“9999Y” is neither"),
        ("A*B*C*D*E", Text("t"), "too many *"),
        ("many", Number("n"), "“many” is not a number"),
        ("NaN", Number("n"), "“NaN” is not a number"),
        ("perhaps", YesNo("b"), "“perhaps” is neither yes nor no"),
        (">yes", YesNo("b"), "have no order"),
        ("Fish", Choice("c", [(0, "Company"), (1, "Person")]), "“Fish” is none of Company, Person"),
        ("A..P", Choice("c", [(0, "Company"), (1, "Person")]), "These words have no order"),
    ],
)
def test_what_is_no_value_of_its_kind_is_refused_in_words(typed: str, kind: Kind, sentence: str) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        Expression.of(typed, kind)
    assert sentence in str(refused.value)


@pytest.mark.django_db
class TestRows:
    @pytest.fixture(autouse=True)
    def contacts(self) -> None:
        belgium, france = CountryFactory(code="BE", name="Belgium"), CountryFactory(code="FR", name="France")
        rita = SalespersonFactory(code="RL", name="Rita Lens")
        ghent = CompanyFactory(name="Vooruit", city="Ghent", country=belgium, salesperson=rita, number="A10")
        CompanyFactory(name="Lumière", city="Genève", country=france, number="A20")
        CompanyFactory(name="Nowhere", city="", number="B10")
        PersonFactory(name="Bart", city="ghent", company=ghent, number="B20", exclude_from_segments=True)
        Contact.objects.filter(number="A10").update(modified_at=datetime(2026, 3, 9, 23, 30, tzinfo=UTC))

    def found(self, name: str, typed: str) -> str:
        column = next(column for column in CONTACT_COLUMNS if column.name == name)
        kind = kind_of(column, Contact, today=TODAY, work_date=WORK_DATE)
        assert kind
        rows = Contact.objects.filter(Expression.of(typed, kind).asked).order_by("number")
        return " ".join(rows.values_list("number", flat=True))

    @pytest.mark.parametrize(
        ("name", "typed", "numbers"),
        [
            ("city", "ghent", "A10 B20"),
            ("city", "G*", "A10 A20 B20"),
            ("city", "*E*", "A10 A20 B20"),
            ("city", "?he*t", "A10 B20"),
            ("city", "''", "B10"),
            ("city", "<>''", "A10 A20 B20"),
            ("city", "<>Ghent", "A20 B10"),
            ("number", "a10..a20", "A10 A20"),
            ("number", "b*", "B10 B20"),
            ("number", ">A20", "B10 B20"),
            ("number", "A*&<>A10", "A20"),
            ("country", "BE", "A10"),
            ("country", "Fran*", "A20"),
            ("country", "<>BE", "A20 B10 B20"),
            ("country", "''", "B10 B20"),
            ("company", "Vooruit", "B20"),
            ("salesperson", "rl", "A10"),
            ("salesperson", "*lens", "A10"),
            ("type", "pers*", "B20"),
            ("type", "<>Person", "A10 A20 B10"),
            ("exclude_from_segments", "yes", "B20"),
            ("exclude_from_segments", "<>yes", "A10 A20 B10"),
            ("modified_at", "t", "A10"),
            ("modified_at", "<t", ""),
            ("modified_at", "t..t", "A10"),
            ("modified_at", ">2026-03-09&<=2026-03-10", "A10"),
            ("modified_at", "0001-01-01..9999-12-31", "A10"),
            ("modified_at", "9999-12-31", ""),
            ("modified_at", "<0001-01-01", ""),
        ],
    )
    def test_an_expression_finds_rows(self, name: str, typed: str, numbers: str) -> None:
        assert self.found(name, typed) == numbers

    def test_a_number_is_read_as_it_is_written_here_or_everywhere(self) -> None:
        with translation.override("nl"):
            assert [Number("n").read(Operand(text)) for text in ("1.234,5", "1234.5", "1.234", "-0,5")] == [
                Decimal("1234.5"),
                Decimal("1234.5"),
                Decimal(1234),
                Decimal("-0.5"),
            ]

    @pytest.mark.parametrize(
        ("typed", "numbers"),
        [("10", "1"), (">=10", "1 2"), ("9.5..10", "1"), ("<>10", "2 3"), ("<10|>1,000", "2 3")],
    )
    def test_numbers_are_compared(self, typed: str, numbers: str) -> None:
        for number, price in [("1", "10"), ("2", "1000.01"), ("3", "9.49")]:
            ItemFactory(number=number, unit_price=price)
        rows = Item.objects.filter(Expression.of(typed, Number("unit_price")).asked).order_by("number")
        assert " ".join(rows.values_list("number", flat=True)) == numbers


def test_each_kind_of_column_has_its_kind() -> None:
    def kind(column: Column, model: type) -> type | None:
        found = kind_of(column, model, today=TODAY, work_date=WORK_DATE)
        return type(found) if found else None

    assert kind(Column("number", ""), Contact) is Code
    assert kind(Column("modified_at", ""), Contact) is Moment
    assert kind(Column("posting_date", ""), SalesEntry) is Day
    assert kind(Column("quantity", ""), SalesEntry) is Number
    assert kind(Column("name", "", value="customer.contact.name"), SalesEntry) is IndexedText
    assert kind(Column("city", ""), Contact) is Text
    assert kind(Column("name", "", value=lambda row: row.name), Contact) is None
    assert kind(Column("persons", ""), Contact) is None
    assert kind(Column("nothing", ""), Contact) is None
