from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who may keep criteria of segments."""

    dependencies = [("config", "0010_channels"), ("segments", "0005_saved_criteria"), ("contacts", "0007_classification")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
