from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who may merge contacts, and who sets up how duplicates are searched for."""

    dependencies = [("config", "0011_criteria"), ("contacts", "0011_search_lines")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
