from typing import Any

from core import pages
from core.models import CompanyInformation
from core.setup.forms import CompanyForm
from core.setup.views.numbers import MarketingSetup


class CompanyCard(pages.CardPage):
    """The only row of its table, which may still be to come."""

    model = CompanyInformation
    form_class = CompanyForm
    list_page = MarketingSetup

    def get_object(self, queryset: Any = None) -> CompanyInformation:
        return self.get_queryset().first() or CompanyInformation(pk=1)

    def neighbours(self) -> tuple[None, None]:
        return None, None
