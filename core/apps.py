from django.apps import AppConfig
from django.db.models import CharField, Field
from django.utils.translation import gettext_lazy as _

from core.sql import Among, Begins


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("General")

    def ready(self) -> None:
        from core import lookups
        from core.models import Currency

        lookups.add(Currency, lookups.Lookup(Currency.objects.found, hint=lambda currency: currency.name))
        CharField.register_lookup(Begins)
        Field.register_lookup(Among)
