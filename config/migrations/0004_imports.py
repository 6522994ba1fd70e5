from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who may import sees what was imported."""

    dependencies = [("config", "0003_roles"), ("core", "0006_imports")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
