from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who sets up what contacts and customers begin with, and what companies hand down."""

    dependencies = [("config", "0013_profiles"), ("contacts", "0016_templates")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
