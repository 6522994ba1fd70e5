from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who may overrule a pre-flight check."""

    dependencies = [("config", "0014_inheritance"), ("campaigns", "0003_overruling")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
