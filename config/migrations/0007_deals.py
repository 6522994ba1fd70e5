from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who may comment on sales cycles, and say which activity begins with a stage."""

    dependencies = [
        ("config", "0006_opportunities"),
        ("activities", "0002_opportunity"),
        ("opportunities", "0002_comments"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
