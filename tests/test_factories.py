import inspect

import pytest
from factory.django import DjangoModelFactory

from tests import factories

ALL = [
    made
    for _name, made in inspect.getmembers(factories, inspect.isclass)
    if issubclass(made, DjangoModelFactory) and made is not DjangoModelFactory
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", ALL, ids=lambda factory: factory.__name__)
def test_a_factory_makes_a_valid_row(factory: type[DjangoModelFactory]) -> None:
    row = factory()
    row.refresh_from_db()
    row.validate_constraints()
