from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who may log interactions, set up their templates, and cancel campaign entries."""

    dependencies = [
        ("config", "0007_deals"),
        ("contacts", "0004_channels"),
        ("interactions", "0002_words"),
        ("segments", "0003_ready_for_logging"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
