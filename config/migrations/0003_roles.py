from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Changes of many rows are read by all roles."""

    dependencies = [("config", "0002_number_series"), ("core", "0004_changes_of_many_rows")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
