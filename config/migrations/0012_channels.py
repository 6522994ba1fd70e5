from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who may set up salutations, and who keeps the periods of addresses."""

    dependencies = [("config", "0008_interactions"), ("contacts", "0006_channels")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
