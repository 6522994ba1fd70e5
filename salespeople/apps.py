from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import lookups


class SalespeopleConfig(AppConfig):
    name = "salespeople"
    verbose_name = _("Salespeople")

    def ready(self) -> None:
        from core import extensions
        from core.importing import kinds
        from core.setup import tables
        from salespeople.factboxes import PICTURE, TEAMS
        from salespeople.importing import SALESPEOPLE
        from salespeople.models import Salesperson, Team

        lookups.add(Salesperson, lookups.Lookup(found=Salesperson.objects.found))
        kinds.add(SALESPEOPLE)
        extensions.fact_boxes.add(Salesperson, PICTURE, TEAMS)
        tables.add(
            tables.SetUpTable(Salesperson, "salespeople:list", _("Who owns campaigns, contacts and quotes.")),
            tables.SetUpTable(Team, "salespeople:teams", _("Salespeople who share work.")),
        )
