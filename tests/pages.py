"""Every page of the product, found by walking the URL resolver, with a row to open it on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from core.lists import ListPage
from tests import factories

EXCEPTED = {"admin"}  # Django's own pages have tests of their own

PUBLIC = {
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "password_reset_complete",
}

ROWS: dict[tuple[str, str], Callable[[], Any]] = {
    ("salespeople", "code"): lambda: factories.SalespersonFactory(code="ROW").code,
    ("contacts", "number"): lambda: factories.CompanyFactory(number="ROW").number,
    ("campaigns", "number"): lambda: factories.CampaignFactory(number="ROW").number,
    ("items", "number"): lambda: factories.ItemFactory(number="ROW").number,
    ("segments", "number"): lambda: factories.SegmentFactory(number="ROW").number,
    ("sales", "number"): lambda: factories.SalesDocumentFactory(number="ROW").number,
    ("core", "pk"): lambda: factories.ImportFileFactory().pk,
    ("core", "label"): lambda: "salespeople.salesperson",
}
"""(namespace, argument) → makes the row a page is opened on, unless the page's class names its model."""


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
    def permission(self) -> Any:
        return getattr(self.view, "permission_required", None) or getattr(
            self.view_class, "get_permission_required", None
        )

    def url(self) -> str:
        """The address of the page on a fresh row of its own."""
        return reverse(self.name, kwargs={argument: self._value(argument) for argument in self.arguments})

    def _value(self, argument: str) -> Any:
        model = getattr(self.view_class, "model", None)
        if model is not None and argument == getattr(self.view_class, "slug_url_kwarg", ""):
            row = factory_of(model)()
            return getattr(row, self.view_class.slug_field)
        if (self.name, argument) in ROWS_OF_PAGES:
            return ROWS_OF_PAGES[self.name, argument]()
        return ROWS[self.name.partition(":")[0], argument]()


ROWS_OF_PAGES: dict[tuple[str, str], Callable[[], Any]] = {}
"""As ROWS, for single pages whose argument is of another table than the rest of their app's."""


def factory_of(model: Any) -> Any:
    if model.__name__ == "Contact":
        return factories.CompanyFactory
    return next(
        made
        for made in vars(factories).values()
        if isinstance(made, type) and issubclass(made, factories.DjangoModelFactory) and made._meta.model is model
    )


def all_pages() -> list[PageUnderTest]:
    return sorted(_walk(get_resolver().url_patterns, ""), key=lambda page: page.name)


def _walk(patterns: list[Any], namespace: str) -> Iterator[PageUnderTest]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or ""
            if inner not in EXCEPTED:
                yield from _walk(pattern.url_patterns, f"{inner}:" if inner else namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            arguments = tuple(pattern.pattern.converters)
            yield PageUnderTest(f"{namespace}{pattern.name}", arguments, pattern.callback)
