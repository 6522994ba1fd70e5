from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who may keep criteria of segments."""

    dependencies = [("config", "0008_interactions"), ("segments", "0004_saved_criteria")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
