from typing import Any

from contacts.forms import ContactDefaultsForm
from contacts.models import ContactDefaults
from core import pages
from core.setup.views.numbers import MarketingSetup


class ContactDefaultsCard(pages.CardPage):
    """The only row of its table, which may still be to come."""

    model = ContactDefaults
    form_class = ContactDefaultsForm
    list_page = MarketingSetup

    def get_object(self, queryset: Any = None) -> ContactDefaults:
        return self.get_queryset().first() or ContactDefaults(pk=1)

    def neighbours(self) -> tuple[None, None]:
        return None, None
