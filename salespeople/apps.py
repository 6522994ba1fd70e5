from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import lookups


class SalespeopleConfig(AppConfig):
    name = "salespeople"
    verbose_name = _("Salespeople")

    def ready(self) -> None:
        Salesperson = self.get_model("Salesperson")  # noqa: N806 - it is a class
        lookups.add(Salesperson, lookups.Lookup(found=Salesperson.objects.found))
