from django.apps import AppConfig
from django.db.models import CharField, Field
from django.utils.translation import gettext_lazy as _

from core.sql import Among, Begins


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("General")

    def ready(self) -> None:
        from core import lookups
        from core.models import CompanyInformation, Currency, NumberSeries, User
        from core.setup import code_tables, tables

        lookups.add(Currency, lookups.Lookup(Currency.objects.found, hint=lambda currency: currency.name))
        CharField.register_lookup(Begins)
        Field.register_lookup(Among)
        series = ["code", "description", "next_number", "ending_number", "allow_manual"]
        rates = _("The currencies of prices and quotes, with their exchange rates.")
        company = _("Name and address on quotes and orders, and the local currency.")
        tables.add(
            tables.SetUpTable(Currency, "core:currencies", rates, needed=True),
            tables.SetUpTable(CompanyInformation, "core:company_card", company, needed=True),
        )
        code_tables.add("series", NumberSeries, _("All series, also those that nothing draws from now."), fields=series)
        tables.add(tables.SetUpTable(User, "admin:core_user_changelist", _("Who logs in, and in which roles.")))
