from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import lookups


class SalespeopleConfig(AppConfig):
    name = "salespeople"
    verbose_name = _("Salespeople")

    def ready(self) -> None:
        from core.importing import kinds
        from salespeople.importing import SALESPEOPLE
        from salespeople.models import Salesperson

        lookups.add(Salesperson, lookups.Lookup(found=Salesperson.objects.found))
        kinds.add(SALESPEOPLE)
