"""Every page of the product, found by walking the URL resolver, with a row to open it on."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from activities import subscribing
from campaigns.models import Campaign
from contacts.models import Contact
from core.cards import CardPage
from core.importing import runs
from core.lists import ListPage
from core.models import User
from sales.models import SalesDocument
from segments.models import Segment
from tests import factories

EXCEPTED = {"admin"}  # Django's own pages have tests of their own
PUBLIC = {
    "activities:feed",  # calendar programs do not log in: tests/activities/test_feeds.py
    "login",
    "logout",
    "password_change",
    "password_change_done",
}

Arguments = dict[str, Any]


def saved_criteria() -> dict[str, Any]:
    return {"number": factories.SegmentFactory().number, "code": factories.SavedCriteriaFactory().code}


def two_segments() -> Arguments:
    return {"number": factories.SegmentFactory().number, "other": factories.SegmentFactory().number, "part": "left"}


def segment_line() -> Arguments:
    line = factories.SegmentLineFactory(segment__number="ROW")
    return {"number": "ROW", "pk": line.pk}


def attendee() -> Arguments:
    invited = factories.AttendeeFactory(task__number="ROW")
    return {"number": "ROW", "pk": invited.pk}


def assignment() -> Arguments:
    record = factories.AssignmentFactory(segment__number="ROW")
    return {"number": "ROW", "pk": record.pk}


def text_of_template() -> Arguments:
    text = factories.TemplateLanguageFactory()
    return {"code": text.template.code, "language": text.language.code}


def sales_line() -> Arguments:
    line = factories.SalesLineFactory(document__number="ROW")
    return {"number": "ROW", "pk": line.pk}


def calendar_address() -> Arguments:
    return {"secret": subscribing.renew(factories.SalespersonFactory(), at=factories.A_MOMENT)}


def alternative_address() -> Arguments:
    found = factories.AlternativeAddressFactory(contact__number="ROW")
    return {"number": "ROW", "code": found.code}


def version_of_address() -> Arguments:
    found = factories.AlternativeAddressFactory(contact__number="ROW")
    return {"number": "ROW", "code": found.code, "version": found.history.get().pk}


def two_companies() -> Arguments:
    return {"number": factories.CompanyFactory().number, "other": factories.CompanyFactory().number}


def order_version() -> Arguments:
    order = factories.OrderFactory()
    return {"number": order.number, "version": order.history.get().pk}


def looked_at() -> Arguments:
    """By the administrator of the tests, where there is one: others may not see it."""
    person = User.objects.filter(is_superuser=True).first() or factories.UserFactory()
    record = factories.ImportFactory(uploaded_by=person)
    runs.look(record, user=record.uploaded_by)
    return {"pk": record.pk}


def search_version() -> Arguments:
    search = factories.DuplicateSearchFactory()
    search.save()
    return {"version": search.history.first().pk}


def defaults_version() -> Arguments:
    row = factories.ContactDefaultsFactory()
    return {"version": row.history.first().pk}


def company_version() -> Arguments:
    return {"version": factories.CompanyInformationFactory().history.get().pk}


def picture() -> Arguments:
    seller = factories.SalespersonFactory(picture=factories.a_picture())
    return {"code": seller.code}


OPENED_ON: dict[tuple[str, ...], Callable[[], Arguments]] = {
    ("salespeople", "code"): lambda: {"code": factories.SalespersonFactory().code},
    ("contacts", "number"): lambda: {"number": factories.CompanyFactory().number},
    ("contacts", "number", "code"): alternative_address,
    ("contacts", "number", "code", "version"): version_of_address,
    ("contacts", "number", "other"): two_companies,
    ("contacts", "code"): lambda: {"code": factories.ProfileQuestionnaireFactory().code},
    ("contacts", "pk"): lambda: {"pk": factories.MergeFactory().pk},
    ("campaigns", "number"): lambda: {"number": factories.CampaignFactory().number},
    ("activities", "code"): lambda: {"code": factories.ActivityFactory().code},
    ("activities", "cycle"): lambda: {"cycle": factories.SalesCycleFactory().code},
    ("activities", "secret"): calendar_address,
    ("activities", "campaign"): lambda: {"campaign": factories.CampaignFactory().number},
    ("activities", "kind", "code"): lambda: {"kind": "salesperson", "code": factories.SalespersonFactory().code},
    ("activities", "number"): lambda: {"number": factories.TaskFactory().number},
    ("activities", "number", "pk"): attendee,
    ("interactions", "number"): lambda: {"number": factories.PersonFactory(email="eva@example.com").number},
    ("items", "number"): lambda: {"number": factories.ItemFactory().number},
    ("opportunities", "number"): lambda: {"number": factories.OpportunityFactory().number},
    ("opportunities", "number", "outcome"): lambda: {"number": factories.OpportunityFactory().number, "outcome": "won"},
    ("segments", "number"): lambda: {"number": factories.SegmentFactory().number},
    ("segments", "number", "to"): lambda: {"number": factories.SegmentFactory().number, "to": 0},
    ("segments", "number", "kind"): lambda: {"number": factories.SegmentFactory().number},
    ("segments", "number", "code"): saved_criteria,
    ("segments", "number", "pk"): segment_line,
    ("segments", "opportunity"): lambda: {"opportunity": factories.OpportunityFactory().number},
    ("segments", "contact"): lambda: {"contact": factories.CompanyFactory().number},
    ("segments", "campaign"): lambda: {"campaign": factories.CampaignFactory().number},
    ("interactions", "code"): lambda: {"code": factories.InteractionTemplateFactory().code},
    ("interactions", "code", "language"): text_of_template,
    ("pricing", "number"): lambda: {"number": factories.CampaignFactory().number},
    ("pricing", "contact"): lambda: {"contact": factories.CompanyFactory().number},
    ("interactions", "kind"): lambda: {"kind": "company"},
    ("sales", "opportunity"): lambda: {"opportunity": factories.OpportunityFactory().number},
    ("sales", "campaign"): lambda: {"campaign": factories.CampaignFactory().number},
    ("sales", "number"): lambda: {"number": factories.SalesDocumentFactory().number},
    ("sales", "number", "pk"): sales_line,
    ("core", "pk"): looked_at,
    ("core", "label"): lambda: {"label": "salespeople.salesperson"},
}
"""(namespace, arguments …) → makes the row a page is opened on, unless the page's class names its model."""

OF_A_KIND: dict[str, Callable[[], Arguments]] = {
    "salespeople:picture": picture,
    "contacts:new_address": lambda: {"number": factories.CompanyFactory().number},
    **dict.fromkeys(
        ["sales:order_card", "sales:order_delete", "sales:post", "sales:order_history", "sales:order_compare"],
        lambda: {"number": factories.OrderFactory().number},
    ),
    **dict.fromkeys(
        ["interactions:resending", "interactions:resend_again"], lambda: {"pk": factories.ResendingFactory().pk}
    ),
    **dict.fromkeys(["segments:logging", "segments:log_again"], lambda: {"pk": factories.LoggingFactory().pk}),
    **dict.fromkeys(["segments:assignment", "segments:assign_again"], assignment),
    "contacts:take_answers_away": lambda: {"pk": factories.ProfileQuestionFactory().pk},
    "interactions:attachment": lambda: {"pk": factories.AttachmentFactory().pk},
    **dict.fromkeys(
        ["interactions:delivery", "interactions:letters"], lambda: {"pk": factories.LoggedSegmentFactory().pk}
    ),
    "interactions:new_opportunity": lambda: {"pk": factories.InteractionFactory().pk},
    "interactions:resume": lambda: {"pk": factories.InteractionFactory(postponed=True).pk},
    "sales:order_restore": order_version,
    "pricing:price_history": lambda: {"pk": factories.SalesPriceFactory().pk},
    "pricing:discount_history": lambda: {"pk": factories.SalesLineDiscountFactory().pk},
    **dict.fromkeys(["segments:compared", "segments:make_segment"], two_segments),
    "segments:steps": lambda: {"number": factories.SegmentFactory().number},
    "segments:export": lambda: {"number": factories.SegmentFactory().number, "kind": "csv"},
    "segments:reuse": lambda: {"pk": factories.LoggedSegmentFactory().pk},
    "segments:sell": lambda: {"number": factories.SegmentLineFactory().segment.number},
    "segments:contacts": lambda: {"number": factories.SegmentFactory().number},
    **dict.fromkeys(["interactions:card", "interactions:comment"], lambda: {"pk": factories.InteractionFactory().pk}),
    "interactions:entry": lambda: {"pk": factories.CampaignEntryFactory().pk},
    **dict.fromkeys(
        ["interactions:logged_segment", "interactions:logged_segment_comment"],
        lambda: {"pk": factories.LoggedSegmentFactory().pk},
    ),
    "core:company_restore": company_version,
    "contacts:duplicate_search_restore": search_version,
    "contacts:defaults_restore": defaults_version,
    **dict.fromkeys(["core:change_set", "core:take_back"], lambda: {"pk": factories.ChangeSetFactory().pk}),
    **dict.fromkeys(["core:view_drop", "core:view_pin"], lambda: {"pk": factories.NamedViewFactory().pk}),
}
"""A page whose rows are some of its model's only → makes one of them."""

BELONGING_TO: dict[str, Callable[[Arguments], Arguments]] = {
    "interactions:postponed": lambda opened_on: {"postponed": True},
    "pricing:special_prices": lambda opened_on: {},
    "segments:contacts": lambda opened_on: {},
    "pricing:special_discounts": lambda opened_on: {},
    "sales:orders": lambda opened_on: {"kind": SalesDocument.Kind.ORDER},
    "segments:compared": lambda opened_on: {},
    "segments:steps": lambda opened_on: {"segment": Segment.objects.get(**opened_on)},
    "segments:lines": lambda opened_on: {"segment": Segment.objects.get(**opened_on)},
    "contacts:addresses": lambda opened_on: {"contact": Contact.objects.get(**opened_on)},
    "segments:exclusions": lambda opened_on: {"campaign": Campaign.objects.get(number=opened_on["campaign"])},
}
"""A list below a card, or of some rows of a model → what its rows have in common."""


@dataclass(frozen=True)
class PageUnderTest:
    name: str
    arguments: tuple[str, ...]
    view: Any

    @property
    def view_class(self) -> Any:
        return getattr(self.view, "view_class", None)

    @property
    def is_list(self) -> bool:
        return isinstance(self.view_class, type) and issubclass(self.view_class, ListPage)

    @property
    def card_class(self) -> Any:
        """The class that knows the row: for a page below a card it is the card's."""
        return getattr(self.view, "view_initkwargs", {}).get("card_class", self.view_class)

    def opened_on(self) -> Arguments:
        """A fresh row, as the arguments of the page's address."""
        if not self.arguments:
            return {}
        if self.name in OF_A_KIND:
            return OF_A_KIND[self.name]()
        card, (first, *rest) = self.card_class, self.arguments
        if first == getattr(card, "slug_url_kwarg", "") and rest in ([], ["version"]):
            row = factory_of(card.model)()
            return {first: getattr(row, card.slug_field), **{name: row.history.get().pk for name in rest}}
        return OPENED_ON[self.name.partition(":")[0], *self.arguments]()

    def url(self) -> str:
        return self.address_of(self.opened_on())

    def address_of(self, opened_on: Arguments) -> str:
        return reverse(self.name, kwargs=opened_on)

    def add_rows(self, count: int, opened_on: Arguments) -> None:
        """More rows that this list shows."""
        shared = BELONGING_TO[self.name](opened_on) if opened_on or self.name in BELONGING_TO else {}
        factory_of(self.view_class.model).create_batch(count, **shared)

    @property
    def is_card(self) -> bool:
        return isinstance(self.view_class, type) and issubclass(self.view_class, CardPage)

    def fill(self, opened_on: Arguments) -> None:
        """Give the row of a card everything that it may point at, where that is allowed, and two neighbours."""
        name = self.view_class.slug_url_kwarg if self.view_class.slug_url_kwarg in opened_on else "pk"
        row = self.view_class.model.objects.get(**{name: opened_on[name]}) if opened_on else None
        for field in row._meta.concrete_fields if row else ():
            if field.many_to_one and getattr(row, field.attname) is None:
                with suppress(IntegrityError, ValidationError, StopIteration), transaction.atomic():
                    type(row).objects.filter(pk=row.pk).update(**{field.name: factory_of(field.related_model)()})
        if row:
            factory_of(type(row)).create_batch(2)


def factory_of(model: Any) -> Any:
    if model.__name__ == "Contact":
        return factories.CompanyFactory
    return next(
        made
        for made in vars(factories).values()
        if isinstance(made, type) and issubclass(made, factories.DjangoModelFactory) and made._meta.model is model
    )


def all_pages() -> list[PageUnderTest]:
    found = reversed(list(_walk(get_resolver().url_patterns, "")))  # of two with one address the first answers
    return sorted({page.name: page for page in found}.values(), key=lambda page: page.name)


def _walk(patterns: list[Any], namespace: str) -> Iterator[PageUnderTest]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or ""
            if inner not in EXCEPTED:
                yield from _walk(pattern.url_patterns, f"{inner}:" if inner else namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            arguments = tuple(pattern.pattern.converters)
            yield PageUnderTest(f"{namespace}{pattern.name}", arguments, pattern.callback)
